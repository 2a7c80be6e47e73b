import type { Cell } from '../model';

const DAY_MS = 86_400_000;

/** Rows of new cells from the first one below (or the last one above) the source on; `null` cells are blank. */
export interface Filling {
  /** Cells of the source, row by row from the top. */
  readonly source: readonly (readonly Cell[])[];
  /** Which columns of the source continue as a series. */
  readonly kinds: readonly ('number' | 'day' | 'other')[];
  /** Number of new rows, at least 1. */
  readonly count: number;
  /** New rows come above the source. */
  readonly upwards: boolean;
}

/**
 * What dragging the fill handle gives, rows from the top. Two or more numbers or days with an even step go on with it
 * (days also by whole months); everything else repeats. At most as many rows as are needed: without a series the
 * pattern itself, which repeats.
 */
export function fillRows({ source, kinds, count, upwards }: Filling): Cell[][] {
  const columns = kinds.map((kind, at) => {
    const values = source.map((cells) => cells[at] ?? null);
    return kind === 'other' ? null : nextOf(upwards ? values.toReversed() : values, kind);
  });
  const series = columns.some((next) => next !== null);
  const height = source.length;
  const rows = series ? count : Math.min(count, height);
  return Array.from({ length: rows }, (_none, row) => {
    // How far from the source, 1 = next to it.
    const distance = upwards ? count - row : row + 1;
    const at = upwards ? (height - (distance % height)) % height : (distance - 1) % height;
    return kinds.map((_kind, column) => {
      const next = columns[column];
      return next === null || next === undefined ? (source[at]?.[column] ?? null) : next(distance);
    });
  });
}

/** Gives the value at a distance from the last one; null when the values make no series. */
function nextOf(
  values: readonly Cell[],
  kind: 'number' | 'day',
): ((distance: number) => Cell) | null {
  if (values.length < 2 || values.some((value) => value === null)) return null;
  return kind === 'number' ? numbersAfter(values.map(Number)) : daysAfter(values.map(String));
}

/** The step between neighbours when it is always the same and not 0. */
function evenStep(numbers: readonly number[]): number | null {
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  const even = numbers.every((value, at) => at === 0 || value - (numbers[at - 1] ?? 0) === step);
  return even && step !== 0 ? step : null;
}

function numbersAfter(numbers: readonly number[]): ((distance: number) => number) | null {
  const step = evenStep(numbers);
  const last = numbers.at(-1) ?? 0;
  return step === null ? null : (distance) => last + step * distance;
}

interface Date3 {
  readonly month: number;
  readonly day: number;
}

/** A day as months since year 0 and day of the month. */
function parts(day: string): Date3 {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { month: year * 12 + month - 1, day: date };
}

const lengthOfMonth = (month: number): number =>
  new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();

function dayOf(month: number, day: number): string {
  const date = Math.min(day, lengthOfMonth(month));
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, date)).toISOString().slice(0, 10);
}

function daysAfter(days: readonly string[]): ((distance: number) => string) | null {
  const split = days.map(parts);
  const months = evenStep(split.map(({ month }) => month));
  const lasts = split.every(({ month, day }) => day === lengthOfMonth(month));
  const same = split.every(({ day }) => day === split[0]?.day);
  if (months !== null && (same || lasts)) {
    const last = split.at(-1) ?? { month: 0, day: 1 };
    return (distance) => dayOf(last.month + months * distance, lasts ? 31 : last.day);
  }
  const numbers = days.map((day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS);
  const next = numbersAfter(numbers);
  return next === null
    ? null
    : (distance) => new Date(next(distance) * DAY_MS).toISOString().slice(0, 10);
}
