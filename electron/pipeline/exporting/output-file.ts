import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '#electron/replica/durable';

/**
 * Writes a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder. For reader threads,
 * where large files are written piece by piece. Whatever goes wrong, a cancel or a full disk, nothing is left.
 *
 * @param fill gets the descriptor of the temporary file; what it returns is returned
 */
export function writeWhole<T>(target: string, fill: (file: number) => T): T {
  const temporary = `${target}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    let value: T;
    try {
      value = fill(file);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
    syncFolder(dirname(target));
    return value;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes all of the bytes: the system may take only a part of them at once. */
export function writeAll(file: number, bytes: Uint8Array, at: number | null = null): void {
  let done = 0;
  while (done < bytes.length) {
    const place = at === null ? null : at + done;
    done += writeSync(file, bytes, done, bytes.length - done, place);
  }
}
