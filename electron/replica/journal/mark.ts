import { randomBytes } from 'node:crypto';
import type { Db } from '../database';

/** Where a replica stands: its line of history and how many transactions of it the file holds. */
export interface Mark {
  readonly lineage: string;
  readonly position: number;
}

/** The mark of a replica; null before the migration that brought it. */
export function readMark(db: Db): Mark | null {
  const table = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'journal_mark'")
    .get();
  if (table === undefined) return null;
  const sql = 'SELECT lineage, position FROM journal_mark WHERE id = 1';
  return db.prepare<[], Mark>(sql).get() ?? null;
}

/** To be run inside the transaction that it counts. */
export const SET_POSITION = 'UPDATE journal_mark SET position = ? WHERE id = 1';

/** Begins a line of history of its own: what the old journal holds is not for this file. */
export function forkLineage(db: Db, lineage = randomBytes(16).toString('hex')): void {
  db.prepare('UPDATE journal_mark SET lineage = ? WHERE id = 1').run(lineage);
}
