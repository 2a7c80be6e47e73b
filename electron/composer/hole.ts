import { crc32 } from 'node:zlib';
import { canonicalJson, type SigningKey } from '#electron/replica/signing';
import type { ExportFormat, Provenance } from '#shared/composer/model';
import { digestOutside, type Envelope, signEnvelope, unsignedEnvelope } from './provenance';

/**
 * How a kind of file carries the envelope: in a hole of fixed size, uncompressed, so that the signature can cover every
 * other byte of the file.
 */
export interface Carrier {
  /** `<`, `>` and `&` are written as JSON escapes, because the file would read them as markup. */
  readonly markup: boolean;
  /**
   * The bytes before and after the hole that share a CRC-32 with it. The CRC stands outside of the hole and must not
   * depend on what is signed last: see {@link forceCrc}.
   */
  readonly checked: { readonly before: string; readonly after: string } | null;
}

/** A marked and signed file. */
export interface Finished {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** The custom part of an OOXML package around the envelope. */
export const OOXML_PART = {
  before:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<provenance xmlns="urn:sandtable:provenance:1">',
  after: '</provenance>',
};

/** Type and head of the PNG chunk around the envelope: keyword, uncompressed, no language, no translated keyword. */
export const PNG_CHUNK = 'iTXtSandtable provenance\0\0\0\0\0';

export const CARRIERS: Readonly<Record<ExportFormat, Carrier>> = {
  pdf: { markup: false, checked: null },
  pptx: { markup: true, checked: OOXML_PART },
  html: { markup: true, checked: null },
  png: { markup: false, checked: { before: PNG_CHUNK, after: '' } },
};

/** Marks the hole until it is filled; random enough never to occur in a document. */
export const HOLE_MARK = '{"sandtable-hole":"c1b7f1d0e4a94f0d9a3c62d5"}';

/** What the CRC of a checked hole and its surroundings always is. */
export const FORCED_CRC = 0x53414e44;
const CRC_BITS = 32;

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
};

/** The one text of an envelope in such a file. The three signs occur only inside of strings. */
export function spell(envelope: Envelope, { markup }: Carrier): string {
  const text = canonicalJson(envelope);
  return markup ? text.replaceAll(/[<>&]/g, (sign) => ESCAPES[sign] ?? sign) : text;
}

/**
 * An empty hole for a record: as long as the signed envelope will be, and a kilobyte or two longer.
 * To be put into the file, whose bytes {@link signHole} completes.
 */
export function emptyHole(record: Provenance, key: SigningKey, carrier: Carrier): string {
  const length = Buffer.byteLength(spell(unsignedEnvelope(record, key.publicKey), carrier));
  return padded(HOLE_MARK, Math.ceil(length / 1024 + 1) * 1024, carrier).toString('latin1');
}

/** Fills the hole of `bytes` in place with the signed envelope. @throws {RangeError} when there is no hole */
export function signHole(
  bytes: Uint8Array,
  hole: string,
  record: Provenance,
  key: SigningKey,
  carrier: Carrier,
): void {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(HOLE_MARK);
  if (start < 0) throw new RangeError('no hole for the envelope');
  const end = start + hole.length;
  const signed = signEnvelope(
    {
      ...unsignedEnvelope(record, key.publicKey),
      byteRange: [0, start, end, bytes.length - end],
      digest: digestOutside(bytes, start, end),
    },
    key,
  );
  bytes.set(padded(spell(signed, carrier), hole.length, carrier), start);
}

/**
 * Whether what follows the envelope's text in a hole is the one filling that {@link signHole} makes: spaces, of a checked
 * hole ended by the 32 signs that give the CRC.
 */
export function fillingFits(hole: Uint8Array, length: number, carrier: Carrier): boolean {
  const filling = Buffer.from(hole.subarray(length)).toString('latin1');
  if (carrier.checked === null) return /^ *$/.test(filling);
  return /^ *[ \t]{32}$/.test(filling) && crcOf(hole, carrier.checked) === FORCED_CRC;
}

function padded(text: string, size: number, { checked }: Carrier): Buffer {
  const hole = Buffer.alloc(size, ' ');
  hole.write(text, 'utf8');
  if (checked !== null) forceCrc(hole, checked);
  return hole;
}

function crcOf(hole: Uint8Array, { before, after }: NonNullable<Carrier['checked']>): number {
  return crc32(Buffer.concat([Buffer.from(before, 'latin1'), hole, Buffer.from(after, 'latin1')]));
}

/**
 * Turns some of the last 32 spaces into tabs so that the CRC becomes {@link FORCED_CRC}. There is exactly one way: CRC-32
 * is linear, its polynomial P is irreducible, and x⁸ as a conjugate of x generates the field GF(2)[x]/P, so that the
 * effects of 32 neighbouring bytes are a basis of it.
 */
function forceCrc(hole: Buffer, around: NonNullable<Carrier['checked']>): void {
  const first = hole.length - CRC_BITS;
  const plain = crcOf(hole, around);
  /** Rows of the equations by their leading bit: the effect on the CRC, and which signs make it. */
  const rows = new Map<number, { effect: number; signs: number }>();
  for (let i = 0; i < CRC_BITS; i += 1) {
    hole[first + i] = 0x09;
    let row = { effect: (crcOf(hole, around) ^ plain) >>> 0, signs: (1 << i) >>> 0 };
    hole[first + i] = 0x20;
    for (let bit = leading(row.effect); rows.has(bit); bit = leading(row.effect)) {
      row = combined(row, rows.get(bit));
    }
    rows.set(leading(row.effect), row);
  }
  let rest = { effect: (plain ^ FORCED_CRC) >>> 0, signs: 0 };
  while (rest.effect !== 0) rest = combined(rest, rows.get(leading(rest.effect)));
  for (let i = 0; i < CRC_BITS; i += 1) if ((rest.signs >>> i) & 1) hole[first + i] = 0x09;
}

type Row = { effect: number; signs: number };

const leading = (value: number) => 31 - Math.clz32(value);

function combined(a: Row, b: Row = { effect: 0, signs: 0 }): Row {
  return { effect: (a.effect ^ b.effect) >>> 0, signs: (a.signs ^ b.signs) >>> 0 };
}
