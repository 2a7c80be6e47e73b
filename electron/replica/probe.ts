import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, emptyLog } from './database';
import { diskError } from './disk-error';
import type { Journal } from './journal/journal';

/** So much must fit before writing goes on: a disk with room for one edit more is full. */
const PROBE_BYTES = 256 * 1024;

/**
 * Finds out whether a replica takes writing, by writing: a file beside it that is removed again, a transaction that
 * changes nothing, and the journal, from which a step that was refused is taken back if that failed before.
 * @throws SandtableError DISK_FULL, DISK_FAILED; what SQLite throws
 */
export function probeWriting(folder: string, db: Db, journal: Journal | null): void {
  try {
    freeLog(db);
    writeAside(join(folder, 'writing-probe'));
    journal?.mend();
  } catch (error) {
    throw diskError(error);
  }
  db.exec('BEGIN IMMEDIATE');
  try {
    // Says what is there: nothing to repeat after a loss, so the journal need not know.
    db.exec('UPDATE journal_mark SET position = position; COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** A write that was too large has left its pages in the log, where they take the room of what comes. */
function freeLog(db: Db): void {
  try {
    emptyLog(db);
  } catch {
    // Whether writing works is found out below.
  }
}

function writeAside(path: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, Buffer.alloc(PROBE_BYTES, 1));
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}
