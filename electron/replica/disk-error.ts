import { SandtableError } from '#shared/errors';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);

/**
 * What the file system threw while files of a workspace were written, as an error for people: DISK_FULL or DISK_FAILED.
 * Everything that no file system throws stays as it is.
 */
export function diskError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof SandtableError || !/^E[A-Z]+$/.test(code)) return error;
  return NO_SPACE.has(code)
    ? new SandtableError('DISK_FULL', `no space left: ${code}`)
    : new SandtableError('DISK_FAILED', `the disk takes no writing: ${code}`);
}
