import { existsSync, statSync } from 'node:fs';
import { SandtableError, toFailure } from '#shared/errors';
import { makeBackup, quickCheck } from './backup';
import { type Db, mapStorageError, openDatabase } from './database';
import type { Journal } from './journal/journal';
import { openJournal, rollForward } from './journal/roll-forward';
import { migrate, schemaState } from './migrate';
import type { Migration } from './migrations';
import { replicaFile } from './paths';

/** Up to this size every page is checked before the first answer (about 0.1 s); larger files are checked beside the work. */
const CHECK_FIRST_BYTES = 32 * 1024 * 1024;

export interface OpenedFile {
  readonly db: Db;
  /** False when the file is large: its check is still to be made, on a thread of its own. */
  readonly checked: boolean;
  /** What every transaction is mirrored in. */
  readonly journal: Journal | null;
  /** Transactions that the file lacked and the journal held. */
  readonly repeated: number;
}

/**
 * Opens a workspace's replica for writing: looks at it read-only first (a newer or foreign file stays byte-identical),
 * checks it, repeats what only the journal holds, makes a backup and migrates when it is older. `create` allows a new file; without it a missing one is an error.
 * @throws SandtableError KEY_WRONG, REPLICA_NEWER, REPLICA_DAMAGED, NOT_A_WORKSPACE, FILE_NOT_FOUND, DISK_FULL
 */
export function openReplicaFile(
  folder: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  options: { now: number; create: boolean; sqliteBinding?: string | undefined },
): OpenedFile {
  const file = replicaFile(folder);
  const exists = existsSync(file) && statSync(file).size > 0;
  if (!exists && !options.create) {
    throw new SandtableError('FILE_NOT_FOUND', 'the replica is missing');
  }
  try {
    const state = exists ? inspect(file, key, migrations, options.sqliteBinding) : 'empty';
    const db = openDatabase(file, key, { sqliteBinding: options.sqliteBinding });
    try {
      const checkNow = state === 'older' || statSync(file).size <= CHECK_FIRST_BYTES;
      if (exists && checkNow) quickCheck(db);
      if (state === 'older') {
        const { now: at, sqliteBinding } = options;
        makeBackup(db, folder, key, { reason: 'migration', at, sqliteBinding });
      }
      const repeated = exists ? rollForward(db, folder, key, migrations, options.now) : 0;
      if (state !== 'current') migrate(db, migrations, options.now);
      const journal = openJournal(db, folder, key, () => cover(db, folder, key, options));
      return { db, checked: checkNow, journal, repeated };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw mapStorageError(error);
  }
}

/** A backup of what is open. Where none can be made the workspace opens all the same: it is tried again later. */
function cover(
  db: Db,
  folder: string,
  key: Uint8Array,
  { now: at, sqliteBinding }: { now: number; sqliteBinding?: string | undefined },
): void {
  try {
    makeBackup(db, folder, key, { reason: 'daily', at, sqliteBinding });
  } catch (error) {
    const { code } = toFailure(error);
    if (code !== 'DISK_FULL' && code !== 'DISK_FAILED') throw error;
  }
}

function inspect(
  file: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  sqliteBinding: string | undefined,
): ReturnType<typeof schemaState> {
  const db = openDatabase(file, key, { readonly: true, sqliteBinding });
  try {
    return schemaState(db, migrations);
  } finally {
    db.close();
  }
}
