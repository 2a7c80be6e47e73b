import { openSync, readSync, closeSync } from 'node:fs';
import { SandtableError } from '#shared/errors';

/** Opens a file of a person for reading. @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE */
export function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new SandtableError(
      missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      'cannot open the file',
    );
  }
}

/**
 * What a file is by its first bytes: a ZIP archive, the compound file of old or encrypted workbooks, something that is
 * surely no table, or text.
 */
export type FileKind = 'zip' | 'compound' | 'other' | 'text';

const MAGIC_ZIP = ['504b0304', '504b0506'];
const MAGIC_COMPOUND = 'd0cf11e0';
/** PDF, PNG, JPEG, GIF, gzip, bzip2, 7z, RAR, ELF, SQLite: what people drop by mistake. */
const OTHERS =
  /^(?:25504446|89504e47|ffd8ff|47494638|1f8b|425a68|377abcaf|52617221|7f454c46|53514c69)/;

/** The kind of a file; its name decides nothing. @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE */
export function fileKind(path: string): FileKind {
  const file = openFile(path);
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    const magic = head.toString('hex');
    if (magic === MAGIC_COMPOUND) return 'compound';
    if (MAGIC_ZIP.includes(magic)) return 'zip';
    return OTHERS.test(magic) ? 'other' : 'text';
  } finally {
    closeSync(file);
  }
}
