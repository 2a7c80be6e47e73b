import { canonicalJson } from '#electron/replica/signing';
import type { VerifyReport } from '#shared/composer/model';
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
}

export const NO_TRUST: Trust = { ownKeys: [], isRegistered: () => false };

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
export function verifyPdf(fileName: string, bytes: Uint8Array, trust: Trust): VerifyReport {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const places = allIndexes(buffer, ENVELOPE_HEAD);
  const found = places.flatMap((place) => readAt(buffer, place) ?? []);
  const clean = found.find(({ problems }) => problems.length === 0);
  const codes = new Set(found.map(({ envelope }) => envelope.record.traceCode));
  // Two different signed records in one altered file: naming one of the two could name the wrong person.
  const chosen = clean ?? (codes.size === 1 ? found[0] : undefined);
  if (chosen) return report(fileName, chosen, trust);
  const nothing = {
    fileName,
    provenance: null,
    pixelCode: null,
    keyFingerprint: null,
    ownKey: false,
    registered: false,
  };
  const traces = places.length > 0 || buffer.includes('"profile":"sandtable-provenance/1"');
  if (traces) return { ...nothing, verdict: 'altered', problems: ['signatureInvalid'] };
  const isPdf = buffer.subarray(0, 1024).includes('%PDF-');
  return { ...nothing, verdict: 'noMark', problems: [isPdf ? 'recordMissing' : 'notAPdf'] };
}

function report(fileName: string, { envelope, problems }: Found, trust: Trust): VerifyReport {
  const key = Buffer.from(envelope.publicKey, 'base64url');
  const ownKey = trust.ownKeys.some((own) => key.equals(own));
  return {
    fileName,
    verdict: problems.length > 0 ? 'altered' : ownKey ? 'intact' : 'unknownKey',
    provenance: envelope.record,
    pixelCode: null,
    keyFingerprint: keyFingerprint(key),
    ownKey,
    registered: trust.isRegistered(envelope.record.traceCode),
    problems: [...problems],
  };
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
function readAt(buffer: Buffer, place: number): Found | undefined {
  const range = /^\[0,(\d{1,10}),(\d{1,10}),\d{1,10}\]/.exec(
    buffer.toString('latin1', place + ENVELOPE_HEAD.length - 3, place + ENVELOPE_HEAD.length + 40),
  );
  const size = Number(range?.[2]) - Number(range?.[1]);
  if (!(size > 0 && size <= MOST_HOLE_BYTES)) return undefined;
  const envelope = parseHole(buffer.subarray(place, place + size));
  if (!envelope || !signatureFits(envelope)) return undefined;
  return { envelope, problems: problemsAt(buffer, place, envelope) };
}

/** Strict: the canonical text and spaces, nothing else; any other spelling of the same value is refused. */
function parseHole(hole: Buffer): Envelope | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hole);
    const body = text.replace(/ +$/, '');
    const parsed = envelopeSchema.safeParse(JSON.parse(body));
    return parsed.success && canonicalJson(parsed.data) === body ? parsed.data : undefined;
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
