import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { waitingly } from '#electron/replica/patience';
import { reached } from '#electron/replica/write-points';
import { SandtableError, type ErrorCode } from '#shared/errors';

/** A file that is written and durable, but does not have its name yet. */
export interface StagedFile {
  /**
   * Gives it its name. Without `overwrite` a file that is there already stays untouched.
   * @throws SandtableError FILE_EXISTS, FILE_UNREADABLE
   */
  commit(overwrite: boolean): Promise<void>;
  /** Removes what was staged; harmless after `commit`. */
  discard(): Promise<void>;
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  EEXIST: 'FILE_EXISTS',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  ENOENT: 'FILE_NOT_FOUND',
};

function failed(error: unknown): SandtableError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new SandtableError(CODES[code] ?? 'FILE_UNREADABLE', `export file: ${code || 'failed'}`);
}

/**
 * Writes `bytes` beside `path` under a temporary name and flushes them to the disk.
 * @throws SandtableError DISK_FULL, FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function stageFile(
  path: string,
  bytes: Uint8Array,
  unique: string,
): Promise<StagedFile> {
  const temporary = `${path}.${unique}.tmp`;
  const discard = () => rm(temporary, { force: true });
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    reached('export.staged');
  } catch (error) {
    await discard();
    throw failed(error);
  }
  return {
    commit: async (overwrite) => {
      try {
        // A rename replaces what is there; making the name first, exclusively, does not.
        if (!overwrite) await (await open(path, 'wx', 0o600)).close();
        await waitingly(() => rename(temporary, path));
        reached('export.named');
        await syncFolder(dirname(path));
      } catch (error) {
        throw failed(error);
      } finally {
        await discard();
      }
    },
    discard,
  };
}

/** Makes the new name durable. Windows cannot open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
