import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ReadTx, WriteTx } from './transaction';

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

/** Makes this workspace's signing key when it has none yet. The file that holds it is encrypted. */
export function ensureSigningKey(tx: WriteTx): SigningKey {
  return presentSigningKey(tx) ?? addSigningKey(tx);
}

/** A new key, with which this workspace signs from now on; what older keys signed stays theirs. */
export function addSigningKey(tx: WriteTx): SigningKey {
  const key = newSigningKey();
  tx.runLocal(
    'INSERT INTO signing_key (id, public_key, private_key, created_at) VALUES (?, ?, ?, ?)',
    [tx.newId(), key.publicKey, key.privateKey, tx.now()],
  );
  return key;
}

/** The key that signs now: the newest that was not revoked. Undefined before anything was signed. */
export function presentSigningKey(tx: ReadTx): SigningKey | undefined {
  const row = tx.get<{ public_key: Uint8Array; private_key: Uint8Array }>(
    `SELECT public_key, private_key FROM signing_key
      WHERE id NOT IN (SELECT key_id FROM signing_key_revocation)
      ORDER BY created_at DESC, id DESC LIMIT 1`,
  );
  return row && { publicKey: row.public_key, privateKey: row.private_key };
}

/** The public halves of all keys that this workspace ever signed with. */
export function ownPublicKeys(tx: ReadTx): Uint8Array[] {
  return tx
    .all<{ public_key: Uint8Array }>('SELECT public_key FROM signing_key')
    .map((row) => row.public_key);
}

/** RFC 8785: one text for one value, so that a hash or a signature covers a value and not a spelling. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a JSON form');
  return text;
}

/** The Ed25519 signature of a text, base 64 for URLs (86 characters). */
export function signText(text: string, { privateKey }: SigningKey): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
}

/** Whether a signature made by {@link signText} fits; `publicKey` is base 64 for URLs. Never throws. */
export function textSignatureFits(text: string, publicKey: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // Base 64 has spare bits in its last digit; another spelling of the same signature is a changed byte.
  if (bytes.toString('base64url') !== signature) return false;
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      format: 'jwk',
    });
    return verify(null, Buffer.from(text, 'utf8'), key, bytes);
  } catch {
    // A key that is no point of the curve.
    return false;
  }
}
