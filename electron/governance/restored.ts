import type { StoredEntry } from './chain';

/** A row of `signing_key`. */
interface KeyRow {
  readonly id: string;
  readonly public_key: Uint8Array;
  readonly private_key: Uint8Array;
  readonly created_at: number;
}

/** What of a database outlives its restore: the audit and the keys that signed it. */
export interface Kept {
  readonly entries: readonly StoredEntry[];
  readonly keys: readonly KeyRow[];
}

/** A backup that was put in the database's place, and what was kept; nothing of a database that does not open. */
export interface Restored extends Kept {
  readonly fileName: string;
}

/** The command that tells of it. */
export const RESTORED = 'audit.restored';
