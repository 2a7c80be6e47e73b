import { copyFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listBackups } from '#electron/replica/backup-files';
import { backupFolder, replicaFile } from '#electron/replica/paths';
import { clearPrepared, placePrepared, preparedFile } from '#electron/replica/recovery/place';
import { reached } from '#electron/replica/write-points';
import { SandtableError } from '#shared/errors';
import type { Backup } from '#shared/workspace/model';

/**
 * Puts a backup in the replica's place. What was there stays beside it, the journal included: going back means that
 * what came later is not repeated. The workspace must be closed and the backup checked.
 * @throws SandtableError FILE_NOT_FOUND
 */
export function putBackInPlace(folder: string, fileName: string, at: number): void {
  const source = backupPath(folder, fileName);
  clearPrepared(folder);
  copyFileSync(source, preparedFile(folder));
  reached('restore.copied');
  placePrepared(folder, at, { ownHistory: true });
}

/** The path of a listed backup. @throws SandtableError FILE_NOT_FOUND for any other name */
export function backupPath(folder: string, fileName: string): string {
  const known = listBackups(folder).some((backup) => backup.fileName === fileName);
  if (!known || basename(fileName) !== fileName) {
    throw new SandtableError('FILE_NOT_FOUND', 'no such backup', { fileName });
  }
  return join(backupFolder(folder), fileName);
}

/** Restoring by this name means: go on with the file as it is, without what a lost write-ahead log held. */
export const AS_IS = 'replica.db';

/** The replica itself, as a choice among the backups; none when it is gone. */
export function asIsEntry(folder: string): Backup[] {
  const stat = statSync(replicaFile(folder), { throwIfNoEntry: false });
  if (!stat) return [];
  return [{ fileName: AS_IS, at: Math.trunc(stat.mtimeMs), bytes: stat.size, reason: 'manual' }];
}
