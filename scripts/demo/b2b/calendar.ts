/**
 * Working time of the demo company. Instants are milliseconds of a local clock (Asia/Shanghai written as if it were
 * UTC), so no time zone data takes part and the bytes do not depend on the machine.
 */
import type { Random } from '../random.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Morning 9:00-12:00 and afternoon 13:30-18:00, in minutes of the day. */
const OPEN_MINUTES = [
  [540, 720],
  [810, 1080],
] as const;

/** Days off besides weekends: the usual long breaks, rounded to whole blocks (make-up Saturdays are left out). */
const BREAKS = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-16', '2026-02-22'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
].map(([from = '', to = '']) => [from, to] as const);

/** Midnight of an ISO day. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** 'YYYY-MM-DD' of an instant. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** 'YYYY-MM-DD HH:mm' of an instant. */
export function isoMinute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** The quarter of an instant, e.g. '2026Q3'. */
export function quarterOf(at: number): string {
  const date = new Date(at);
  return `${date.getUTCFullYear()}Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
}

export function isWorkday(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const day = isoDay(at);
  return !BREAKS.some(([from, to]) => from <= day && day <= to);
}

function nextWorkday(at: number): number {
  let day = Math.floor(at / DAY) * DAY;
  while (!isWorkday(day)) day += DAY;
  return day;
}

/** A random working minute on the day of `at` or the next workday, always later than `after`. */
export function workingMinute(at: number, after: number, random: Random): number {
  const day = nextWorkday(at);
  const [low, high] = random.chance(0.42) ? OPEN_MINUTES[0] : OPEN_MINUTES[1];
  const candidate = day + random.int(low, high - 1) * MINUTE;
  return candidate > after ? candidate : addWorking(after, random.int(15, 90));
}

/** The instant `minutes` of working time after `from`. */
export function addWorking(from: number, minutes: number): number {
  let rest = Math.max(1, Math.round(minutes));
  let day = nextWorkday(from);
  let clock = day > from ? 0 : Math.floor((from - day) / MINUTE);
  for (;;) {
    for (const [low, high] of OPEN_MINUTES) {
      const begin = Math.max(clock, low);
      if (begin + rest < high) return day + (begin + rest) * MINUTE;
      if (begin < high) rest -= high - begin;
    }
    day = nextWorkday(day + DAY);
    clock = 0;
  }
}
