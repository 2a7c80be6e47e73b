import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { provenanceSchema, type Provenance } from '#shared/composer/model';

/** A workspace's Ed25519 key: 32 raw bytes of the public half, PKCS #8 of the private half. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** A new random key. */
export function newSigningKey(): SigningKey {
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    privateKey: new Uint8Array(pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

/** What a person compares to know a key: SHA-256 of its 32 bytes, hex. */
export function keyFingerprint(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** RFC 8785: one text for one value, so that a signature covers a value and not a spelling. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form');
  return text;
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

function signedBytes({ signature: _left, ...rest }: Envelope): Buffer {
  return Buffer.from(PURPOSE + canonicalJson(rest), 'utf8');
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
  const privateKey = createPrivateKey({
    key: Buffer.from(key.privateKey),
    format: 'der',
    type: 'pkcs8',
  });
  const signature = sign(null, signedBytes(envelope), privateKey);
  return { ...envelope, signature: signature.toString('base64url') };
}

/** Whether the signature fits the key inside the envelope. Says nothing about whose key it is. */
export function signatureFits(envelope: Envelope): boolean {
  const signature = Buffer.from(envelope.signature, 'base64url');
  // Base 64 has spare bits in its last digit; another spelling of the same signature is a changed byte.
  if (signature.toString('base64url') !== envelope.signature) return false;
  try {
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: envelope.publicKey },
      format: 'jwk',
    });
    return verify(null, signedBytes(envelope), publicKey, signature);
  } catch {
    // A key that is no point of the curve.
    return false;
  }
}

/** SHA-256 (hex) of all bytes outside `[start, end)`. */
export function digestOutside(bytes: Uint8Array, start: number, end: number): string {
  return createHash('sha256')
    .update(bytes.subarray(0, start))
    .update(bytes.subarray(end))
    .digest('hex');
}
