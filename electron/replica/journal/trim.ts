import { join } from 'node:path';
import { listBackups } from '../backup-files';
import { type Db, openDatabase } from '../database';
import { backupFolder } from '../paths';
import { type Mark, readMark } from './mark';
import { trimSegments } from './segments';

/** Backups from which the journal must still lead to the present. */
const BASES = 3;

/** Removes what the journal holds only for backups that are no longer there. Called when a backup was made. */
export function trimJournal(
  db: Db,
  workspaceFolder: string,
  key: Uint8Array,
  sqliteBinding?: string,
): void {
  const lineage = readMark(db)?.lineage;
  if (lineage === undefined) return;
  const positions: number[] = [];
  for (const { fileName } of listBackups(workspaceFolder)) {
    const mark = markOfFile(join(backupFolder(workspaceFolder), fileName), key, sqliteBinding);
    if (mark?.lineage === lineage) positions.push(mark.position);
    if (positions.length === BASES) break;
  }
  trimSegments(workspaceFolder, positions);
}

/** The mark of a closed file; null when it has none or cannot be read. */
function markOfFile(file: string, key: Uint8Array, sqliteBinding?: string): Mark | null {
  try {
    const db = openDatabase(file, key, { readonly: true, sqliteBinding });
    try {
      return readMark(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
