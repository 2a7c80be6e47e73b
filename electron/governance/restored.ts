import type { StoredEntry } from './chain';

/** A row of `signing_key`. */
interface KeyRow {
  readonly id: string;
  readonly public_key: Uint8Array;
  readonly private_key: Uint8Array;
  readonly created_at: number;
}

/** A row of `signing_key_revocation`. */
interface RevocationRow {
  readonly key_id: string;
  readonly revoked_at: number;
  readonly reason: string;
  readonly actor_name: string;
}

/** What of a database outlives its restore: the audit, the keys that signed it, and which are revoked. */
export interface Kept {
  readonly entries: readonly StoredEntry[];
  readonly keys: readonly KeyRow[];
  /** A key stays revoked, whatever is put back. */
  readonly revocations: readonly RevocationRow[];
}

/** A backup that was put in the database's place, and what was kept; nothing of a database that does not open. */
export interface Restored extends Kept {
  readonly fileName: string;
}

/** The command that tells of it. */
export const RESTORED = 'audit.restored';
