import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskError } from '#electron/replica/disk-error';
import { replicaFile } from '#electron/replica/paths';
import {
  openReplica,
  openReplicaReadOnly,
  type OpenReplica,
  type OpenReplicaOptions,
} from '#electron/replica/replica';
import { SandtableError, toFailure } from '#shared/errors';
import type { KeyKeeping, ReadOnlyReason } from '#shared/workspace/model';
import { type Header, readHeader } from './folder';
import { type KeySources, recallKey } from './key';
import { acquireLock } from './lock';
import type { WorkspaceRow } from './statements';
import { auditFailedUnlocks, unlock } from './unlock';

/** A workspace that is open in this process. */
export interface Session {
  readonly folder: string;
  readonly header: Header;
  readonly keyKeeping: KeyKeeping;
  readonly row: WorkspaceRow;
  readonly replica: OpenReplica;
  readonly openedAt: number;
  /** Why nothing can be written; null as a rule. */
  readonly readOnly: ReadOnlyReason | null;
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
  const key = await unlock(folder, header, sources, needs.clock);
  const lock = acquireLock(folder);
  try {
    if (lock.afterCrash) assertLogPresent(folder);
    const replica = await open(folder, key, needs);
    try {
      const row = await replica.reader.read('workspace.describe', null);
      if (!row) throw new SandtableError('NOT_A_WORKSPACE', 'the workspace was not completed');
      await auditFailedUnlocks(folder, replica.writer);
      lock.mark(true);
      return {
        folder,
        header,
        keyKeeping: header.key.keeping,
        row,
        replica,
        openedAt: needs.clock(),
        readOnly: null,
        close: async () => {
          // A disk that fails must not keep it open. A claim that cannot be taken away is one of a process that is gone.
          leniently(() => lock.mark(false));
          await replica.close();
          leniently(() => lock.release());
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

/**
 * Opens a workspace for looking only: on a copy that lies elsewhere until it is closed, so that nothing at all is written
 * into the folder. What is damaged fails when it is read; the rest is there.
 * @throws SandtableError KEY_REQUIRED, KEY_WRONG, KEY_UNAVAILABLE, REPLICA_DAMAGED when nothing can be read
 */
export async function openReadOnlySession(
  folder: string,
  reason: ReadOnlyReason,
  sources: KeySources,
  needs: SessionNeeds,
): Promise<Session> {
  const header = readHeader(folder);
  const key = await recallKey(header.key, header.check, sources);
  const copy = await copyForReading(folder);
  const removeCopy = (): Promise<void> => rm(copy, { recursive: true, force: true });
  try {
    const { workerDir, onNote, sqliteBinding, clock } = needs;
    const options = {
      folder: copy,
      key,
      workerDir,
      clock,
      ...(onNote ? { onNote } : {}),
      ...(sqliteBinding === undefined ? {} : { sqliteBinding }),
    };
    const replica = await openReplicaReadOnly(options, replicaFile(copy));
    const close = async (): Promise<void> => {
      await replica.close();
      await removeCopy();
    };
    try {
      const row = await replica.reader.read('workspace.describe', null);
      if (!row) throw new SandtableError('REPLICA_DAMAGED', 'the workspace itself cannot be read');
      const keyKeeping = header.key.keeping;
      return {
        folder,
        header,
        keyKeeping,
        row,
        replica,
        openedAt: clock(),
        readOnly: reason,
        close,
      };
    } catch (error) {
      await replica.close();
      throw error;
    }
  } catch (error) {
    await removeCopy();
    throw error instanceof SandtableError && error.code === 'KEY_WRONG'
      ? new SandtableError('REPLICA_DAMAGED', 'the first page is damaged')
      : error;
  }
}

/** Does what only a disk that takes no writing can be in the way of. */
function leniently(work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code } = toFailure(diskError(error));
    if (code !== 'DISK_FULL' && code !== 'DISK_FAILED') throw error;
  }
}

async function copyForReading(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'sandtable-reading-'));
  const file = replicaFile(folder);
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) await copyFile(file + suffix, replicaFile(copy) + suffix);
  }
  return copy;
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

/** Whether the file itself is sound but older than it should be: it may be gone on with as it is. */
export function isBehind(error: unknown): boolean {
  return (
    isLogMissing(error) ||
    (error instanceof SandtableError && error.details['journalAhead'] !== undefined)
  );
}

function isLogMissing(error: unknown): boolean {
  return error instanceof SandtableError && error.details['logMissing'] === true;
}
