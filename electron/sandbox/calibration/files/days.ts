import { SandtableError } from '#shared/errors';
import { cellError } from './cells';
import type { Table } from './table';

/** How the days of a column are written. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';

const MS_PER_DAY = 86_400_000;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}(?::\d{2}){0,2})?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}(?::\d{2}){0,2})?$/;

/** Days since 1970-01-01, or NaN when there is no such day. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.getTime() / MS_PER_DAY
    : NaN;
}

/** A day number as ISO text. */
export function isoOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * A column as days since 1970-01-01. Day or month first is told by a number over 12; where none is, by the more regular
 * spacing of the rows; where that does not tell either, as in `otherwise`.
 * @throws SandtableError DATA_NOT_A_DAY; DATA_DAY_ORDER when nothing tells the order
 */
export function days(
  table: Table,
  column: string,
  otherwise: DayOrder | null,
): { days: Int32Array; order: DayOrder } {
  const cells = table.column(column);
  const orders: DayOrder[] = YEAR_FIRST.test(cells[0] ?? '') ? ['ymd'] : ['dmy', 'mdy'];
  const readings = orders.map((order) => ({ order, ...readAs(cells, order) }));
  const possible = readings.filter(({ bad }) => bad < 0);
  if (possible.length === 0) {
    // The reading that holds longest names the cell at fault.
    const row = Math.max(...readings.map(({ bad }) => bad));
    throw cellError('DATA_NOT_A_DAY', table, row, column);
  }
  let [best] = possible;
  const second = possible[1];
  if (best !== undefined && second !== undefined) {
    const difference = regularity(best.days) - regularity(second.days);
    if (otherwise !== null) best = possible.find(({ order }) => order === otherwise) ?? best;
    else if (difference < 0) best = second;
    else if (difference === 0 && !same(best.days, second.days)) {
      throw new SandtableError('DATA_DAY_ORDER', 'day or month first', {
        file: table.file,
        column,
        value: cells[0] ?? '',
      });
    }
  }
  if (best === undefined) throw new Error('a reading was possible');
  return { days: best.days, order: best.order };
}

function readAs(cells: readonly string[], order: DayOrder): { days: Int32Array; bad: number } {
  const read = new Int32Array(cells.length);
  const known = new Map<string, number>();
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as string;
    let day = known.get(cell);
    if (day === undefined) {
      day = readDay(cell, order);
      known.set(cell, day);
    }
    if (Number.isNaN(day)) return { days: read, bad: row };
    read[row] = day;
  }
  return { days: read, bad: -1 };
}

function readDay(cell: string, order: DayOrder): number {
  const match = (order === 'ymd' ? YEAR_FIRST : YEAR_LAST).exec(cell);
  if (match === null) return NaN;
  const [, a, b, c] = match.map(Number) as [number, number, number, number];
  if (order === 'ymd') return dayOf(a, b, c);
  return order === 'dmy' ? dayOf(c, b, a) : dayOf(c, a, b);
}

/** Share of the steps between neighbouring days that are the commonest step. */
function regularity(all: Int32Array): number {
  const sorted = [...new Set(all)].toSorted((a, b) => a - b);
  const steps = new Map<number, number>();
  for (let i = 1; i < sorted.length; i++) {
    const step = (sorted[i] as number) - (sorted[i - 1] as number);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return Math.max(0, ...steps.values()) / Math.max(1, sorted.length - 1);
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.every((value, i) => value === b[i]);
}
