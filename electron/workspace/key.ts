import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { KEY_BYTES } from '#electron/replica/paths';
import { writeFileAtomicSync } from '#electron/shell/atomic-file';
import { type ErrorDetails, SandtableError } from '#shared/errors';

/** The operating system's key store, as the shell offers it. */
export interface KeyStore {
  /** False when there is none, or one that keeps keys in the clear. */
  available(): boolean;
  wrap(key: Uint8Array): Promise<Uint8Array> | Uint8Array;
  /** @throws when this store cannot unwrap it (another user, another machine, store reset) */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

const base64 = z.base64();

/** How the key is kept. Passphrase: scrypt (its cost is stored, so that it can grow) and AES-256-GCM. */
export const keptKeySchema = z.discriminatedUnion('keeping', [
  z.object({ keeping: z.literal('osKeyStore'), wrapped: base64 }),
  z.object({
    keeping: z.literal('passphrase'),
    kdf: z.object({
      name: z.literal('scrypt'),
      n: z.number().int().min(32_768).max(1_048_576),
      r: z.number().int().min(8).max(32),
      p: z.number().int().min(1).max(16),
      salt: base64,
    }),
    iv: base64,
    sealed: base64,
    tag: base64,
  }),
  z.object({ keeping: z.literal('keyFile') }),
]);
export type KeptKey = z.infer<typeof keptKeySchema>;

/** Where a key may come from. `keyFile` only by explicit flag, or for the demo whose data are no secret. */
export interface KeySources {
  readonly keyStore: KeyStore;
  readonly passphrase: string | null;
  readonly keyFile: string | null;
}

const SCRYPT = { name: 'scrypt', n: 65_536, r: 8, p: 1 } as const;
const SEALED_FOR = Buffer.from('sandtable-key/1');

/** A mark by which a key is recognised without opening the replica; tells nothing about it. */
export function keyCheck(key: Uint8Array): string {
  return createHmac('sha256', key).update('sandtable key check').digest('hex').slice(0, 32);
}

/**
 * A new random key and how it is kept: key file if one is named, else passphrase if one is given, else the key store.
 * @throws SandtableError KEY_REQUIRED when there is no way to keep one
 */
export async function makeKey(sources: KeySources): Promise<{ key: Uint8Array; kept: KeptKey }> {
  if (sources.keyFile !== null) {
    const key = existsSync(sources.keyFile)
      ? readKeyFile(sources.keyFile)
      : newKeyFile(sources.keyFile);
    return { key, kept: { keeping: 'keyFile' } };
  }
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  if (sources.passphrase !== null) return { key, kept: await seal(key, sources.passphrase) };
  if (!sources.keyStore.available()) {
    throw new SandtableError('KEY_REQUIRED', 'this system keeps no keys: a passphrase is needed');
  }
  const wrapped = await sources.keyStore.wrap(key);
  return { key, kept: { keeping: 'osKeyStore', wrapped: Buffer.from(wrapped).toString('base64') } };
}

/**
 * The key of a workspace; nothing is written, whatever happens.
 * @throws SandtableError KEY_REQUIRED (a passphrase is needed), KEY_WRONG, KEY_UNAVAILABLE (store or file cannot give it)
 */
export async function recallKey(
  kept: KeptKey,
  check: string,
  sources: KeySources,
): Promise<Uint8Array> {
  const key = await recall(kept, sources);
  const matches = timingSafeEqual(
    Buffer.from(keyCheck(key)),
    Buffer.from(check.padEnd(32).slice(0, 32)),
  );
  if (matches) return key;
  if (kept.keeping === 'osKeyStore') unavailable('the key store gave another key');
  throw new SandtableError('KEY_WRONG', 'this is not the key of this workspace');
}

async function recall(kept: KeptKey, sources: KeySources): Promise<Uint8Array> {
  if (kept.keeping === 'passphrase') {
    if (sources.passphrase === null) throw new SandtableError('KEY_REQUIRED', 'passphrase needed');
    return unseal(kept, sources.passphrase);
  }
  if (kept.keeping === 'keyFile') {
    if (sources.keyFile === null) unavailable('the key file must be named');
    return readKeyFile(sources.keyFile);
  }
  if (!sources.keyStore.available()) unavailable('the key store of this system is not available');
  try {
    return await sources.keyStore.unwrap(Buffer.from(kept.wrapped, 'base64'));
  } catch {
    unavailable('the key store refused');
  }
}

async function seal(key: Uint8Array, passphrase: string): Promise<KeptKey> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, SCRYPT), iv);
  cipher.setAAD(SEALED_FOR);
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    keeping: 'passphrase',
    kdf: { ...SCRYPT, salt: salt.toString('base64') },
    iv: iv.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

async function unseal(
  kept: Extract<KeptKey, { keeping: 'passphrase' }>,
  passphrase: string,
): Promise<Uint8Array> {
  const salt = Buffer.from(kept.kdf.salt, 'base64');
  const wrapping = await derive(passphrase, salt, kept.kdf);
  try {
    const iv = Buffer.from(kept.iv, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', wrapping, iv, { authTagLength: 16 });
    decipher.setAAD(SEALED_FOR);
    decipher.setAuthTag(Buffer.from(kept.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(kept.sealed, 'base64')), decipher.final()]);
  } catch {
    throw new SandtableError('KEY_WRONG', 'the passphrase does not open this workspace');
  }
}

/** The same passphrase typed on another keyboard gives the same bytes: NFKC, as RFC 8265 asks. */
function derive(
  passphrase: string,
  salt: Uint8Array,
  cost: { n: number; r: number; p: number },
): Promise<Buffer> {
  const { n: N, r, p } = cost;
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}

function newKeyFile(file: string): Uint8Array {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  writeFileAtomicSync(file, key);
  return key;
}

function readKeyFile(file: string): Uint8Array {
  const refuse = (keyFile: 'missing' | 'open' | 'size', message: string): never =>
    unavailable(message, { keyFile, fileName: basename(file) });
  if (!existsSync(file)) refuse('missing', 'the key file is missing');
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    refuse('open', 'the key file can be read by others: its mode must be 0600');
  }
  const key = new Uint8Array(readFileSync(file));
  if (key.byteLength !== KEY_BYTES) refuse('size', 'the key file does not hold 32 bytes');
  return key;
}

function unavailable(message: string, details: ErrorDetails = {}): never {
  throw new SandtableError('KEY_UNAVAILABLE', message, details);
}
