import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SandtableError } from '#shared/errors';
import type { Backup } from '#shared/workspace/model';
import { backupName, pruneBackups } from './backup-files';
import { moveDurably } from './durable';
import { createPrivateFile, type Db, mapStorageError, openDatabase } from './database';
import { trimJournal } from './journal/trim';
import { backupFolder } from './paths';
import { reached } from './write-points';

/**
 * Copies the open replica into its backup folder: into a temporary file, checked with the key, flushed, renamed.
 * A crash leaves the backups as they were.
 * @throws SandtableError DISK_FULL; REPLICA_DAMAGED when the copy does not check
 */
export function makeBackup(
  db: Db,
  workspaceFolder: string,
  key: Uint8Array,
  options: { reason: Backup['reason']; at: number; sqliteBinding?: string | undefined },
): Backup {
  const folder = backupFolder(workspaceFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { at, reason, sqliteBinding } = options;
  const fileName = backupName(at, reason);
  const temporary = join(folder, `${fileName}.${process.pid}.tmp`);
  try {
    createPrivateFile(temporary);
    reached('backup.begun');
    // On a reader this lifts our own guard only: the connection itself cannot write the replica.
    db.pragma('query_only=OFF');
    db.prepare('VACUUM INTO ?').run(temporary);
    reached('backup.copied');
    checkFile(temporary, key, sqliteBinding);
    reached('backup.checked');
    moveDurably(temporary, join(folder, fileName));
    reached('backup.named');
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(temporary + suffix, { force: true });
    throw mapStorageError(error);
  }
  pruneBackups(workspaceFolder);
  reached('backup.pruned');
  trimJournal(db, workspaceFolder, key, sqliteBinding);
  return { fileName, at, bytes: statSync(join(folder, fileName)).size, reason };
}

/** Opens a file read-only and checks every page of it. @throws SandtableError REPLICA_DAMAGED, KEY_WRONG */
function checkFile(file: string, key: Uint8Array, sqliteBinding?: string): void {
  const db = openDatabase(file, key, { readonly: true, sqliteBinding });
  try {
    quickCheck(db);
  } finally {
    db.close();
  }
}

/** Reads every page in use, which authenticates it, and checks the trees. @throws SandtableError REPLICA_DAMAGED */
export function quickCheck(db: Db): void {
  let verdict: unknown;
  try {
    verdict = db.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    throw mapStorageError(error);
  }
  if (verdict !== 'ok') throw new SandtableError('REPLICA_DAMAGED', 'quick_check failed');
}
