import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupSchema, type Backup } from '#shared/workspace/model';
import { backupFolder } from './paths';

/** Backups kept, besides those made before migrations and restores. */
const KEPT = 3;
const NAME = /^replica-(\d{13,})-(manual|migration|daily|import|restore)\.db$/;

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

/** Removes manual and daily backups beyond the newest three, and those after imports beyond the newest. */
export function pruneBackups(workspaceFolder: string): void {
  const all = listBackups(workspaceFolder);
  const chosen = all.filter(({ reason }) => reason === 'manual' || reason === 'daily');
  const imports = all.filter(({ reason }) => reason === 'import');
  for (const { fileName } of [...chosen.slice(KEPT), ...imports.slice(1)]) {
    rmSync(join(backupFolder(workspaceFolder), fileName), { force: true });
  }
}
