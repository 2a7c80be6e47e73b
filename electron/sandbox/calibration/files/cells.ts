import { type ErrorCode, type ErrorDetails, SandtableError } from '#shared/errors';
import type { Table } from './table';

/** What a column of numbers may hold. */
export interface NumberRule {
  /** Smallest value; NEGATIVE is told apart when it is 0. */
  readonly least?: number;
  readonly most?: number;
  /** The smallest value itself is refused (prices). */
  readonly positive?: boolean;
  /** Words that stand for "not known"; such cells become NaN. */
  readonly missing?: readonly string[];
}

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;

/** The error of one cell: it names file, line, column and what stands there. */
export function cellError(
  code: ErrorCode,
  table: Table,
  row: number,
  column: string,
  more: ErrorDetails = {},
): SandtableError {
  const value = table.column(column)[row] ?? '';
  return new SandtableError(code, `${table.file}, line ${table.lines[row]}, ${column}`, {
    file: table.file,
    row: table.lines[row] as number,
    column,
    value,
    ...more,
  });
}

/**
 * A column as numbers.
 * @throws SandtableError DATA_NOT_A_NUMBER (also for NaN, infinity and empty cells), DATA_NEGATIVE, DATA_OUT_OF_RANGE
 */
export function numbers(table: Table, column: string, rule: NumberRule = {}): Float64Array {
  const cells = table.column(column);
  const pattern = table.decimalComma ? COMMA : POINT;
  const values = new Float64Array(cells.length);
  cells.forEach((cell, row) => {
    if (rule.missing?.includes(cell)) {
      values[row] = NaN;
      return;
    }
    if (!pattern.test(cell)) throw cellError('DATA_NOT_A_NUMBER', table, row, column);
    const value = Number(table.decimalComma ? cell.replaceAll('.', '').replace(',', '.') : cell);
    if (!Number.isFinite(value)) throw cellError('DATA_NOT_A_NUMBER', table, row, column);
    const { least = -Infinity, most = Infinity, positive = false } = rule;
    if (value < 0 && least >= 0) throw cellError('DATA_NEGATIVE', table, row, column);
    if (value < least || value > most || (positive && value <= 0)) {
      const range = { least: positive ? '> 0' : least, most };
      throw cellError('DATA_OUT_OF_RANGE', table, row, column, range);
    }
    values[row] = value;
  });
  return values;
}

/** The rows of a table by what `keyOf` says of them, each once. @throws SandtableError DATA_DUPLICATE */
export function uniqueRows(
  table: Table,
  column: string,
  keyOf: (row: number) => string,
): Map<string, number> {
  const seen = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    const key = keyOf(row);
    const before = seen.get(key);
    if (before !== undefined) {
      throw cellError('DATA_DUPLICATE', table, row, column, {
        key,
        firstRow: table.lines[before] as number,
      });
    }
    seen.set(key, row);
  }
  return seen;
}
