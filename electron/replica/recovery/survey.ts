import { join } from 'node:path';
import type { Backup } from '#shared/workspace/model';
import { quickCheck } from '../backup';
import { listBackups } from '../backup-files';
import { type Db, openDatabase } from '../database';
import { type Mark, readMark } from '../journal/mark';
import { type Frame, framesAfter, readSegments } from '../journal/segments';
import { backupFolder } from '../paths';

/** From where a lost replica can be built again. */
export interface Base {
  /** Null: from nothing, the journal reaches back to the beginning. */
  readonly backup: Backup | null;
  readonly mark: Mark | null;
  /** What is repeated on top. */
  readonly frames: readonly Frame[];
  /** Transactions that the journal holds or names and that cannot be repeated on it. */
  readonly beyond: number;
}

/**
 * The best way back: the newest backup that passes its check, else the beginning of the journal. Reads everything.
 * @returns null when there is neither
 */
export function findBase(folder: string, key: Uint8Array, sqliteBinding?: string): Base | null {
  const segments = readSegments(folder, key);
  for (const backup of listBackups(folder)) {
    const mark = soundMark(join(backupFolder(folder), backup.fileName), key, sqliteBinding);
    if (mark === 'unsound') continue;
    const after = mark && framesAfter(segments, mark.lineage, mark.position);
    return { backup, mark, frames: after?.frames ?? [], beyond: after?.beyond ?? 0 };
  }
  const first = segments.find((segment) => segment.first === 1);
  if (!first) return null;
  const mark = { lineage: first.lineage, position: 0 };
  const after = framesAfter(segments, mark.lineage, 0);
  return after.frames.length === 0 ? null : { backup: null, mark, ...after };
}

/** Whether an open replica, if it were lost now, could be built again to its present state. */
export function isCovered(
  db: Db,
  folder: string,
  key: Uint8Array,
  sqliteBinding: string | null,
): boolean {
  const now = readMark(db);
  if (!now) return true;
  const base = findBase(folder, key, sqliteBinding ?? undefined);
  if (!base?.mark || base.mark.lineage !== now.lineage) return false;
  return base.mark.position + base.frames.length >= now.position;
}

function soundMark(file: string, key: Uint8Array, sqliteBinding?: string): Mark | null | 'unsound' {
  try {
    const db = openDatabase(file, key, { readonly: true, sqliteBinding });
    try {
      quickCheck(db);
      return readMark(db);
    } finally {
      db.close();
    }
  } catch {
    return 'unsound';
  }
}
