import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Characters collected before they are written. */
const BLOCK = 1 << 20;
/** Lets Excel and WPS read the file as UTF-8. */
const BOM = '\uFEFF';

/**
 * Writes a CSV file whole or not at all: temporary file beside it, fsync, rename. For reader threads, where large files
 * are written line by line.
 *
 * @param fill gets a function that takes finished lines; what it returns is returned
 */
export function writeCsvFile<T>(target: string, fill: (write: (line: string) => void) => T): T {
  const temporary = `${target}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  let waiting = BOM;
  try {
    let value: T;
    try {
      value = fill((line) => {
        waiting += line;
        if (waiting.length < BLOCK) return;
        writeSync(file, waiting);
        waiting = '';
      });
      writeSync(file, waiting);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
    return value;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
