import { SandtableError } from '#shared/errors';
import { entryKey, isBadEntryName } from '#shared/pipeline/archive-names';

/** Limits of an archive, from the security notes. */
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCAL_BYTES = 30;
/** Length of a comment at the end at most, and the record before it. */
const TAIL = END_BYTES + 0xffff;

/** One file of an archive as its directory tells it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive, and bytes it says it unpacks to. */
  readonly packed: number;
  readonly size: number;
  /** Where its bytes begin. */
  readonly dataAt: number;
}

/** Bytes of a file from a place on; shorter at the end of the file. */
export type ReadAt = (at: number, length: number) => Buffer;

export function damaged(entry: string, what: string): SandtableError {
  return new SandtableError('ARCHIVE_DAMAGED', `${what} (${entry})`, { entry });
}

/**
 * The directory of a ZIP archive (APPNOTE 6.3), checked before anything is unpacked: every name, no name twice, no
 * entry over another one's bytes, no encryption, no more entries than {@link MAX_ENTRIES}.
 *
 * @param bytes length of the file
 * @throws SandtableError ARCHIVE_DAMAGED, ARCHIVE_BAD_PATH, ARCHIVE_TOO_MANY_ENTRIES, XLSX_ENCRYPTED
 */
export function zipDirectory(readAt: ReadAt, bytes: number): ZipEntry[] {
  const { count, at, length, end } = directoryPlace(readAt, bytes);
  if (count > MAX_ENTRIES) {
    throw new SandtableError('ARCHIVE_TOO_MANY_ENTRIES', 'too many entries', {
      entries: count,
      most: MAX_ENTRIES,
    });
  }
  if (length > MAX_DIRECTORY_BYTES || at + length > end)
    throw damaged('ZIP', 'directory out of place');
  const listed = centralEntries(readAt(at, length), count);
  checkNames(listed.map(({ name }) => name));
  return placed(listed, readAt, at);
}

interface Place {
  readonly count: number;
  readonly at: number;
  readonly length: number;
  /** Where the closing records begin. */
  readonly end: number;
}

function directoryPlace(readAt: ReadAt, bytes: number): Place {
  const from = Math.max(0, bytes - TAIL);
  const tail = readAt(from, bytes - from);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const end = from + at;
    const small: Place = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      at: tail.readUInt32LE(at + 16),
      end,
    };
    const oneDisk = tail.readUInt32LE(at + 4) === 0 && tail.readUInt16LE(at + 8) === small.count;
    const large = small.count === 0xffff || small.length === 0xffffffff || small.at === 0xffffffff;
    if (large) return largePlace(readAt, end);
    if (!oneDisk) throw damaged('ZIP', 'archive of several parts');
    return small;
  }
  throw damaged('ZIP', 'no archive');
}

function largePlace(readAt: ReadAt, end: number): Place {
  const locator = readAt(Math.max(0, end - 20), 20);
  if (locator.length < 20 || locator.readUInt32LE(0) !== LOCATOR_64) {
    throw damaged('ZIP', 'no place of the directory');
  }
  const at = bigNumber(locator, 8);
  const record = readAt(at, 56);
  if (record.length < 56 || record.readUInt32LE(0) !== END_64) {
    throw damaged('ZIP', 'no directory record');
  }
  return {
    count: bigNumber(record, 32),
    length: bigNumber(record, 40),
    at: bigNumber(record, 48),
    end: at,
  };
}

/** A 64-bit number; beyond what a file can have it is no place. */
function bigNumber(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw damaged('ZIP', 'impossible number');
  return value;
}

interface Listed extends Omit<ZipEntry, 'dataAt'> {
  readonly localAt: number;
  readonly rawName: Buffer;
}

function centralEntries(directory: Buffer, count: number): Listed[] {
  const entries: Listed[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) {
      throw damaged('ZIP', 'directory cut off');
    }
    const flags = directory.readUInt16LE(at + 8);
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw damaged('ZIP', 'directory cut off');
    const rawName = directory.subarray(at + 46, at + 46 + nameLength);
    // Without the flag names are in a code page; those of workbooks are ASCII, which is the same in all of them.
    const name = rawName.toString((flags & 0x800) !== 0 ? 'utf8' : 'latin1');
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const unixMode = directory.readUInt32LE(at + 38) >>> 16;
    if ((unixMode & 0o170000) === 0o120000) throw badPath(name);
    if ((flags & 0x41) !== 0) {
      throw new SandtableError('XLSX_ENCRYPTED', 'encrypted entry', { entry: shown(name) });
    }
    entries.push({
      name,
      rawName,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...sizes(directory, at, extra, name),
    });
    at = next;
  }
  return entries;
}

/** Sizes and place, from the 64-bit extra field where the 32-bit ones are full. */
function sizes(directory: Buffer, at: number, extra: Buffer, name: string) {
  const values = {
    size: directory.readUInt32LE(at + 24),
    packed: directory.readUInt32LE(at + 20),
    localAt: directory.readUInt32LE(at + 42),
  };
  const full = (['size', 'packed', 'localAt'] as const).filter((one) => values[one] === 0xffffffff);
  if (full.length === 0) return values;
  let from = 0;
  while (from + 4 <= extra.length) {
    const length = extra.readUInt16LE(from + 2);
    if (extra.readUInt16LE(from) === 1) {
      if (length < full.length * 8 || from + 4 + length > extra.length) break;
      full.forEach((one, index) => {
        values[one] = bigNumber(extra, from + 4 + index * 8);
      });
      return values;
    }
    from += 4 + length;
  }
  throw damaged(shown(name), 'sizes missing');
}

function checkNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    if (isBadEntryName(name)) throw badPath(name);
    const key = entryKey(name);
    const twin = seen.get(key);
    if (twin === name) throw damaged(shown(name), 'entry twice');
    if (twin !== undefined) throw badPath(name);
    seen.set(key, name);
  }
}

/** Where each entry's bytes begin; they may neither overlap nor reach into the directory. */
function placed(listed: readonly Listed[], readAt: ReadAt, directoryAt: number): ZipEntry[] {
  const byPlace = listed.toSorted((a, b) => a.localAt - b.localAt);
  let free = 0;
  return byPlace.map(({ localAt, rawName, ...entry }) => {
    const name = shown(entry.name);
    const header = readAt(localAt, LOCAL_BYTES + rawName.length);
    const whole = header.length === LOCAL_BYTES + rawName.length;
    if (!whole || header.readUInt32LE(0) !== LOCAL) throw damaged(name, 'no entry there');
    if (
      header.readUInt16LE(26) !== rawName.length ||
      !header.subarray(LOCAL_BYTES).equals(rawName)
    ) {
      throw damaged(name, 'two names');
    }
    const dataAt = localAt + header.length + header.readUInt16LE(28);
    if (localAt < free || dataAt + entry.packed > directoryAt) {
      throw damaged(name, 'entries overlap');
    }
    free = dataAt + entry.packed;
    if (entry.method !== 0 && entry.method !== 8) throw damaged(name, 'unknown method');
    return { ...entry, dataAt };
  });
}

function badPath(name: string): SandtableError {
  return new SandtableError('ARCHIVE_BAD_PATH', 'bad entry name', { entry: shown(name) });
}

/** A name as a message may show it: no control characters, not longer than a line. */
function shown(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = name.replaceAll(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '�');
  return plain.length > 120 ? `${plain.slice(0, 120)}…` : plain;
}
