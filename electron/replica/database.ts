import { chmodSync, closeSync, existsSync, openSync, statfsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { SandtableError } from '#shared/errors';
import { KEY_BYTES } from './paths';
import { PATIENCE_MS } from './patience';
import { reached } from './write-points';

export type Db = Database;

/** Below it, two connections could lose a reset of the write-ahead log. */
const MIN_SQLITE = [3, 51, 3] as const;
/** The prebuilt binary needs it; an older runtime would die with a segmentation fault instead of an error. */
const MIN_NAPI = 10;
const SYNCHRONOUS_FULL = 2;
const TEMP_STORE_MEMORY = 2;
/** Of new files: an import takes 4 to 5 % less CPU time than with SQLite's 4,096, an edit no longer. */
const PAGE_BYTES = 8192;

export interface OpenOptions {
  readonly readonly?: boolean;
  /** A binary of better-sqlite3 built for this runtime; needed below Node-API 10. */
  readonly sqliteBinding?: string | undefined;
  /** Page cache in KiB. */
  readonly cacheKib?: number;
}

/**
 * Opens (or, unless read-only, creates with mode 0600) an encrypted database and asserts all that durability and
 * secrecy rest on: cipher, `synchronous=FULL`, a SQLite without the WAL-reset race.
 * @throws SandtableError KEY_WRONG when the first page does not authenticate under `key`; INTERNAL when an
 * assertion fails; FILE_NOT_FOUND
 */
export function openDatabase(file: string, key: Uint8Array, options: OpenOptions = {}): Db {
  const readonly = options.readonly ?? false;
  if (key.byteLength !== KEY_BYTES) throw new SandtableError('KEY_WRONG', 'a key has 32 bytes');
  if (!existsSync(file)) {
    if (readonly) throw new SandtableError('FILE_NOT_FOUND', 'the replica is missing');
    createPrivateFile(file);
  }
  const isEmpty = statSync(file).size === 0;
  const binding = bindingFor(options.sqliteBinding);
  const db = new Database(file, {
    readonly,
    fileMustExist: true,
    timeout: PATIENCE_MS,
    ...(binding === undefined ? {} : { nativeBinding: binding }),
  });
  try {
    unlock(db, key);
    // Only before the first page is written: a file keeps its page size.
    if (isEmpty) db.pragma(`page_size=${PAGE_BYTES}`);
    configure(db, readonly, options.cacheKib ?? 65_536);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes an empty file that only its owner can read; SQLite gives the same mode to its -wal and -shm. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
  chmodSync(file, 0o600);
}

function bindingFor(given: string | undefined): string | undefined {
  if (Number(process.versions['napi']) >= MIN_NAPI) return undefined;
  const binding = given ?? process.env['SANDTABLE_SQLITE_BINDING'];
  if (binding !== undefined && binding !== '') return binding;
  throw new SandtableError(
    'INTERNAL',
    'this runtime needs SANDTABLE_SQLITE_BINDING: Node-API < 10',
  );
}

function unlock(db: Db, key: Uint8Array): void {
  db.pragma("cipher='chacha20'");
  db.pragma(`key="raw:${Buffer.from(key).toString('hex')}"`);
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_NOTADB')) {
      throw new SandtableError('KEY_WRONG', 'the first page does not authenticate under this key');
    }
    throw mapStorageError(error);
  }
}

