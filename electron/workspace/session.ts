import { existsSync } from 'node:fs';
import { replicaFile } from '#electron/replica/paths';
import { openReplica, type OpenReplica, type OpenReplicaOptions } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import type { KeyKeeping } from '#shared/workspace/model';
import { type Header, readHeader } from './folder';
import { type KeySources, recallKey } from './key';
import { acquireLock } from './lock';
import type { WorkspaceRow } from './statements';

/** A workspace that is open in this process. */
export interface Session {
  readonly folder: string;
  readonly header: Header;
  readonly keyKeeping: KeyKeeping;
  readonly row: WorkspaceRow;
  readonly replica: OpenReplica;
  readonly openedAt: number;
  close(): Promise<void>;
}

/** What opening needs from outside. */
export type SessionNeeds = Pick<OpenReplicaOptions, 'workerDir' | 'onNote' | 'sqliteBinding'> & {
  readonly clock: () => number;
};

/**
 * Opens a complete workspace: key, lock, replica, its own row.
 * @throws SandtableError KEY_REQUIRED, KEY_WRONG, KEY_UNAVAILABLE, REPLICA_BUSY, REPLICA_DAMAGED, REPLICA_NEWER,
 * NOT_A_WORKSPACE
 */
export async function openSession(
  folder: string,
  sources: KeySources,
  needs: SessionNeeds,
): Promise<Session> {
  const header = readHeader(folder);
  const key = await recallKey(header.key, header.check, sources);
  const lock = acquireLock(folder);
  try {
    if (lock.afterCrash) assertLogPresent(folder);
    const replica = await open(folder, key, needs);
    try {
      const row = await replica.reader.read('workspace.describe', null);
      if (!row) throw new SandtableError('NOT_A_WORKSPACE', 'the workspace was not completed');
      lock.mark(true);
      return {
        folder,
        header,
        keyKeeping: header.key.keeping,
        row,
        replica,
        openedAt: needs.clock(),
        close: async () => {
          lock.mark(false);
          await replica.close();
          lock.release();
        },
      };
    } catch (error) {
      await replica.close();
      throw error;
    }
  } catch (error) {
    if (isLogMissing(error)) lock.abandon();
    else lock.release();
    throw error;
  }
}

/** The key has been recognised by its check: a first page that does not authenticate is damaged, not locked. */
async function open(folder: string, key: Uint8Array, needs: SessionNeeds): Promise<OpenReplica> {
  const { workerDir, onNote, sqliteBinding, clock } = needs;
  try {
    return await openReplica({
      folder,
      key,
      workerDir,
      clock,
      ...(onNote ? { onNote } : {}),
      ...(sqliteBinding === undefined ? {} : { sqliteBinding }),
    });
  } catch (error) {
    const code = error instanceof SandtableError ? error.code : null;
    if (code === 'KEY_WRONG' || code === 'FILE_NOT_FOUND') {
      throw new SandtableError(
        'REPLICA_DAMAGED',
        'the replica is missing or its first page is damaged',
      );
    }
    throw error;
  }
}

/**
 * After a crash the last edits are in the write-ahead log. Without it SQLite would open an older state and say nothing.
 * @throws SandtableError REPLICA_DAMAGED with `logMissing`
 */
function assertLogPresent(folder: string): void {
  const file = replicaFile(folder);
  if (!existsSync(file) || existsSync(`${file}-wal`)) return;
  throw new SandtableError(
    'REPLICA_DAMAGED',
    'the write-ahead log of the last session is missing',
    {
      logMissing: true,
    },
  );
}

/** Whether this failure is the one of {@link openSession} for a lost write-ahead log: the file itself may be kept. */
export function isLogMissing(error: unknown): boolean {
  return error instanceof SandtableError && error.details['logMissing'] === true;
}
