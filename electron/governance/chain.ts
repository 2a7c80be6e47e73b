import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type SigningKey,
  signText,
  textSignatureFits,
} from '#electron/replica/signing';
import type { Checkpoint } from '#shared/governance/model';

/** An entry as it is stored. `facts` is canonical JSON. */
export interface StoredEntry {
  readonly n: number;
  readonly at: number;
  readonly kind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly facts: string;
  readonly prev: string;
  readonly hash: string;
}

/** Columns of `audit_entry` as a {@link StoredEntry}. */
export const ENTRY_COLUMNS =
  'n, at, kind, actor_id AS actorId, actor_name AS actorName, facts, prev, hash';

/** What the first entry follows. */
export const START = '0'.repeat(64);

/**
 * SHA-256 (hex) of an entry's canonical JSON, which holds the hash before it. The keys are written in their canonical
 * order: sorting them again for each of a million entries would take most of the time of a verification.
 */
export function entryHash(entry: Omit<StoredEntry, 'hash'>): string {
  const { actorId, actorName, at, facts, kind, n, prev } = entry;
  const canonical = JSON.stringify({ actorId, actorName, at, facts, kind, n, prev });
  return createHash('sha256').update(canonical).digest('hex');
}

/** Said before what is signed, so that a signature cannot be used for anything else. */
const PURPOSE = 'sandtable-audit/1\n';

/** Signs how many entries there are and what the last hash is. */
export function signCheckpoint(
  { size, head, at }: Pick<Checkpoint, 'size' | 'head' | 'at'>,
  key: SigningKey,
): Checkpoint {
  const publicKey = Buffer.from(key.publicKey).toString('base64url');
  const signed = { size, head, at, publicKey };
  return { ...signed, signature: signText(PURPOSE + canonicalJson(signed), key) };
}

/** Whether the signature fits the key inside the checkpoint. Says nothing about whose key it is. */
export function checkpointFits({ signature, ...signed }: Checkpoint): boolean {
  return textSignatureFits(PURPOSE + canonicalJson(signed), signed.publicKey, signature);
}
