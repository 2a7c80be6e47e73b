import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 256 * 1024 * 1024;

/**
 * A new folder for something that is thrown away at once: in memory where there is room. What a killed process has
 * written is there either way; only the disk's own work is saved.
 */
export function scratchFolder(name: string): string {
  const parent = hasRoom() ? MEMORY : tmpdir();
  return mkdtempSync(join(parent, `sandtable-${name}-`));
}

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH_BYTES;
}
