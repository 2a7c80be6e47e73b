import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { patiently } from './patience';
import { reached } from './write-points';

/** Flushes a file, gives it its final name and flushes the folder: after a power cut it is there whole or not at all. */
export function moveDurably(from: string, to: string): void {
  syncPath(from, 'r+');
  reached('durable.synced');
  patiently(() => renameSync(from, to));
  reached('durable.renamed');
  syncFolder(dirname(to));
}

/** Makes names in a folder durable. Windows cannot open folders; there a rename itself is journaled. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r');
}

function syncPath(path: string, flags: string): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
