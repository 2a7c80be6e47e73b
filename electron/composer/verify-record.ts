import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { ExportFormat, VerifyReport } from '#shared/composer/model';
import { type Carrier, CARRIERS, fillingFits, spell } from './hole';
import {
  digestOutside,
  ENVELOPE_HEAD,
  envelopeSchema,
  keyFingerprint,
  signatureFits,
  type Envelope,
} from './provenance';

/** What the verifying workspace knows; without a workspace it knows nothing. */
export interface Trust {
  /** Public keys of this workspace, present and past, 32 bytes each. */
  readonly ownKeys: readonly Uint8Array[];
  readonly isRegistered: (traceCode: string) => boolean;
  /** Whether the register has this very file: its trace code and the SHA-256 of its bytes, hex. */
  readonly isRegisteredFile: (traceCode: string, sha256: string) => boolean;
  /** Epoch ms at which keys were revoked, by fingerprint. */
  readonly revoked: ReadonlyMap<string, number>;
}

export const NO_TRUST: Trust = {
  ownKeys: [],
  isRegistered: () => false,
  isRegisteredFile: () => false,
  revoked: new Map(),
};

type Problem = VerifyReport['problems'][number];

/** A record found in the file whose signature fits, and what does not fit about the bytes around it. */
interface Found {
  readonly envelope: Envelope;
  readonly problems: readonly Problem[];
}

/**
 * Tells from the bytes alone who exported a file and whether any byte differs. Never throws: foreign, broken and
 * hostile files get a verdict, too. A record is only shown when its signature fits; `intact` needs a key of ours.
 */
export function verifyRecord(fileName: string, bytes: Uint8Array, trust: Trust): VerifyReport {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const format = formatOf(buffer);
  const carrier = CARRIERS[format ?? 'pdf'];
  const places = allIndexes(buffer, ENVELOPE_HEAD);
  const found = [
    ...places.flatMap((place) => readAt(buffer, place, carrier) ?? []),
    ...(format === 'pptx' && places.length === 0 ? repacked(bytes) : []),
  ];
  const clean = found.find(({ problems }) => problems.length === 0);
  const codes = new Set(found.map(({ envelope }) => envelope.record.traceCode));
  // Two different signed records in one altered file: naming one of the two could name the wrong person.
  const chosen = clean ?? (codes.size === 1 ? found[0] : undefined);
  if (chosen) return report(fileName, buffer, chosen, trust);
  const nothing = {
    fileName,
    provenance: null,
    pixelCode: null,
    keyFingerprint: null,
    ownKey: false,
    revokedAt: null,
    registered: false,
  };
  const traces =
    places.length > 0 || found.length > 0 || buffer.includes('"profile":"sandtable-provenance/1"');
  if (traces) return { ...nothing, verdict: 'altered', problems: ['signatureInvalid'] };
  return { ...nothing, verdict: 'noMark', problems: [format ? 'recordMissing' : 'unknownKind'] };
}

/** The kind of a file by how it begins; undefined when it is none that a document is exported as. */
function formatOf(buffer: Buffer): ExportFormat | undefined {
  const head = buffer.toString('latin1', 0, 1024);
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('\x89PNG')) return 'png';
  if (head.startsWith('PK\x03\x04')) {
    return buffer.includes('ppt/presentation.xml') ? 'pptx' : undefined;
  }
  return /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html)[\s>]/i.test(head) ? 'html' : undefined;
}

function report(
  fileName: string,
  bytes: Uint8Array,
  { envelope, problems }: Found,
  trust: Trust,
): VerifyReport {
  const key = Buffer.from(envelope.publicKey, 'base64url');
  const ownKey = trust.ownKeys.some((own) => key.equals(own));
  const fingerprint = keyFingerprint(key);
  const { traceCode } = envelope.record;
  const revokedAt = trust.revoked.get(fingerprint) ?? null;
  // Who holds a revoked key can write any time into a record; what the register saw is no matter of the key.
  const believed =
    revokedAt === null ||
    trust.isRegisteredFile(traceCode, createHash('sha256').update(bytes).digest('hex'));
  const verdict = ownKey ? (believed ? 'intact' : 'revokedKey') : 'unknownKey';
  return {
    fileName,
    verdict: problems.length > 0 ? 'altered' : verdict,
    provenance: envelope.record,
    pixelCode: null,
    keyFingerprint: fingerprint,
    ownKey,
    revokedAt,
    registered: trust.isRegistered(traceCode),
    problems: [...problems],
  };
}

