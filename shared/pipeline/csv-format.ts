import { CsvReader } from './csv-reader';
import type { CsvFormat } from './import-model';
import { DELIMITERS } from './import-model';

type Encoding = CsvFormat['encoding'];
type Delimiter = CsvFormat['delimiter'];

/** Records looked at when the delimiter is chosen. */
const SAMPLE_RECORDS = 50;

/**
 * The encoding that the first bytes give away: a byte order mark, or the zero bytes of UTF-16 without one. Null =
 * neither; then a file that is strictly valid UTF-8 is UTF-8, and any other GB18030 (which contains GBK and GB2312).
 */
export function encodingByMark(head: Uint8Array): Encoding | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 512) >> 1;
  if (pairs < 2) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[pair * 2] === 0) evenZeros += 1;
    if (head[pair * 2 + 1] === 0) oddZeros += 1;
  }
  // In UTF-16 text at least the delimiters and line ends are ASCII; a stray NUL is not enough.
  if (oddZeros > pairs / 10 && evenZeros === 0) return 'utf-16le';
  if (evenZeros > pairs / 10 && oddZeros === 0) return 'utf-16be';
  return null;
}

/** The first records of a piece of text; the last one is left out when the piece may be cut inside it. */
export function firstRecords(text: string, delimiter: Delimiter, whole: boolean): string[][] {
  const records: string[][] = [];
  const reader = new CsvReader(delimiter, (cells) => {
    if (records.length < SAMPLE_RECORDS) records.push(cells);
  });
  reader.push(text);
  if (whole) reader.end();
  return records;
}

/** The delimiter under which most records have the header's number of cells, and more than one; comma if none has. */
export function detectDelimiter(text: string, whole: boolean): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = consistency(text, delimiter, whole);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function consistency(text: string, delimiter: Delimiter, whole: boolean): number {
  let records: string[][];
  try {
    records = firstRecords(text, delimiter, whole);
  } catch {
    // A quote problem under the right delimiter is one under every delimiter: judge by the header alone.
    records = [firstLine(text).split(delimiter)];
  }
  const columns = records[0]?.length ?? 0;
  if (columns < 2) return 0;
  const same = records.filter((cells) => cells.length === columns).length;
  return same / records.length + columns / 10_000;
}

function firstLine(text: string): string {
  return text.split(/\r\n|\r|\n/, 1)[0] ?? '';
}
