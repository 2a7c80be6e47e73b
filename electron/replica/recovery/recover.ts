import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { SandtableError } from '#shared/errors';
import { quickCheck } from '../backup';
import { createPrivateFile, type Db, mapStorageError, openDatabase } from '../database';
import { forkLineage } from '../journal/mark';
import { replay } from '../journal/replay';
import { migrate } from '../migrate';
import type { Migration } from '../migrations';
import { backupFolder } from '../paths';
import { reached } from '../write-points';
import { clearPrepared, placePrepared, preparedFile } from './place';
import { type Base, findBase } from './survey';

interface RecoverOptions {
  readonly now: number;
  readonly sqliteBinding?: string | undefined;
}

/**
 * Builds a lost or damaged replica again: newest sound backup, then every later transaction of the journal. The
 * workspace must be closed. A crash on the way leaves what was there; doing it again gives the same.
 * @throws SandtableError FILE_NOT_FOUND when there is neither backup nor journal; DISK_FULL
 */
export function recoverReplica(
  folder: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  options: RecoverOptions,
): Base {
  const base = findBase(folder, key, options.sqliteBinding);
  if (!base) throw new SandtableError('FILE_NOT_FOUND', 'there is no backup and no journal');
  try {
    prepare(folder, base);
    fillPrepared(folder, key, options.sqliteBinding, (db) => {
      if (!base.backup && base.mark) {
        migrate(db, migrations.slice(0, base.frames[0]?.schema), options.now);
        forkLineage(db, base.mark.lineage);
      }
      replay(db, base.frames, migrations, options.now);
      quickCheck(db);
    });
    placePrepared(folder, options.now, { ownHistory: base.beyond > 0 });
  } catch (error) {
    clearPrepared(folder);
    throw mapStorageError(error);
  }
  return base;
}

function prepare(folder: string, { backup }: Base): void {
  clearPrepared(folder);
  const file = preparedFile(folder);
  if (backup) copyFileSync(join(backupFolder(folder), backup.fileName), file);
  else createPrivateFile(file);
  reached('restore.copied');
}

/** Works on the prepared file and leaves it closed, with an empty write-ahead log. */
export function fillPrepared(
  folder: string,
  key: Uint8Array,
  sqliteBinding: string | undefined,
  work: (db: Db) => void,
): void {
  const db = openDatabase(preparedFile(folder), key, { sqliteBinding });
  try {
    work(db);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
