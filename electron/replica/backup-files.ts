import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backupSchema, type Backup } from '#shared/workspace/model';
import { backupFolder } from './paths';

/** Backups kept, besides those made before migrations and restores. */
const KEPT = 3;
const NAME = /^replica-(\d{13,})-(manual|migration|daily|restore)\.db$/;

/** The name of a backup tells when and why it was made. */
export function backupName(at: number, reason: Backup['reason']): string {
  return `replica-${at}-${reason}.db`;
}

/** The backups of a workspace, newest first. Reads names and sizes only. */
export function listBackups(workspaceFolder: string): Backup[] {
  const folder = backupFolder(workspaceFolder);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((fileName) => {
      const [, at, reason] = NAME.exec(fileName) ?? [];
      if (at === undefined) return [];
      const bytes = statSync(join(folder, fileName)).size;
      return [backupSchema.parse({ fileName, at: Number(at), bytes, reason })];
    })
    .toSorted((a, b) => b.at - a.at);
}

/** Removes manual and daily backups beyond the newest three. */
export function pruneBackups(workspaceFolder: string): void {
  const disposable = listBackups(workspaceFolder).filter(
    ({ reason }) => reason === 'manual' || reason === 'daily',
  );
  for (const { fileName } of disposable.slice(KEPT)) {
    rmSync(join(backupFolder(workspaceFolder), fileName), { force: true });
  }
}

/** Flushes a file, gives it its final name and flushes the folder: after a power cut it is there whole or not at all. */
export function moveDurably(from: string, to: string): void {
  syncPath(from, 'r+');
  renameSync(from, to);
  // Windows cannot open folders; there the rename itself is journaled.
  if (process.platform !== 'win32') syncPath(dirname(to), 'r');
}

function syncPath(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
