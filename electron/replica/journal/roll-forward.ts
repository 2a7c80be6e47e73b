import { SandtableError } from '#shared/errors';
import type { Db } from '../database';
import type { Migration } from '../migrations';
import { Journal } from './journal';
import { forkLineage, readMark } from './mark';
import { replay } from './replay';
import { framesAfter, knowsLineage, readSegmentsAfter } from './segments';

/**
 * Brings a replica to the end of its journal: a process that died between the two leaves a transaction in the journal
 * only, and one that lost its write-ahead log more of them. Does nothing to a replica from before the journal.
 * @returns how many transactions were repeated
 * @throws SandtableError REPLICA_DAMAGED with `journalAhead` when the journal knows transactions that the file lacks and
 * that cannot be repeated
 */
export function rollForward(
  db: Db,
  workspaceFolder: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  now: number,
): number {
  const mark = readMark(db);
  if (!mark) return 0;
  const segments = readSegmentsAfter(workspaceFolder, key, mark);
  const { frames, beyond } = framesAfter(segments, mark.lineage, mark.position);
  if (beyond > 0) {
    throw new SandtableError('REPLICA_DAMAGED', 'the replica is older than its journal', {
      journalAhead: beyond,
    });
  }
  replay(db, frames, migrations, now);
  return frames.length;
}

/**
 * The journal of a replica that is open for writing. A replica without one (it was restored, or salvaged) begins a line
 * of history of its own.
 * @param cover makes what the new line can be repeated on: no older backup belongs to it. Called before anything is
 * written to the new line; when the process dies in it, the next opening begins a line again
 */
export function openJournal(
  db: Db,
  workspaceFolder: string,
  key: Uint8Array,
  cover: () => void,
): Journal | null {
  let mark = readMark(db);
  if (!mark) return null;
  const known = knowsLineage(workspaceFolder, mark.lineage);
  if (known || mark.position === 0) return new Journal(workspaceFolder, key, mark);
  forkLineage(db);
  cover();
  mark = readMark(db) ?? mark;
  const journal = new Journal(workspaceFolder, key, mark);
  journal.start();
  return journal;
}
