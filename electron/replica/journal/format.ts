import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * The file format of a journal segment. A header in the clear (magic, salt, lineage, first position), then frames:
 * length of the sealed text (4 bytes), counter (8), sealed text, tag (16). AES-256-GCM under a key of the segment's
 * own (HKDF-SHA256 of the replica's key with the segment's random salt, bound to the lineage); the nonce is the
 * counter, which never goes back within a segment, also when a frame is taken back; header and counter are
 * authenticated with every frame.
 */
const MAGIC = Buffer.from('SANDJNL1');
const SALT_BYTES = 32;
const LINEAGE_BYTES = 16;
/** Length of a header. */
export const HEADER_BYTES = MAGIC.length + SALT_BYTES + LINEAGE_BYTES + 8;
const FRAME_HEAD = 12;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** What a segment says of itself before its first frame. */
export interface SegmentHeader {
  /** Which line of history it belongs to: 32 hex digits, as in the table `journal_mark`. */
  readonly lineage: string;
  /** The position of its first frame. */
  readonly first: number;
  readonly bytes: Buffer;
}

/** A header with a new salt. */
export function newHeader(lineage: string, first: number): SegmentHeader {
  const position = Buffer.alloc(8);
  position.writeBigUInt64BE(BigInt(first));
  const id = Buffer.from(lineage, 'hex');
  const bytes = Buffer.concat([MAGIC, randomBytes(SALT_BYTES), id, position]);
  return { lineage, first, bytes };
}

/** The header at the start of a file, or null when it is none. */
export function readHeader(file: Buffer): SegmentHeader | null {
  if (file.length < HEADER_BYTES || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const bytes = Buffer.from(file.subarray(0, HEADER_BYTES));
  const at = MAGIC.length + SALT_BYTES;
  const lineage = bytes.subarray(at, at + LINEAGE_BYTES).toString('hex');
  return { lineage, first: Number(bytes.readBigUInt64BE(at + LINEAGE_BYTES)), bytes };
}

/** The key of one segment. */
export function segmentKey(key: Uint8Array, header: SegmentHeader): Buffer {
  const salt = header.bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const info = `sandtable-journal/1 ${header.lineage}`;
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}

/** A sealed frame, ready to be appended. `counter` must be new in this segment. */
export function sealFrame(
  key: Uint8Array,
  header: SegmentHeader,
  counter: number,
  text: string,
): Buffer {
  const plain = Buffer.from(text);
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(plain.length);
  head.writeBigUInt64BE(BigInt(counter), 4);
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(head));
  cipher.setAAD(Buffer.concat([header.bytes, head]));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The frames of a segment in order, up to the first that is cut off or does not authenticate. */
export function openFrames(
  key: Uint8Array,
  header: SegmentHeader,
  file: Buffer,
): { texts: string[]; whole: boolean } {
  const texts: string[] = [];
  let at = HEADER_BYTES;
  let last = -1n;
  while (at < file.length) {
    const sealedAt = at + FRAME_HEAD;
    if (sealedAt + TAG_BYTES > file.length) return { texts, whole: false };
    const head = file.subarray(at, sealedAt);
    const end = sealedAt + head.readUInt32BE() + TAG_BYTES;
    const counter = head.readBigUInt64BE(4);
    if (end > file.length || counter <= last) return { texts, whole: false };
    const text = openFrame(key, header, head, file.subarray(sealedAt, end));
    if (text === null) return { texts, whole: false };
    texts.push(text);
    last = counter;
    at = end;
  }
  return { texts, whole: true };
}

function openFrame(
  key: Uint8Array,
  header: SegmentHeader,
  head: Buffer,
  sealed: Buffer,
): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(head), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.concat([header.bytes, head]));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const text = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString();
  } catch {
    return null;
  }
}

function nonceOf(head: Buffer): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  head.copy(nonce, NONCE_BYTES - 8, 4);
  return nonce;
}
