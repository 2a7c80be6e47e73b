import { closeSync, fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { SandtableError } from '#shared/errors';
import { entryKey } from '#shared/pipeline/archive-names';
import { openFile } from '../open-file';
import { damaged, type ZipEntry, zipDirectory } from './zip-directory';

/** Limits of an archive, from the security notes; they count what really comes out. */
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_UNPACKED = 1024 * 1024 * 1024;
const MAX_RATIO = 100;
/** Under this a ratio says nothing: a small part of a workbook may be nearly all blanks. */
const RATIO_FROM = 1024 * 1024;
/** Packed bytes per piece: at the highest ratio there is, deflate makes 17 MB of them. */
const PIECE = 16 * 1024;

/** Takes unpacked bytes; false ends the reading. A piece is not kept: the next one may be in its place. */
export type TakePiece = (piece: Uint8Array, last: boolean) => boolean;

/** A ZIP archive that is read entry by entry, without ever writing one to disk. Belongs to one thread. */
export class ZipFile {
  readonly entries: readonly ZipEntry[];
  readonly bytes: number;
  readonly #file: number;
  readonly #byKey: ReadonlyMap<string, ZipEntry>;
  #unpacked = 0;

  /** @throws SandtableError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE and those of {@link zipDirectory} */
  constructor(path: string) {
    this.#file = openFile(path);
    try {
      this.bytes = fstatSync(this.#file).size;
      if (this.bytes > MAX_BYTES) {
        throw new SandtableError('FILE_TOO_LARGE', 'a workbook may have 200 MB', {
          bytes: this.bytes,
        });
      }
      this.entries = zipDirectory((at, length) => this.#readAt(at, length), this.bytes);
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
    this.#byKey = new Map(this.entries.map((entry) => [entryKey(entry.name), entry]));
  }

  close(): void {
    closeSync(this.#file);
  }

  /** An entry by its name; case makes no difference. */
  find(name: string): ZipEntry | undefined {
    return this.#byKey.get(entryKey(name));
  }

  /**
   * Unpacks an entry piece by piece and checks it: length, checksum, and the limits on what comes out.
   * @throws SandtableError ARCHIVE_DAMAGED, ARCHIVE_TOO_LARGE, ZIP_RATIO_EXCEEDED
   */
  unpack(entry: ZipEntry, take: TakePiece): void {
    // What a header admits need not be unpacked to be refused; what it conceals is counted below.
    if (entry.size > RATIO_FROM && entry.size > entry.packed * MAX_RATIO) throw overRatio(entry);
    if (entry.size > MAX_UNPACKED) throw tooLarge(entry);
    let out = 0;
    let crc = 0;
    let packedRead = 0;
    let wanted = true;
    const onPiece = (piece: Uint8Array, last: boolean): void => {
      out += piece.length;
      this.#unpacked += piece.length;
      if (out > entry.size) {
        throw out > RATIO_FROM && out > packedRead * MAX_RATIO
          ? overRatio(entry)
          : damaged(entry.name, 'longer than it says');
      }
      if (this.#unpacked > MAX_UNPACKED) throw tooLarge(entry);
      crc = crc32(piece, crc);
      if (last && (out !== entry.size || crc !== entry.crc)) {
        throw damaged(entry.name, 'checksum or length');
      }
      if (wanted) wanted = take(piece, last);
    };
    const push = this.#unpacker(entry, onPiece);
    for (;;) {
      const piece = this.#readAt(
        entry.dataAt + packedRead,
        Math.min(PIECE, entry.packed - packedRead),
      );
      packedRead += piece.length;
      const last = packedRead >= entry.packed;
      if (piece.length === 0 && !last) throw damaged(entry.name, 'cut off');
      push(piece, last);
      if (last || !wanted) return;
    }
  }

  /** What turns packed pieces into unpacked ones. */
  #unpacker(entry: ZipEntry, onPiece: (piece: Uint8Array, last: boolean) => void) {
    if (entry.method === 0) return onPiece;
    const inflate = new Inflate();
    let ended = false;
    let problem: unknown;
    inflate.ondata = (piece, last) => {
      ended ||= last;
      try {
        onPiece(piece, last);
      } catch (error) {
        problem = error;
        throw error;
      }
    };
    return (piece: Uint8Array, last: boolean): void => {
      try {
        inflate.push(piece, last);
      } catch {
        throw problem ?? damaged(entry.name, 'cannot be unpacked');
      }
      if (last && !ended) throw damaged(entry.name, 'cut off');
    };
  }

  #readAt(at: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.bytes - at)));
    let read = 0;
    while (read < buffer.length) {
      const got = readSync(this.#file, buffer, read, buffer.length - read, at + read);
      if (got === 0) break;
      read += got;
    }
    return buffer.subarray(0, read);
  }
}

function overRatio({ name }: ZipEntry): SandtableError {
  return new SandtableError('ZIP_RATIO_EXCEEDED', `ratio over ${MAX_RATIO} (${name})`, {
    entry: name,
    most: MAX_RATIO,
  });
}

function tooLarge({ name }: ZipEntry): SandtableError {
  return new SandtableError('ARCHIVE_TOO_LARGE', `unpacks to over 1 GiB (${name})`, {
    entry: name,
  });
}
