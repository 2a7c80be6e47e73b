import { closeSync, fstatSync, readSync } from 'node:fs';
import { encodingByMark } from '#shared/pipeline/csv-format';
import { CsvReader } from '#shared/pipeline/csv-reader';
import type { CsvFormat } from '#shared/pipeline/import-model';
import { SandtableError } from '#shared/errors';
import { checkCells, checkHeader, checkLength } from './limits';
import { openFile } from './open-file';
import type { RecordSource } from './record-source';

/** Limit of a file that is read, from the security notes. */
const MAX_BYTES = 200 * 1024 * 1024;
/** Bytes per piece: between two pieces progress is told and a cancel noticed. */
const PIECE = 256 * 1024;

const LF = 10;
const CR = 13;

type Encoding = CsvFormat['encoding'];

/** The bytes of a file piece by piece. The piece is overwritten by the next one. */
function eachPiece(
  path: string,
  take: (piece: Uint8Array, done: number, total: number) => boolean,
) {
  const file = openFile(path);
  try {
    const total = fstatSync(file).size;
    if (total > MAX_BYTES) {
      throw new SandtableError('FILE_TOO_LARGE', 'a CSV may have 200 MB', { bytes: total });
    }
    const buffer = Buffer.allocUnsafe(PIECE);
    let done = 0;
    for (;;) {
      const read = readSync(file, buffer, 0, PIECE, null);
      done += read;
      if (read === 0 || !take(buffer.subarray(0, read), done, total)) return;
    }
  } finally {
    closeSync(file);
  }
}

/** Bytes that the encoding does not know become U+FFFD; records that hold one are refused by the walk. */
function decoder(encoding: Encoding): (piece?: Uint8Array) => string {
  const text = new TextDecoder(encoding);
  return (piece) => (piece ? text.decode(piece, { stream: true }) : text.decode());
}

/**
 * The encoding of a file: its mark, else UTF-8 when (nearly) all of it is, else GB18030. A UTF-8 file with a cut
 * character keeps its other characters; GB18030 read as UTF-8 would have more damage than text.
 */
export function fileEncoding(path: string): Encoding {
  let marked: Encoding | null = null;
  let first = true;
  let damaged = 0;
  let sound = 0;
  const decode = decoder('utf-8');
  const count = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0xfffd) damaged += 1;
      else if (code > 0x7f) sound += 1;
    }
  };
  eachPiece(path, (piece) => {
    if (first) marked = encodingByMark(piece);
    first = false;
    if (marked !== null) return false;
    count(decode(piece));
    return true;
  });
  if (marked !== null) return marked;
  count(decode());
  return damaged * 4 > sound ? 'gb18030' : 'utf-8';
}

/** Lines of a file, by its line feeds (old Mac files: carriage returns), for telling how far reading has come. */
function countLines(path: string): number {
  let feeds = 0;
  let returns = 0;
  eachPiece(path, (piece) => {
    feeds += countByte(piece, LF);
    if (feeds === 0) returns += countByte(piece, CR);
    return true;
  });
  return feeds === 0 ? returns : feeds;
}

/** By jumps, which is eight times as fast as looking at every byte. */
function countByte(piece: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = piece.indexOf(byte); at >= 0; at = piece.indexOf(byte, at + 1)) count += 1;
  return count;
}

/** The text at the start of a file, and whether that is all of it. */
export function fileHead(
  path: string,
  encoding: Encoding,
): { text: string; whole: boolean; bytes: number } {
  const decode = decoder(encoding);
  let text = '';
  let whole = true;
  let bytes = 0;
  eachPiece(path, (piece, done, total) => {
    text = decode(piece);
    whole = done >= total;
    bytes = total;
    return false;
  });
  return { text, whole, bytes };
}

/**
 * A CSV as a source of records; between two pieces of a quarter MiB it pauses.
 *
 * @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, IMPORT_FILE_EMPTY, IMPORT_HEADER_INVALID,
 * CSV_UNCLOSED_QUOTE
 */
export function csvSource(path: string, format: CsvFormat): RecordSource {
  return {
    countLines: () => countLines(path),
    read: (onHeader, onRecord, onPause) => {
      let records = -1;
      const reader = new CsvReader(format.delimiter, (cells, line) => {
        records += 1;
        checkCells(cells, line);
        if (records === 0) {
          checkHeader(cells);
          onHeader(cells);
          return;
        }
        checkLength(records);
        onRecord(cells, line);
      });
      const decode = decoder(format.encoding);
      eachPiece(path, (piece) => {
        reader.push(decode(piece));
        onPause();
        return true;
      });
      reader.push(decode());
      reader.end();
      if (records < 0) throw new SandtableError('IMPORT_FILE_EMPTY', 'the file has no header');
    },
    notices: () => [],
  };
}
