import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyLog, openDatabase, type Db } from '#electron/replica/database';

/** Of a marker that is looked for in the raw bytes of a folder: the files that hold it. */
function filesWith(folder: string, marker: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(marker));
}

let folder: string;
let db: Db;
const MARKER = 'CANARY-华东医疗-7c1e';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-secrecy-'));
  db = openDatabase(join(folder, 'replica.db'), new Uint8Array(randomBytes(32)));
  db.exec('CREATE TABLE t (name TEXT)');
  db.prepare<[string]>('INSERT INTO t VALUES (?)').run(MARKER);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a database must answer; a flaw is put in through the same door. */
const faults = (): string[] => {
  const wanted = { cipher: 'chacha20', temp_store: 2, secure_delete: 1, synchronous: 2 };
  return Object.entries(wanted).flatMap(([name, value]) =>
    db.pragma(name, { simple: true }) === value ? [] : [name],
  );
};

describe('the files of a database', () => {
  it('are encrypted, overwrite what is deleted, keep temporary tables in memory', () => {
    expect(faults()).toEqual([]);
    db.pragma('temp_store=FILE');
    db.pragma('secure_delete=OFF');
    expect(faults()).toEqual(['temp_store', 'secure_delete']);
  });

  it('are read by their owner only', { skip: process.platform === 'win32' }, () => {
    const names = readdirSync(folder);
    expect(names).toContain('replica.db-wal');
    for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('hold no text that can be read, in the file or the log', () => {
    expect(filesWith(folder, MARKER)).toEqual([]);
    db.pragma('wal_checkpoint(PASSIVE)');
    expect(filesWith(folder, MARKER)).toEqual([]);
  });

  it('a text in a database without a key would be found', () => {
    const plain = new Database(join(folder, 'plain.db'));
    plain.exec('CREATE TABLE t (name TEXT)');
    plain.prepare<[string]>('INSERT INTO t VALUES (?)').run(MARKER);
    plain.close();
    expect(filesWith(folder, MARKER)).toContain('plain.db');
  });

  it('the log is cut to nothing, and not at the cost of a reader', () => {
    const log = (): number => statSync(join(folder, 'replica.db-wal')).size;
    expect(log()).toBeGreaterThan(0);
    emptyLog(db);
    expect(log()).toBe(0);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(10_000);
  });
});
