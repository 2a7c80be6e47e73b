import { SandtableError } from '#shared/errors';
import { parseAmount } from '#shared/pipeline/parse-amount';
import { parseDay } from '#shared/pipeline/parse-day';
import {
  ALLOCATION_TABLES,
  type AllocationTable,
  type CellProblem,
  type ColumnOf,
} from '#shared/sandbox/allocation/columns';

/** A file as it was read: cells of text, each row with its line in the file. */
export interface RawTable {
  readonly file: string;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** A cell that cannot be used. */
interface CellFault {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly problem: CellProblem;
}

/** What was found wrong so far, in the order of reading. */
export class Faults {
  private readonly found: CellFault[] = [];

  add(fault: CellFault): void {
    this.found.push(fault);
  }

  /** @throws SandtableError ALLOCATION_DATA_INVALID that tells the first, and how many more there are */
  refuse(): void {
    const [first] = this.found;
    if (first === undefined) return;
    const more = this.found.length - 1;
    throw new SandtableError('ALLOCATION_DATA_INVALID', `${first.file}: ${first.problem}`, {
      ...first,
      more: more === 0 ? null : more,
    });
  }
}

interface Limits {
  readonly least?: number;
  readonly most: number;
  /** For an empty cell or a missing column; without it that is a fault. */
  readonly otherwise?: number;
}

/** A row whose cells are read by column name; what is wrong is noted and read as null. */
export class Row<T extends AllocationTable> {
  /** False once a cell of the row could not be used. */
  sound = true;

  constructor(
    private readonly table: RawTable,
    private readonly columns: ReadonlyMap<string, number>,
    private readonly at: RawTable['rows'][number],
    private readonly faults: Faults,
  ) {}

  /** The cell without spaces around it; empty when the table has no such column. */
  text(column: ColumnOf<T>): string {
    const place = this.columns.get(column);
    return place === undefined ? '' : (this.at.cells[place] ?? '').normalize('NFKC').trim();
  }

  fault(column: ColumnOf<T>, problem: CellProblem): null {
    this.sound = false;
    this.faults.add({
      file: this.table.file,
      line: this.at.line,
      column,
      value: this.text(column),
      problem,
    });
    return null;
  }

  /** A text that may not be empty. */
  required(column: ColumnOf<T>): string {
    const text = this.text(column);
    if (text === '') this.fault(column, 'empty');
    return text;
  }

  number(column: ColumnOf<T>, { least = 0, most, otherwise }: Limits): number {
    const text = this.text(column);
    if (text === '' && otherwise !== undefined) return otherwise;
    const plain = text.replaceAll(',', '');
    const value = /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
    if (Number.isNaN(value)) this.fault(column, text === '' ? 'empty' : 'notANumber');
    else if (value < 0) this.fault(column, 'negative');
    else if (value < least || value > most) this.fault(column, 'outOfRange');
    else return value;
    return 0;
  }

  whole(column: ColumnOf<T>, limits: Limits): number {
    const value = this.number(column, limits);
    if (!Number.isInteger(value)) this.fault(column, 'notWhole');
    return value;
  }

  /** An amount in units of the currency, as minor units. */
  amount(column: ColumnOf<T>, currency: string, otherwise?: number): number {
    const text = this.text(column);
    if (text === '' && otherwise !== undefined) return otherwise;
    const reading = parseAmount(text, currency);
    if (!reading.ok) {
      this.fault(
        column,
        text === '' ? 'empty' : reading.problem === 'outOfRange' ? 'outOfRange' : 'notANumber',
      );
      return 0;
    }
    if (reading.minor < 0) this.fault(column, 'negative');
    if (reading.minor > 1_000_000_000_000) this.fault(column, 'outOfRange');
    return reading.minor;
  }

  /** A day, null where the cell is empty. */
  day(column: ColumnOf<T>): string | null {
    const text = this.text(column);
    if (text === '') return null;
    const reading = parseDay(text);
    return reading.ok ? reading.day : this.fault(column, 'notADay');
  }
}

/** The rows of a table. A missing column is a fault of its header; then there are no rows. */
export function rowsOf<T extends AllocationTable>(
  kind: T,
  table: RawTable,
  faults: Faults,
): Row<T>[] {
  const headers = table.headers.map(normal);
  const columns = new Map<string, number>();
  let missing = false;
  for (const { name, also, required } of ALLOCATION_TABLES[kind]) {
    const at = [name, ...also].map((one) => headers.indexOf(normal(one))).find((one) => one >= 0);
    if (at !== undefined) columns.set(name, at);
    else if (required) {
      missing = true;
      const value = table.headers.join(', ');
      faults.add({ file: table.file, line: 1, column: name, value, problem: 'missingColumn' });
    }
  }
  if (missing) return [];
  return table.rows.map((row) => new Row<T>(table, columns, row, faults));
}

const normal = (header: string): string =>
  header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
