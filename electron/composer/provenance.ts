import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  canonicalJson,
  type SigningKey,
  signText,
  textSignatureFits,
} from '#electron/replica/signing';
import { provenanceSchema, type Provenance } from '#shared/composer/model';

/** What a person compares to know a key: SHA-256 of its 32 bytes, hex. */
export function keyFingerprint(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** SHA-256 of a value's canonical JSON, hex. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/**
 * What is embedded in an export: the record, the digest of every byte of the file outside this envelope, and the
 * signature over both. `byteRange` = [0, start of the hole, end of the hole, bytes after it], as in PDF signatures.
 */
export const envelopeSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  byteRange: z.tuple([
    z.literal(0),
    z.int().nonnegative(),
    z.int().nonnegative(),
    z.int().nonnegative(),
  ]),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  publicKey: z.string().length(43),
  record: provenanceSchema.strict(),
  signature: z.string().length(86),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** How the canonical text of every envelope starts: keys are sorted. What the verifier looks for. */
export const ENVELOPE_HEAD = '{"algorithm":"Ed25519","byteRange":[0,';

/** Said before what is signed, so that a signature cannot be used for anything else. */
const PURPOSE = 'sandtable-provenance/1\n';

function signedText({ signature: _left, ...rest }: Envelope): string {
  return PURPOSE + canonicalJson(rest);
}

/** An envelope with the right size and no signature yet; `byteRange` numbers are as wide as they can become. */
export function unsignedEnvelope(record: Provenance, publicKey: Uint8Array): Envelope {
  const widest = 9_999_999_999;
  return {
    algorithm: 'Ed25519',
    byteRange: [0, widest, widest, widest],
    digest: '0'.repeat(64),
    publicKey: Buffer.from(publicKey).toString('base64url'),
    record,
    signature: 'A'.repeat(86),
  };
}

/** The same envelope, signed. */
export function signEnvelope(envelope: Envelope, key: SigningKey): Envelope {
  return { ...envelope, signature: signText(signedText(envelope), key) };
}

/** Whether the signature fits the key inside the envelope. Says nothing about whose key it is. */
export function signatureFits(envelope: Envelope): boolean {
  return textSignatureFits(signedText(envelope), envelope.publicKey, envelope.signature);
}

/** SHA-256 (hex) of all bytes outside `[start, end)`. */
export function digestOutside(bytes: Uint8Array, start: number, end: number): string {
  return createHash('sha256')
    .update(bytes.subarray(0, start))
    .update(bytes.subarray(end))
    .digest('hex');
}
