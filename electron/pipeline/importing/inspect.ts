import { fileEncoding, fileHead } from './csv-file';
import { LatestDay, OrderFinder } from './column-days';
import { checkCells, checkHeader } from './limits';
import { fileKind } from './open-file';
import { recordSource } from './record-source';
import { workbookHead } from './xlsx/xlsx-file';
import { detectDelimiter, firstRecords } from '#shared/pipeline/csv-format';
import type {
  CsvFormat,
  FormatChoice,
  OrderedDays,
  TableFormat,
  TableNotice,
} from '#shared/pipeline/import-model';
import { dayOrderIn, parseDay } from '#shared/pipeline/parse-day';
import { SandtableError } from '#shared/errors';
import type { ReadJob } from '#electron/replica/transaction';

/** Sample rows for the mapping step. */
const SAMPLES = 20;

export interface FileHead {
  readonly format: TableFormat;
  /** The sheets of a workbook; empty for a text. */
  readonly sheets: { name: string; hidden: boolean }[];
  readonly notices: TableNotice[];
  readonly headers: string[];
  readonly samples: string[][];
  readonly bytes: number;
  /** Column → latest day in it that is not after `today`; empty when no `today` was given. */
  readonly lastDays: Record<string, string>;
  /** Column → the order of its days, where some have two readings; empty when no `today` was given. */
  readonly orderedDays: Record<string, OrderedDays>;
}

export interface HeadInput {
  readonly path: string;
  /** How it is to be read; null = find out. */
  readonly format: FormatChoice | null;
  /** Day up to which days count for `lastDays`; without it days are not looked for. */
  readonly today?: string;
}

/**
 * Looks at a file: how it is read, its headers, some rows, how far its days go. A workbook is read to its end.
 *
 * @param onPause called many times a second
 * @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, NOT_A_TABLE, SPREADSHEET_OLD_FORMAT,
 * IMPORT_FILE_EMPTY, IMPORT_HEADER_INVALID, and for a workbook whatever it can be refused for
 */
export function fileHeadOf({ path, format, today }: HeadInput, onPause: () => void): FileHead {
  const head = look(path, format);
  if (today === undefined) return { ...head, lastDays: {}, orderedDays: {} };
  return { ...head, ...daysOf(path, head.format, head, today, onPause) };
}

/** {@link fileHeadOf} of a file of our own, on the reader thread. */
export const headJob: ReadJob<HeadInput, FileHead> = (_tx, input, job) =>
  fileHeadOf(input, () => job.throwIfCancelled());

type Looked = Omit<FileHead, 'lastDays' | 'orderedDays'>;

/** A file is what its first bytes say, whatever its name ends in. */
function look(path: string, asked: FormatChoice | null): Looked {
  switch (fileKind(path)) {
    case 'zip': {
      const choice = asked !== null && 'sheet' in asked ? asked : { sheet: null, headerRow: null };
      return workbookHead(path, choice, SAMPLES);
    }
    case 'compound':
      throw new SandtableError('SPREADSHEET_OLD_FORMAT', 'a workbook of the old format');
    case 'other':
      throw new SandtableError('NOT_A_TABLE', 'a file of another kind');
    case 'text':
      return lookAtText(path, asked !== null && 'encoding' in asked ? asked : null);
  }
}

function lookAtText(path: string, given: CsvFormat | null): Looked {
  const encoding = given?.encoding ?? fileEncoding(path);
  const { text, whole, bytes } = fileHead(path, encoding);
  const delimiter = given?.delimiter ?? detectDelimiter(text, whole);
  const { rows, broken } = records(text, delimiter, whole);
  const [headers, ...samples] = rows;
  if (!headers && !whole) {
    throw new SandtableError('CSV_RECORD_TOO_LONG', 'the first line has no end', { line: 1 });
  }
  if (!headers) throw new SandtableError('IMPORT_FILE_EMPTY', 'the file has no header');
  checkCells(headers, 1);
  checkHeader(headers);
  if (samples.length === 0 && whole && !broken) {
    throw new SandtableError('IMPORT_FILE_EMPTY', 'the file has no rows');
  }
  const format = { encoding, delimiter };
  return {
    format,
    sheets: [],
    notices: [],
    headers,
    samples: samples.slice(0, SAMPLES),
    bytes,
  };
}

/** Records for the look; a quote that is never closed is reported by the dry run, with its line. */
function records(
  text: string,
  delimiter: CsvFormat['delimiter'],
  whole: boolean,
): { rows: string[][]; broken: boolean } {
  try {
    return { rows: firstRecords(text, delimiter, whole), broken: false };
  } catch {
    const firstLine = text.split(/(?<=\n|\r)/, 1)[0] ?? '';
    return { rows: firstRecords(firstLine, delimiter, true), broken: true };
  }
}

/** Columns in which every sample that is not empty is a day, whichever of two it is. */
function dayColumns(count: number, samples: readonly (readonly string[])[]): number[] {
  return columnsWhere(count, samples, (cells) => cells.length > 0 && cells.every(isDay));
}

/** Columns that may hold days of two readings: a sample is written that way, or none says anything. */
function orderColumns(count: number, samples: readonly (readonly string[])[]): number[] {
  return columnsWhere(
    count,
    samples,
    (cells) => cells.length === 0 || cells.some((cell) => dayOrderIn(cell) !== null),
  );
}

function columnsWhere(
  count: number,
  samples: readonly (readonly string[])[],
  fits: (cells: string[]) => boolean,
): number[] {
  return Array.from({ length: count }, (_none, column) => column).filter((column) =>
    fits(samples.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')),
  );
}

function isDay(cell: string): boolean {
  return parseDay(cell, 'dayFirst').ok || parseDay(cell, 'monthFirst').ok;
}

/**
 * The order of days and the latest day of each column up to `today`. A text that breaks off half-way still says how far
 * it goes: the dry run names the line. A workbook that cannot be read to its end is refused here.
 */
function daysOf(
  path: string,
  format: TableFormat,
  { headers, samples }: Pick<FileHead, 'headers' | 'samples'>,
  today: string,
  onPause: () => void,
): Pick<FileHead, 'lastDays' | 'orderedDays'> {
  const isText = 'encoding' in format;
  const columns = dayColumns(headers.length, samples);
  const orders = new Map(
    orderColumns(headers.length, samples).map((column) => [column, new OrderFinder()]),
  );
  const latest = new Map(columns.map((column) => [column, new LatestDay(today)]));
  if (columns.length === 0 && orders.size === 0 && isText) return { lastDays: {}, orderedDays: {} };
  const take = (cells: readonly string[]): void => {
    for (const [column, finder] of orders) finder.take((cells[column] ?? '').trim());
    for (const [column, last] of latest) last.take((cells[column] ?? '').trim());
  };
  try {
    recordSource(path, format).read(() => undefined, take, onPause);
  } catch (error) {
    if (!isText) throw error;
  }
  const orderedDays = Object.fromEntries(
    [...orders].flatMap(([column, finder]) => {
      const found = finder.found();
      return found === null ? [] : [[String(column), found] as const];
    }),
  );
  const lastDays = Object.fromEntries(
    [...latest].flatMap(([column, last]) => {
      const day = last.in(orderedDays[String(column)]?.order ?? undefined);
      return day === '' ? [] : [[String(column), day] as const];
    }),
  );
  return { lastDays, orderedDays };
}
