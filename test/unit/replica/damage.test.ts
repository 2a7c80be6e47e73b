import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBackup } from '#electron/replica/backup';
import { backupName, listBackups } from '#electron/replica/backup-files';
import { openDatabase } from '#electron/replica/database';
import { Engine } from '#electron/replica/engine';
import { MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';

const PAGE = 8192;
const key = new Uint8Array(randomBytes(32));
let folder: string;
let file: string;
let sound: Buffer;

const open = (): ReturnType<typeof openReplicaFile> =>
  openReplicaFile(folder, key, MIGRATIONS, { now: 1, create: false });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-damage-'));
  file = join(folder, 'replica.db');
  const { db } = openReplicaFile(folder, key, MIGRATIONS, { now: 1, create: true });
  const rows = Array.from({ length: 400 }, (_, i) => [`w${i}`, `负责人 ${i}`]);
  const engine = new Engine(db, { id: 'u', name: 'u' }, () => 1);
  engine.write('fill', (tx) => tx.insertMany('owner', ['id', 'name'], rows), null);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  sound = readFileSync(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
  writeFileSync(file, sound);
});

test('one flipped bit in any page is noticed', () => {
  const pages = sound.length / PAGE;
  for (let page = 0; page < pages; page += 1) {
    const broken = Buffer.from(sound);
    const at = page * PAGE + 24 + ((page * 977) % (PAGE - 24));
    broken[at] = (broken[at] ?? 0) ^ (1 << (page % 8));
    writeFileSync(file, broken);
    expect(open, `page ${page + 1}`).toThrow(
      expect.objectContaining({ code: page === 0 ? 'KEY_WRONG' : 'REPLICA_DAMAGED' }),
    );
  }
});

test('a zeroed page is noticed', () => {
  const broken = Buffer.from(sound);
  broken.fill(0, 3 * PAGE, 4 * PAGE);
  writeFileSync(file, broken);
  expect(open).toThrow(expect.objectContaining({ code: 'REPLICA_DAMAGED' }));
});

test('a cut-off file is noticed', () => {
  truncateSync(file, sound.length - 2 * PAGE);
  expect(open).toThrow(expect.objectContaining({ code: 'REPLICA_DAMAGED' }));
});

test('a missing or empty file is not made anew', () => {
  rmSync(file);
  expect(open).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
  writeFileSync(file, '');
  expect(open).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
});

test('another key opens nothing and changes nothing', () => {
  const other = new Uint8Array(randomBytes(32));
  expect(() => openReplicaFile(folder, other, MIGRATIONS, { now: 1, create: true })).toThrow(
    expect.objectContaining({ code: 'KEY_WRONG' }),
  );
  expect(readFileSync(file).equals(sound)).toBe(true);
});

test('a log of another database is not taken in', () => {
  const elsewhere = join(folder, 'elsewhere.db');
  const other = openDatabase(elsewhere, key);
  other.exec('CREATE TABLE stranger (a)');
  copyFileSync(`${elsewhere}-wal`, `${file}-wal`);
  other.close();
  rmSync(elsewhere, { force: true });
  expect(open).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/DAMAGED|KEY|NOT_A/) }),
  );
});

test('backups are checked copies; three are kept, those before migrations besides', () => {
  const { db } = open();
  makeBackup(db, folder, key, { reason: 'migration', at: 1_000_000_000_000 });
  for (let day = 1; day <= 5; day += 1) {
    makeBackup(db, folder, key, { reason: 'daily', at: 1_000_000_000_000 + day });
  }
  db.close();
  const kept = listBackups(folder).map((backup) => backup.fileName);
  const daily = [5, 4, 3].map((day) => backupName(1_000_000_000_000 + day, 'daily'));
  expect(kept).toEqual([...daily, backupName(1_000_000_000_000, 'migration')]);
  const copy = openDatabase(join(folder, 'backups', kept[0] ?? ''), key, { readonly: true });
  expect(copy.prepare('SELECT count(*) AS n FROM owner').get()).toEqual({ n: 400 });
  copy.close();
  expect(readFileSync(join(folder, 'backups', kept[0] ?? '')).includes('负责人')).toBe(false);
});

test('a backup of a damaged replica fails and leaves no file', () => {
  const { db } = open();
  const names = listBackups(folder).map((backup) => backup.fileName);
  const broken = Buffer.from(sound);
  broken.fill(7, sound.length - 4 * PAGE);
  db.close();
  writeFileSync(file, broken);
  const torn = openDatabase(file, key);
  expect(() => makeBackup(torn, folder, key, { reason: 'manual', at: 2_000_000_000_000 })).toThrow(
    expect.objectContaining({ code: 'REPLICA_DAMAGED' }),
  );
  torn.close();
  expect(listBackups(folder).map((backup) => backup.fileName)).toEqual(names);
});
