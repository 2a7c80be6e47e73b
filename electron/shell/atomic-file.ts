import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '#electron/replica/durable';
import { patiently, waitingly } from '#electron/replica/patience';
import { reached } from '#electron/replica/write-points';

/** The window waits meanwhile. */
const SYNC_PATIENCE_MS = 1000;

/** Writes a small file whole or not at all (temp, fsync, rename, fsync of the folder). For what must be on disk before the process ends. */
export function writeFileAtomicSync(file: string, content: Uint8Array | string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    reached('file.written');
    patiently(() => renameSync(temporary, file), SYNC_PATIENCE_MS);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  reached('file.renamed');
  syncFolder(dirname(file));
}

/** Writes a file whole or not at all, also on a full disk: temp beside it, fsync, rename, fsync of the folder. */
export async function writeFileAtomic(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    reached('file.written');
    await waitingly(() => rename(temporary, file));
    reached('file.renamed');
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}
