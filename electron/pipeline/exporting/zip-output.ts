import { constants, crc32, deflateRawSync } from 'node:zlib';
import { writeAll } from './output-file';

/** Characters collected before they are packed. */
const BLOCK = 1 << 20;
/** 1980-01-01 in the archive's own form: entries have no time, so that the same rows give the same bytes. */
const NO_TIME = 0x0021_0000;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  crc: number;
  packed: number;
  size: number;
}

/**
 * Writes a ZIP archive with entries of text, in constant memory: blocks are deflated one by one and joined (each ends
 * on a byte, and none refers to the one before), headers are completed when an entry ends.
 */
export class ZipOutput {
  readonly #file: number;
  readonly #entries: Written[] = [];
  #at = 0;
  #waiting = '';
  #entry: Written | null = null;

  constructor(file: number) {
    this.#file = file;
  }

  /** Starts the next entry. */
  begin(name: string): void {
    this.end();
    this.#entry = { name: Buffer.from(name), at: this.#at, crc: 0, packed: 0, size: 0 };
    this.#put(localHeader(this.#entry));
  }

  /** Adds text to the present entry. */
  write(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length >= BLOCK) this.#pack(constants.Z_FULL_FLUSH);
  }

  /** Ends the present entry. */
  end(): void {
    const entry = this.#entry;
    if (entry === null) return;
    this.#pack(constants.Z_FINISH);
    writeAll(this.#file, localHeader(entry), entry.at);
    this.#entries.push(entry);
    this.#entry = null;
  }

  /** Ends the last entry and writes the directory. */
  finish(): void {
    this.end();
    const at = this.#at;
    for (const entry of this.#entries) this.#put(centralHeader(entry));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#at - at, 12);
    end.writeUInt32LE(at, 16);
    this.#put(end);
  }

  #pack(finishFlush: number): void {
    const entry = this.#entry;
    if (entry === null) return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    const packed = deflateRawSync(bytes, { level: 4, finishFlush });
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    entry.packed += packed.length;
    this.#put(packed);
  }

  #put(bytes: Buffer): void {
    writeAll(this.#file, bytes, this.#at);
    this.#at += bytes.length;
  }
}

/** What the two headers of an entry have in common; UTF-8 names, deflated. */
function common(header: Buffer, from: number, { crc, packed, size, name }: Written): void {
  header.writeUInt16LE(20, from);
  header.writeUInt16LE(0x800, from + 2);
  header.writeUInt16LE(8, from + 4);
  header.writeUInt32LE(NO_TIME, from + 6);
  header.writeUInt32LE(crc, from + 10);
  header.writeUInt32LE(packed, from + 14);
  header.writeUInt32LE(size, from + 18);
  header.writeUInt16LE(name.length, from + 22);
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  common(header, 4, entry);
  return Buffer.concat([header, entry.name]);
}

function centralHeader(entry: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  common(header, 6, entry);
  header.writeUInt32LE(entry.at, 42);
  return Buffer.concat([header, entry.name]);
}
