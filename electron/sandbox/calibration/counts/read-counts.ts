import { SandtableError } from '#shared/errors';
import { cellError, numbers, uniqueRows } from '../files/cells';
import type { DataFile } from '../files/data-file';
import { type DayOrder, days, isoOf } from '../files/days';
import { readTable, type Table } from '../files/table';
import type { DataWarning, FileNote } from '../report';
import type { CountHistory } from './count-history';

/** The column of days, and those beside it that hold no quantity. */
const DAY_COLUMN = 'datum';
const CALENDAR_COLUMNS: ReadonlySet<string> = new Set([
  DAY_COLUMN,
  'Year',
  'Month',
  'Hour',
  'Weekday Name',
]);
/** Fewest rows from which anything is said. */
const FEWEST_ROWS = { day: 14, week: 8, month: 6 } as const;
const STEP_DAYS = { day: 1, week: 7, month: 31 } as const;
/** More missing rows than this share are no history. */
const MOST_GAPS = 0.2;

/** Quantities by day, week or month as the file has them. */
export interface CountFile {
  readonly note: FileNote;
  readonly history: CountHistory;
  readonly order: DayOrder;
  readonly warnings: readonly DataWarning[];
}

/**
 * Reads a file of quantities sold: a column `datum` and one column for each series. Rows of hours are added up to days;
 * fractions of a unit are rounded.
 * @throws SandtableError DATA_… naming file, line and column
 */
export function readCounts(file: DataFile, otherwise: DayOrder | null): CountFile {
  const table = readTable(file);
  const { days: read, order } = days(table, DAY_COLUMN, otherwise);
  const stamps = table.column(DAY_COLUMN);
  uniqueRows(table, DAY_COLUMN, (row) => stamps[row] as string);
  const names = table.header.filter((name) => !CALENDAR_COLUMNS.has(name) && name !== '');
  const columns = names.map((name) => numbers(table, name, { least: 0 }));
  const distinct = [...new Set(read)].toSorted((a, b) => a - b);
  if (distinct.length < read.length && !stamps.some((stamp) => stamp.includes(':'))) {
    // Two spellings of one day.
    const row = read.findIndex((day, i) => read.indexOf(day) < i);
    throw cellError('DATA_DUPLICATE', table, row, DAY_COLUMN, { key: isoOf(read[row] as number) });
  }
  const position = new Map(distinct.map((day, i) => [day, i]));
  const series = names.map((name, k) => {
    const values = new Float64Array(distinct.length);
    read.forEach((day, row) => {
      const at = position.get(day) as number;
      values[at] = (values[at] as number) + (columns[k]?.[row] as number);
    });
    return { name, values: values.map((value) => Math.round(value)) };
  });
  if (series.length === 0) {
    throw new SandtableError('DATA_COLUMN_MISSING', 'no series', {
      file: table.file,
      column: 'M01AB, …',
      columns: table.header.join(', '),
    });
  }
  const grain = grainOf(table, distinct);
  return {
    note: {
      file: table.file,
      rows: table.rows,
      series: series.length,
      from: isoOf(distinct[0] as number),
      to: isoOf(distinct.at(-1) as number),
    },
    history: { grain, days: Int32Array.from(distinct), series },
    order,
    warnings: gaps(table, grain, distinct, read),
  };
}

function grainOf(table: Table, distinct: readonly number[]): CountHistory['grain'] {
  const steps = distinct.slice(1).map((day, i) => day - (distinct[i] as number));
  const middle = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? NaN;
  if (middle === 1) return 'day';
  if (middle === 7) return 'week';
  if (middle >= 28 && middle <= 31) return 'month';
  throw new SandtableError('DATA_TOO_SHORT', 'no days, weeks or months', {
    file: table.file,
    rows: table.rows,
    least: FEWEST_ROWS.day,
  });
}

function gaps(
  table: Table,
  grain: CountHistory['grain'],
  distinct: readonly number[],
  read: Int32Array,
): DataWarning[] {
  let missing = 0;
  let first = -1;
  for (let i = 1; i < distinct.length; i++) {
    const step = (distinct[i] as number) - (distinct[i - 1] as number);
    const left = Math.round(step / STEP_DAYS[grain]) - 1;
    if (left <= 0) continue;
    if (first < 0) first = i;
    missing += left;
  }
  if (missing === 0) return [];
  const row = read.indexOf(distinct[first] as number);
  const example = isoOf((distinct[first - 1] as number) + STEP_DAYS[grain]);
  const line = table.lines[row] as number;
  if (missing > MOST_GAPS * distinct.length) {
    throw new SandtableError('DATA_GAPS', 'too many rows are missing', {
      file: table.file,
      row: line,
      column: DAY_COLUMN,
      missing,
      value: example,
    });
  }
  return [
    { code: 'gaps', file: table.file, column: DAY_COLUMN, row: line, count: missing, example },
  ];
}

/** @throws SandtableError DATA_TOO_SHORT */
export function enoughRows({ note, history }: CountFile): void {
  const least = FEWEST_ROWS[history.grain];
  if (history.days.length >= least) return;
  throw new SandtableError('DATA_TOO_SHORT', 'too little history', {
    file: note.file,
    rows: history.days.length,
    least,
  });
}
