import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moveDurably } from '../durable';
import { journalFolder, replicaFile } from '../paths';
import { reached } from '../write-points';

/** What SQLite keeps beside a database. */
const COMPANIONS = ['', '-wal', '-shm'];

/** Where a new replica is prepared before it takes its place. */
export function preparedFile(folder: string): string {
  return `${replicaFile(folder)}.restore`;
}

/** Removes what an earlier attempt left. */
export function clearPrepared(folder: string): void {
  for (const suffix of COMPANIONS) rmSync(preparedFile(folder) + suffix, { force: true });
}

/**
 * Puts the prepared file in the replica's place, in one rename. What was there stays beside it as
 * `replica.damaged-<at>.db`, whatever its state; with `ownHistory` the journal steps aside too, because it tells of
 * what is being left.
 */
export function placePrepared(
  folder: string,
  at: number,
  { ownHistory }: { readonly ownHistory: boolean },
): void {
  const file = replicaFile(folder);
  const aside = join(folder, `replica.damaged-${at}.db`);
  if (ownHistory) setJournalAside(folder, at);
  if (existsSync(file)) keep(file, aside);
  // A write-ahead log would be taken for the new file's.
  for (const suffix of COMPANIONS.slice(1)) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  reached('restore.aside');
  moveDurably(preparedFile(folder), file);
  reached('restore.placed');
}

/** A second name for the file where the system has them, else a copy: the first name is never without a file. */
function keep(file: string, aside: string): void {
  rmSync(aside, { force: true });
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
}

/** Keeps the journal beside the replica without its being repeated any more. */
export function setJournalAside(folder: string, at: number): void {
  const journal = journalFolder(folder);
  if (existsSync(journal)) renameSync(journal, `${journal}.replaced-${at}`);
}