/** A custom part is a few kilobytes; what claims to be larger is not unpacked. */
const MOST_PART_BYTES = 1 << 16;
const MOST_PARTS = 16;

/** The record in a presentation that another program saved anew: compressed, and therefore never intact. */
function repacked(bytes: Uint8Array): Found[] {
  try {
    let taken = 0;
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        /^customXml\/item\d+\.xml$/.test(name) &&
        originalSize <= MOST_PART_BYTES &&
        (taken += 1) <= MOST_PARTS,
    });
    return Object.values(parts).flatMap((part) => {
      const buffer = Buffer.from(part.buffer, part.byteOffset, part.length);
      return allIndexes(buffer, ENVELOPE_HEAD).flatMap((place) => {
        const envelope = parseLoosely(buffer.subarray(place));
        const fits = envelope !== undefined && signatureFits(envelope);
        return fits ? [{ envelope, problems: ['bytesChanged' as const] }] : [];
      });
    });
  } catch {
    // A broken archive: nothing to be read from it.
    return [];
  }
}

/** The envelope at the start of a part that may have been written anew, its padding and its escapes changed. */
function parseLoosely(part: Buffer): Envelope | undefined {
  try {
    const text = part.toString('utf8');
    const parsed = envelopeSchema.safeParse(
      JSON.parse(text.slice(0, text.indexOf('</')).trimEnd()),
    );
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not JSON: no record.
    return undefined;
  }
}

/** More places than this are a hostile file; the rest is not looked at. */
const MOST_PLACES = 64;

function allIndexes(buffer: Buffer, text: string): number[] {
  const places: number[] = [];
  let at = buffer.indexOf(text);
  while (at !== -1 && places.length < MOST_PLACES) {
    places.push(at);
    at = buffer.indexOf(text, at + 1);
  }
  return places;
}

/** The largest envelope the product writes is a few kilobytes. */
const MOST_HOLE_BYTES = 1 << 20;

/** The signed record at a place, or undefined when what stands there is none. */
function readAt(buffer: Buffer, place: number, carrier: Carrier): Found | undefined {
  const range = /^\[0,(\d{1,10}),(\d{1,10}),\d{1,10}\]/.exec(
    buffer.toString('latin1', place + ENVELOPE_HEAD.length - 3, place + ENVELOPE_HEAD.length + 40),
  );
  const size = Number(range?.[2]) - Number(range?.[1]);
  if (!(size > 0 && size <= MOST_HOLE_BYTES)) return undefined;
  const envelope = parseHole(buffer.subarray(place, place + size), carrier);
  if (!envelope || !signatureFits(envelope)) return undefined;
  return { envelope, problems: problemsAt(buffer, place, envelope) };
}

/** Strict: the canonical text and its filling, nothing else; any other spelling of the same value is refused. */
function parseHole(hole: Buffer, carrier: Carrier): Envelope | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hole);
    const body = text.trimEnd();
    const parsed = envelopeSchema.safeParse(JSON.parse(body));
    if (!parsed.success || spell(parsed.data, carrier) !== body) return undefined;
    return fillingFits(hole, Buffer.byteLength(body), carrier) ? parsed.data : undefined;
  } catch {
    // Not UTF-8 or not JSON: no record.
    return undefined;
  }
}

function problemsAt(buffer: Buffer, place: number, envelope: Envelope): Problem[] {
  const [, start, end, after] = envelope.byteRange;
  if (start !== place || end + after > buffer.length) return ['bytesChanged'];
  const exported = buffer.subarray(0, end + after);
  if (digestOutside(exported, start, end) !== envelope.digest) return ['bytesChanged'];
  return exported.length < buffer.length ? ['appendedData'] : [];
}
