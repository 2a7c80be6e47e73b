import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Evidence } from '#shared/composer/content/source';
import { SandtableError } from '#shared/errors';

const MOST_BYTES = 200 * 1024 * 1024;

/**
 * Name, size and digest of a file that backs a source. The file is read and not kept.
 * @throws SandtableError FILE_NOT_FOUND, FILE_TOO_LARGE above 200 MB, FILE_UNREADABLE
 */
export async function evidenceOf(path: string): Promise<Evidence> {
  const fileName = basename(path);
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) {
      throw new SandtableError('FILE_TOO_LARGE', 'evidence is over 200 MB', { fileName });
    }
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(part);
      bytes += part.length;
    }
    return { fileName, sha256: hash.digest('hex'), bytes, note: '' };
  } catch (error) {
    if (error instanceof SandtableError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const code = missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
    throw new SandtableError(code, 'evidence cannot be read', { fileName });
  }
}
