import { gunzipSync } from 'node:zlib';
import { SandtableError } from '#shared/errors';
import { detectDelimiter, encodingByMark } from '#shared/pipeline/csv-format';
import { CsvReader } from '#shared/pipeline/csv-reader';
import type { DataFile } from './data-file';

/** Most bytes that a file may unpack to. */
const MOST_BYTES = 400 * 1024 * 1024;
/** Characters of a file by which its delimiter is found. */
const SAMPLE = 64 * 1024;

/** A file's rows by column, as text. */
export interface Table {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: number;
  /** Line of the file on which each row begins, 1-based. */
  readonly lines: readonly number[];
  /** Whether numbers are written with a decimal comma. */
  readonly decimalComma: boolean;
  /** Cells of a column by its name, trimmed. @throws SandtableError DATA_COLUMN_MISSING */
  column(name: string): readonly string[];
  has(name: string): boolean;
}

/**
 * Reads a table with a header: packed by gzip or not, with any of the four delimiters, decimal point or comma.
 * @throws SandtableError FILE_UNREADABLE, DATA_ROW_WIDTH, CSV_UNCLOSED_QUOTE
 */
export function readTable(file: DataFile): Table {
  const text = decoded(file);
  const sample = text.slice(0, SAMPLE);
  const delimiter = detectDelimiter(sample, sample.length === text.length);
  let header: string[] | null = null;
  const lines: number[] = [];
  const columns: string[][] = [];
  const reader = new CsvReader(delimiter, (cells, line) => {
    if (header === null) {
      header = cells.map((cell) => cell.trim());
      for (let i = 0; i < header.length; i++) columns.push([]);
      return;
    }
    if (cells.length !== header.length) {
      throw new SandtableError('DATA_ROW_WIDTH', 'a row has another number of cells', {
        file: file.name,
        row: line,
        cells: cells.length,
        columns: header.length,
      });
    }
    lines.push(line);
    for (let i = 0; i < cells.length; i++) columns[i]?.push((cells[i] as string).trim());
  });
  reader.push(text);
  reader.end();
  return new ReadTable(file.name, header ?? [], lines, columns, delimiter !== ',');
}

function decoded(file: DataFile): string {
  let { bytes } = file;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
    } catch {
      throw new SandtableError('FILE_UNREADABLE', 'cannot be unpacked', { fileName: file.name });
    }
  }
  return new TextDecoder(encodingByMark(bytes) ?? 'utf-8').decode(bytes);
}

class ReadTable implements Table {
  readonly decimalComma: boolean;

  constructor(
    readonly file: string,
    readonly header: readonly string[],
    readonly lines: readonly number[],
    private readonly columns: readonly string[][],
    mayHaveComma: boolean,
  ) {
    this.decimalComma =
      mayHaveComma && columns.some((cells) => cells.some((cell) => /^-?\d+,\d+$/.test(cell)));
  }

  get rows(): number {
    return this.lines.length;
  }

  has(name: string): boolean {
    return this.header.includes(name);
  }

  column(name: string): readonly string[] {
    const cells = this.columns[this.header.indexOf(name)];
    if (cells !== undefined) return cells;
    throw new SandtableError('DATA_COLUMN_MISSING', `no column ${name}`, {
      file: this.file,
      column: name,
      columns: this.header.slice(0, 40).join(', '),
    });
  }
}