function configure(db: Db, readonly: boolean, cacheKib: number): void {
  if (readonly) db.pragma('query_only=ON');
  else if (db.pragma('journal_mode=WAL', { simple: true }) !== 'wal') fail('no WAL');
  db.pragma('synchronous=FULL');
  db.pragma('foreign_keys=ON');
  db.pragma('temp_store=MEMORY');
  db.pragma('secure_delete=ON');
  db.pragma(`cache_size=-${cacheKib}`);
  db.pragma('journal_size_limit=1048576');
  // A checkpoint is made after the answer, not inside the commit: see `checkpointDue`.
  db.pragma('wal_autocheckpoint=0');
  if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL)
    fail('synchronous is not FULL');
  if (db.pragma('foreign_keys', { simple: true }) !== 1) fail('foreign keys are off');
  if (db.pragma('cipher', { simple: true }) !== 'chacha20') fail('the cipher is not chacha20');
  if (db.pragma('temp_store', { simple: true }) !== TEMP_STORE_MEMORY) fail('temp files on disk');
  if (db.pragma('secure_delete', { simple: true }) !== 1) fail('deleted rows are not overwritten');
  if (!isRecent(sqliteVersion(db))) fail('SQLite is older than 3.51.3');
}

/** Length of the write-ahead log above which it is worth copying into the file: 4 MiB. */
const LONG_WAL_BYTES = 4 * 1024 * 1024;
/** Length above which that does not wait for a pause in writing: 32 MiB. */
const TOO_LONG_WAL_BYTES = 8 * LONG_WAL_BYTES;

/** Free space below which the log must not fill the disk: twice what it may grow to elsewhere. */
const TIGHT_BYTES = 2 * TOO_LONG_WAL_BYTES;
/** Length above which the log is emptied at once on a disk with so little room: 256 KiB. */
const TIGHT_WAL_BYTES = 256 * 1024;

/**
 * Whether the write-ahead log of a database should be copied into it: when nobody writes, or at once. `tight`: at once, and
 * cut to nothing, because the disk is nearly full: once it is, there is no room to copy the log into the file either.
 */
export function checkpointDue(file: string): 'no' | 'idle' | 'now' | 'tight' {
  const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size > TIGHT_WAL_BYTES && freeBytes(file) < TIGHT_BYTES) return 'tight';
  if (size < LONG_WAL_BYTES) return 'no';
  return size < TOO_LONG_WAL_BYTES ? 'idle' : 'now';
}

/** Room on the disk of a file, bytes; without end where the system does not tell. */
function freeBytes(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(file);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}

/** Copies the write-ahead log into the file. Never waits for readers, loses nothing if it stops. */
export function checkpoint(db: Db): void {
  reached('checkpoint.begun');
  db.pragma('wal_checkpoint(PASSIVE)');
  reached('checkpoint.done');
}

/**
 * Copies the write-ahead log into the file and cuts it to nothing, so that no page of before a deletion stays in it.
 * Never waits: with a reader in the way the log stays for the next time.
 */
export function emptyLog(db: Db): void {
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('busy_timeout=0');
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma(`busy_timeout=${patience}`);
  }
}

/** The version of the SQLite in use, e.g. `3.53.4`. */
export function sqliteVersion(db: Db): string {
  return db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '0';
}

/** Whether a SQLite of this version has no WAL-reset race (≥ 3.51.3). */
export function isRecent(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of MIN_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

function fail(message: string): never {
  throw new SandtableError('INTERNAL', message);
}

function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** SQLite's words for a disk that failed while it was written to. */
const WRITING_FAILED = /^SQLITE_IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|SHMSIZE|SHMOPEN)$/;

/** What SQLite or the file system threw, as an error for people where there is one; otherwise unchanged. */
export function mapStorageError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new SandtableError('DISK_FULL', 'no space left; the last change was not saved');
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new SandtableError('REPLICA_DAMAGED', 'a page of the replica is damaged');
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new SandtableError('REPLICA_BUSY', 'another program holds the replica');
  }
  if (code.startsWith('SQLITE_READONLY') || WRITING_FAILED.test(code)) {
    return new SandtableError('DISK_FAILED', `the replica cannot be written: ${code}`);
  }
  if (code.startsWith('SQLITE_CANTOPEN')) {
    return new SandtableError('FILE_UNREADABLE', 'the replica cannot be opened');
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new SandtableError('FILE_UNREADABLE', 'the disk reported an error');
  }
  return error;
}
