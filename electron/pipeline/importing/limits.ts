import { SandtableError } from '#shared/errors';

/** Limits of a table that is read, from the security notes. */
const MAX_COLUMNS = 1000;
const MAX_ROWS = 2_000_000;
/** Bytes of the text of one cell. */
const MAX_CELL_BYTES = 64 * 1024;

/** @throws SandtableError TABLE_TOO_WIDE, IMPORT_HEADER_INVALID when a header cannot be one */
export function checkHeader(headers: readonly string[]): void {
  checkWidth(headers.length, 1);
  if (headers.every((header) => header.trim() === '')) {
    throw new SandtableError('IMPORT_HEADER_INVALID', 'every header is blank', { columns: 0 });
  }
}

/** @param line where the record stands, 1-based. @throws SandtableError TABLE_TOO_WIDE */
export function checkWidth(columns: number, line: number): void {
  if (columns <= MAX_COLUMNS) return;
  throw new SandtableError('TABLE_TOO_WIDE', `line ${line}`, {
    line,
    columns,
    most: MAX_COLUMNS,
  });
}

/** @param rows records so far, without the header. @throws SandtableError TABLE_TOO_LONG */
export function checkLength(rows: number): void {
  if (rows <= MAX_ROWS) return;
  throw new SandtableError('TABLE_TOO_LONG', 'over 2 million rows', { most: MAX_ROWS });
}

/** @param line where the record stands, 1-based. @throws SandtableError CELL_TOO_LONG */
export function checkCells(cells: readonly string[], line: number): void {
  for (let column = 0; column < cells.length; column += 1) {
    const text = cells[column] ?? '';
    if (text.length * 3 > MAX_CELL_BYTES) checkCell(text, line, column);
  }
}

/** @param column 0-based. @throws SandtableError CELL_TOO_LONG */
export function checkCell(text: string, line: number, column: number): void {
  // Three bytes are the most that a UTF-16 unit takes in UTF-8.
  if (text.length * 3 <= MAX_CELL_BYTES || Buffer.byteLength(text) <= MAX_CELL_BYTES) return;
  throw new SandtableError('CELL_TOO_LONG', `cell of over 64 KiB, line ${line}`, {
    line,
    column: column + 1,
  });
}
