import { csvLine } from '#shared/pipeline/csv-safe';
import { writeAll, writeWhole } from './output-file';
import { Cleaner, type Column, type TableOutput, type Value } from './table-output';

/** Characters collected before they are written. */
const BLOCK = 1 << 20;
/** Lets Excel and WPS read the file as UTF-8. */
const BOM = '\uFEFF';

/**
 * Writes a CSV file whole or not at all.
 * @param fill gets a function that takes finished lines; what it returns is returned
 */
export function writeCsvFile<T>(target: string, fill: (write: (line: string) => void) => T): T {
  return writeWhole(target, (file) => {
    let waiting = BOM;
    const value = fill((line) => {
      waiting += line;
      if (waiting.length < BLOCK) return;
      writeAll(file, Buffer.from(waiting));
      waiting = '';
    });
    writeAll(file, Buffer.from(waiting));
    return value;
  });
}

/** A table as lines of CSV. */
export function csvOutput(write: (line: string) => void, columns: readonly Column[]): TableOutput {
  const cleaner = new Cleaner();
  write(csvLine(columns.map(({ header }) => header)));
  return {
    row: (values) =>
      write(csvLine(values.map((value, at) => cell(value, columns[at]?.kind, cleaner)))),
    finish: () => undefined,
    removed: () => cleaner.removed,
  };
}

/** A value as a person reads it, and as the importer reads it back. */
function cell(value: Value, kind: Column['kind'] | undefined, cleaner: Cleaner): Value {
  if (typeof value === 'string') return cleaner.clean(value);
  if (value === null) return null;
  if (kind === 'percent') return `${Math.round(value * 10_000) / 100}%`;
  return value;
}
