import { addSigningKey, ensureSigningKey, presentSigningKey } from '#electron/replica/signing';
import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import type { SigningKeyState } from '#shared/composer/model';
import { SandtableError } from '#shared/errors';
import { keyFingerprint } from './provenance';

interface KeyRow {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly createdAt: number;
  readonly revokedAt: number | null;
  readonly reason: string | null;
  readonly revokedBy: string | null;
}

const keysOf = (tx: ReadTx): KeyRow[] =>
  tx.all<KeyRow>(
    `SELECT k.id, k.public_key AS publicKey, k.created_at AS createdAt, r.revoked_at AS revokedAt, r.reason,
        r.actor_name AS revokedBy
      FROM signing_key k LEFT JOIN signing_key_revocation r ON r.key_id = k.id
      ORDER BY k.created_at DESC, k.id DESC`,
  );

/** All keys that this workspace ever signed with, newest first. Private halves never leave the thread. */
export const keys: Query<Record<string, never>, SigningKeyState[]> = (tx) => {
  const present = presentSigningKey(tx)?.publicKey;
  return keysOf(tx).map(({ publicKey, ...row }) => ({
    ...row,
    fingerprint: keyFingerprint(publicKey),
    signsNow: present !== undefined && Buffer.from(present).equals(publicKey),
  }));
};

/** Epoch ms at which each revoked key was revoked, by its fingerprint. */
export function revocations(tx: ReadTx): Map<string, number> {
  return new Map(
    keysOf(tx).flatMap(({ publicKey, revokedAt }) =>
      revokedAt === null ? [] : [[keyFingerprint(publicKey), revokedAt] as const],
    ),
  );
}

/** Signs with a new key from now on. Files of the former key stay as good as they were. */
export const rotateKey: Command<null, { fingerprint: string }> = (tx) => {
  const fingerprint = keyFingerprint(addSigningKey(tx).publicKey);
  tx.describe(fingerprint.slice(0, 16), { undoable: false });
  return { fingerprint };
};

/**
 * Says that others may hold a key: files that it signed are only believed when the register has them. It cannot be taken
 * back. Where it was the present key, a new one signs from now on.
 * @throws SandtableError NOT_FOUND, BAD_INPUT when it is revoked already
 */
export const revokeKey: Command<{ keyId: string; reason: string }, { fingerprint: string }> = (
  tx,
  { keyId, reason },
) => {
  const key = keysOf(tx).find(({ id }) => id === keyId);
  if (key === undefined) throw new SandtableError('NOT_FOUND', 'no such key');
  if (key.revokedAt !== null) throw new SandtableError('BAD_INPUT', 'revoked already');
  tx.runLocal(
    'INSERT INTO signing_key_revocation (key_id, revoked_at, reason, actor_name) VALUES (?, ?, ?, ?)',
    [keyId, tx.now(), reason, tx.action.actorName],
  );
  ensureSigningKey(tx);
  const fingerprint = keyFingerprint(key.publicKey);
  tx.describe(fingerprint.slice(0, 16), { undoable: false });
  return { fingerprint };
};
