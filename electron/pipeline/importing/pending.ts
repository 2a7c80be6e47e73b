import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command, Query, ReadJob } from '#electron/replica/transaction';
import type { KeptPlan, PendingImport } from '#shared/pipeline/import-model';
import { openFile } from './open-file';

const PIECE = 1 << 20;

/** The import that was begun last and is not finished. */
export interface Pending {
  readonly path: string;
  readonly fileHash: string;
  readonly plan: KeptPlan;
}

/** SHA-256 of a file's bytes. @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE, CANCELLED */
export const fileHashJob: ReadJob<{ path: string }, string> = (_tx, { path }, job) => {
  const file = openFile(path);
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      job.throwIfCancelled();
      const read = readSync(file, buffer, 0, PIECE, null);
      if (read === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
};

/** Keeps how an import is made before it is begun; one at a time. */
export const keepPending: Command<Pending, null> = (tx, { path, fileHash, plan }) => {
  tx.runLocal(
    `INSERT OR REPLACE INTO import_pending (id, path, file_hash, plan, at) VALUES (1, ?, ?, ?, ?)`,
    [path, fileHash, JSON.stringify(plan), tx.now()],
  );
  return null;
};

export const forgetPending: Command<Record<string, never>, null> = (tx) => {
  tx.runLocal('DELETE FROM import_pending WHERE id = 1');
  return null;
};

/** The unfinished import with what taking it up again needs. */
export const keptPending: Query<Record<string, never>, Pending | null> = (tx) => {
  const row = tx.get<{ path: string; fileHash: string; plan: string }>(
    'SELECT path, file_hash AS fileHash, plan FROM import_pending',
  );
  // Written by `keepPending` only.
  return row === undefined ? null : { ...row, plan: JSON.parse(row.plan) as KeptPlan };
};

/** The unfinished import as people are told of it; they never see a path. */
export const pendingImport: Query<Record<string, never>, PendingImport | null> = (tx) => {
  const row = tx.get<{ path: string; at: number }>('SELECT path, at FROM import_pending');
  return row === undefined ? null : { fileName: basename(row.path), at: row.at };
};
