import { checkHeader, fileEncoding, fileHead } from './csv-file';
import { detectDelimiter, firstRecords } from '#shared/pipeline/csv-format';
import type { CsvFormat } from '#shared/pipeline/import-model';
import { SandtableError } from '#shared/errors';
import type { ReadJob } from '#electron/replica/transaction';

/** Sample rows for the mapping step. */
const SAMPLES = 20;

export interface FileHead {
  readonly format: CsvFormat;
  readonly headers: string[];
  readonly samples: string[][];
  readonly bytes: number;
}

/**
 * Looks at the start of a file: how it is read, its headers, some rows. Runs on the reader thread because telling UTF-8
 * from GB18030 reads all of it.
 * @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, IMPORT_FILE_EMPTY, IMPORT_HEADER_INVALID
 */
export const headJob: ReadJob<{ path: string; format: CsvFormat | null }, FileHead> = (
  _tx,
  { path, format: given },
) => {
  const encoding = given?.encoding ?? fileEncoding(path);
  const { text, whole, bytes } = fileHead(path, encoding);
  const delimiter = given?.delimiter ?? detectDelimiter(text, whole);
  const [headers, ...samples] = records(text, delimiter, whole);
  if (!headers) throw new SandtableError('IMPORT_FILE_EMPTY', 'the file has no header');
  checkHeader(headers);
  return { format: { encoding, delimiter }, headers, samples: samples.slice(0, SAMPLES), bytes };
};

/** Records for the look; a quote that is never closed is reported by the dry run, with its line. */
function records(text: string, delimiter: CsvFormat['delimiter'], whole: boolean): string[][] {
  try {
    return firstRecords(text, delimiter, whole);
  } catch {
    const header = firstRecords(text.split(/(?<=\n|\r)/, 1)[0] ?? '', delimiter, true);
    return header;
  }
}
