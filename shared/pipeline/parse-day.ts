export type DayReading =
  | { readonly ok: true; readonly day: string }
  | { readonly ok: false; readonly problem: 'notADate' | 'ambiguousDate' | 'outOfRange' };

export type InstantReading =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly problem: 'notAnInstant' | 'ambiguousDate' | 'outOfRange' };

/** Which of two numbers before a year is the day, where both could be it. */
export const DAY_ORDERS = ['dayFirst', 'monthFirst'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))$/;
const CHINESE = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const MONTH_NAME = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{4})$/;
const SHORT_YEAR = /^\d{1,2}([-/.])\d{1,2}\1\d{2}$/;
/** A time of day behind a day, as spreadsheets add it. */
const CLOCK = /[t\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/;

const refusedDay = (problem: 'notADate' | 'ambiguousDate' | 'outOfRange'): DayReading => ({
  ok: false,
  problem,
});

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

function realDay(year: number, month: number, day: number): DayReading {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return refusedDay('notADate');
  if (year < FIRST_YEAR || year > LAST_YEAR) return refusedDay('outOfRange');
  const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return { ok: true, day: `${year}-${two(month)}-${two(day)}` };
}

/**
 * Reads a calendar day: `2026-11-23`, `2026/11/23`, `2026.1.5`, `20261123`, `2026年11月23日`, `23-Nov-2026`,
 * `11/23/2026`; a time of day behind it is left out. Days that do not exist are `notADate`; `03/04/2026` and two-digit
 * years, which two countries read differently, are `ambiguousDate`; years outside 1900–2199 are `outOfRange`.
 *
 * @param order how `03/04/2026` is meant, where the column or a person says so
 */
export function parseDay(text: string, order?: DayOrder): DayReading {
  const iso = ISO.exec(text);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return readDay(text.normalize('NFKC').trim().toLowerCase().replace(CLOCK, ''), order);
}

/**
 * What a day such as `12/31/2026` says of its column: the order, if only one is possible; `either`, if both are; null
 * when it is written in another way.
 */
export function dayOrderIn(text: string): DayOrder | 'either' | null {
  const last = YEAR_LAST.exec(text.normalize('NFKC').trim().toLowerCase().replace(CLOCK, ''));
  if (!last) return null;
  const [a, b] = [Number(last[1]), Number(last[3])];
  if (a === b || a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12)) return null;
  return a > 12 ? 'dayFirst' : b > 12 ? 'monthFirst' : 'either';
}

function readDay(text: string, order: DayOrder | undefined): DayReading {
  const first = YEAR_FIRST.exec(text);
  if (first)
    return realDay(Number(first[1]), Number(first[3] ?? first[5]), Number(first[4] ?? first[6]));
  const chinese = CHINESE.exec(text);
  if (chinese) return realDay(Number(chinese[1]), Number(chinese[2]), Number(chinese[3]));
  const named = MONTH_NAME.exec(text);
  if (named) {
    return realDay(Number(named[3]), MONTHS.indexOf(named[2] ?? '') + 1, Number(named[1]));
  }
  if (SHORT_YEAR.test(text)) return refusedDay('ambiguousDate');
  const last = YEAR_LAST.exec(text);
  if (!last) return refusedDay('notADate');
  const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
  const either = a <= 12 && b <= 12 && a !== b;
  if (either && order === undefined) return refusedDay('ambiguousDate');
  return a > 12 || (either && order === 'dayFirst') ? realDay(year, b, a) : realDay(year, a, b);
}

/** China has one time zone and no summer time (since 1992). */
const SHANGHAI_MINUTES = 480;

/**
 * Reads an instant: a day as in {@link parseDay}, alone (midnight) or with `HH:mm[:ss[.fff]]`, and `Z` or an
 * offset. Without a zone it is Asia/Shanghai local time.
 *
 * @param order as in {@link parseDay}
 * @returns epoch milliseconds UTC
 */
export function parseInstant(text: string, order?: DayOrder): InstantReading {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const clock = CLOCK.exec(plain);
  const day = readDay(clock ? plain.slice(0, clock.index) : plain, order);
  if (!day.ok) {
    return { ok: false, problem: day.problem === 'notADate' ? 'notAnInstant' : day.problem };
  }
  const [hour, minute, second] = [
    Number(clock?.[1] ?? 0),
    Number(clock?.[2] ?? 0),
    Number(clock?.[3] ?? 0),
  ];
  const offset = offsetMinutes(clock?.[5]);
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(offset) > 14 * 60) {
    return { ok: false, problem: 'notAnInstant' };
  }
  const millis = Number((clock?.[4] ?? '0').padEnd(3, '0').slice(0, 3));
  const [year, month, date] = day.day.split('-').map(Number);
  const at = Date.UTC(
    year ?? 0,
    (month ?? 1) - 1,
    date ?? 1,
    hour,
    minute - offset,
    second,
    millis,
  );
  return at < 0 ? { ok: false, problem: 'outOfRange' } : { ok: true, at };
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return SHANGHAI_MINUTES;
  if (zone === 'z' || zone === 'utc') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
