import { join } from 'node:path';

/** The database of a workspace inside its folder. */
export function replicaFile(folder: string): string {
  return join(folder, 'replica.db');
}

/** The folder of a workspace's backups. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups');
}

/** Length of a replica's key in bytes. */
export const KEY_BYTES = 32;

/** The folder of a workspace's mirror journal. */
export function journalFolder(folder: string): string {
  return join(folder, 'journal');
}
