import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeBackup } from '#electron/replica/backup';
import { Engine } from '#electron/replica/engine';
import { readMark } from '#electron/replica/journal/mark';
import { Recorder, valueOf } from '#electron/replica/journal/recorder';
import { framesAfter, readSegments } from '#electron/replica/journal/segments';
import { MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';
import { journalFolder, replicaFile } from '#electron/replica/paths';
import { recoverReplica } from '#electron/replica/recovery/recover';
import { salvageReplica } from '#electron/replica/recovery/salvage';
import { findBase, isCovered } from '#electron/replica/recovery/survey';
import { putBackInPlace } from '#electron/workspace/restore';

const PAGE = 8192;
const key = new Uint8Array(randomBytes(32));
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandtable-journal-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (now = 1) => {
  const file = openReplicaFile(folder, key, MIGRATIONS, { now, create: true });
  const engine = new Engine(file.db, { id: 'u', name: '林晓' }, Date.now, file.journal);
  const close = (): void => {
    file.db.pragma('wal_checkpoint(TRUNCATE)');
    file.db.close();
    file.journal?.close();
  };
  return { ...file, engine, close };
};
const add = (engine: Engine, id: string): void =>
  void engine.write(`add ${id}`, (tx) => tx.insert('owner', { id, name: `负责人 ${id}` }), null);
const owners = (engine: Engine): string[] =>
  engine
    .read((tx) => tx.all<{ id: string }>('SELECT id FROM owner WHERE deleted_at IS NULL'), null)
    .map((row) => row.id);
const everything = (engine: Engine): unknown[] =>
  ['owner', 'action', 'change_log', 'outbox', 'setting', 'journal_mark'].map((table) =>
    engine.read((tx) => tx.all(`SELECT * FROM ${table}`), null),
  );
const segments = (): string[] =>
  readdirSync(journalFolder(folder)).map((name) => join(journalFolder(folder), name));
const loseDatabase = (): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(replicaFile(folder) + suffix, { force: true });
};

test('without database and backups the journal alone gives back every row, action and waiting change', () => {
  const first = open();
  add(first.engine, 'a');
  first.engine.write(
    'both',
    (tx) => {
      tx.update('owner', 'a', { name: '改' }, { reason: '更正' });
      tx.runLocal('INSERT INTO setting (key, value) VALUES (?1, ?2)', ['k', '{"n":1}']);
    },
    null,
  );
  first.engine.write('many', (tx) => tx.insertMany('owner', ['id', 'name'], [['m', '多']]), null);
  first.engine.revert('undo');
  first.engine.revert('redo');
  first.close();
  const second = open();
  add(second.engine, 'b');
  const before = everything(second.engine);
  second.close();
  loseDatabase();
  expect(recoverReplica(folder, key, MIGRATIONS, { now: 5 })).toMatchObject({
    backup: null,
    beyond: 0,
  });
  const again = open();
  expect(everything(again.engine)).toEqual(before);
  expect(again.engine.revert('undo').output.kind).toBe('add b');
  again.close();
});

test('a backup and the journal after it give back the present, whatever file was damaged', () => {
  const { engine, db, close } = open();
  add(engine, 'a');
  makeBackup(db, folder, key, { reason: 'daily', at: 1_800_000_000_000 });
  add(engine, 'b');
  close();
  truncateSync(replicaFile(folder), 3 * PAGE);
  const base = recoverReplica(folder, key, MIGRATIONS, { now: 5 });
  expect(base.backup?.at).toBe(1_800_000_000_000);
  expect(base.frames).toHaveLength(1);
  const again = open();
  expect(owners(again.engine)).toEqual(['a', 'b']);
  again.close();
  expect(statSync(join(folder, 'replica.damaged-5.db')).size).toBe(3 * PAGE);
});

test('a refused command leaves no trace, and its position is used again', () => {
  const { engine, db, close } = open();
  add(engine, 'a');
  expect(() => add(engine, 'a')).toThrow('UNIQUE');
  add(engine, 'b');
  expect(readMark(db)?.position).toBe(2);
  close();
  const [segment] = readSegments(folder, key);
  expect(segment?.frames.map((frame) => frame.kind)).toEqual(['add a', 'add b']);
});

test('what only the journal holds is repeated at the next opening', () => {
  const first = open();
  add(first.engine, 'a');
  first.close();
  const old = readFileSync(replicaFile(folder));
  const second = open();
  add(second.engine, 'b');
  second.close();
  loseDatabase();
  writeFileSync(replicaFile(folder), old);
  const again = open();
  expect(again.repeated).toBe(1);
  expect(owners(again.engine)).toEqual(['a', 'b']);
  again.close();
});

test('a large transaction is only named: until a backup is made the replica is not covered', () => {
  const { engine, db, journal, close } = open();
  add(engine, 'a');
  expect(isCovered(db, folder, key, null)).toBe(true);
  const rows = Array.from({ length: 4500 }, (_, n) => [`r${n}`, 'x'.repeat(1000)]);
  engine.write('large', (tx) => tx.insertMany('owner', ['id', 'name'], rows), null);
  expect(journal?.takeUncovered()).toBe(true);
  expect(segments().reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(10_000);
  expect(isCovered(db, folder, key, null)).toBe(false);
  add(engine, 'b');
  expect(findBase(folder, key)).toMatchObject({ beyond: 2 });
  makeBackup(db, folder, key, { reason: 'import', at: 1_800_000_000_000 });
  expect(isCovered(db, folder, key, null)).toBe(true);
  add(engine, 'c');
  close();
  loseDatabase();
  expect(recoverReplica(folder, key, MIGRATIONS, { now: 5 })).toMatchObject({ beyond: 0 });
  const again = open();
  expect(owners(again.engine)).toHaveLength(4503);
  again.close();
});

test('a replica older than its journal, with a gap between, is not opened as if nothing were missing', () => {
  const first = open();
  add(first.engine, 'a');
  first.close();
  const old = readFileSync(replicaFile(folder));
  const second = open();
  add(second.engine, 'b');
  second.close();
  const third = open();
  add(third.engine, 'c');
  third.close();
  loseDatabase();
  writeFileSync(replicaFile(folder), old);
  rmSync(segments()[1] ?? '');
  expect(open).toThrow(
    expect.objectContaining({ code: 'REPLICA_DAMAGED', details: { journalAhead: 1 } }),
  );
});

test('another key, a flipped bit and a cut end are noticed; what comes before is still read', () => {
  const { engine, close } = open();
  add(engine, 'a');
  add(engine, 'b');
  close();
  const [file = ''] = segments();
  const sound = readFileSync(file);
  expect(sound.includes('负责人')).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kinds = (): string[] => readSegments(folder, key)[0]?.frames.map((one) => one.kind) ?? [];
  expect(readSegments(folder, new Uint8Array(32))[0]).toMatchObject({ frames: [], whole: false });
  for (let at = 8; at < sound.length; at += 37) {
    const broken = Buffer.from(sound);
    broken[at] = (broken[at] ?? 0) ^ 4;
    writeFileSync(file, broken);
    expect(['add a', 'add b'].slice(0, kinds().length)).toEqual(kinds());
    expect(kinds().length).toBeLessThan(2);
  }
  writeFileSync(file, sound);
  truncateSync(file, sound.length - 5);
  expect(kinds()).toEqual(['add a']);
  writeFileSync(file, sound);
  appendFileSync(file, sound.subarray(64));
  expect(kinds()).toEqual(['add a', 'add b']);
});

test('a journal of another workspace is not taken in', () => {
  const { engine, close } = open();
  add(engine, 'a');
  close();
  const elsewhere = framesAfter(readSegments(folder, key), 'f'.repeat(32), 1);
  expect(elsewhere).toEqual({ frames: [], beyond: 0 });
});

test('backups make the journal short', () => {
  for (let day = 0; day < 6; day += 1) {
    const { engine, db, close } = open();
    add(engine, `d${day}`);
    makeBackup(db, folder, key, { reason: 'daily', at: 1_800_000_000_000 + day });
    close();
  }
  expect(segments().length).toBeLessThanOrEqual(3);
});

test('salvage brings over every row that lies on a sound page', () => {
  const { engine, close } = open();
  const rows = Array.from({ length: 3000 }, (_, n) => [`r${n}`, `负责人 ${n} ${'x'.repeat(100)}`]);
  engine.write('fill', (tx) => tx.insertMany('owner', ['id', 'name'], rows), null);
  close();
  const file = readFileSync(replicaFile(folder));
  const torn = Math.floor(file.length / PAGE / 2);
  file.fill(0, torn * PAGE, (torn + 1) * PAGE);
  writeFileSync(replicaFile(folder), file);
  expect(open).toThrow(expect.objectContaining({ code: 'REPLICA_DAMAGED' }));
  const tables = salvageReplica(folder, key, MIGRATIONS, { now: 9 });
  const again = open();
  const kept = owners(again.engine).length;
  expect(kept).toBeGreaterThan(2800);
  expect(tables.find((one) => one.table === 'owner')?.rows).toBe(kept);
  add(again.engine, 'new');
  again.close();
});

test.each([[7n], [new Uint8Array([1, 2, 255])], ['文'], [1.5], [null]])(
  'a bound value %s comes back as it was',
  (value) => {
    const recorder = new Recorder();
    recorder.add('INSERT', [value], 'last');
    const text = JSON.stringify(recorder.take());
    const { runs } = JSON.parse(text) as NonNullable<ReturnType<Recorder['take']>>;
    expect(runs[0]?.slice(1).map((one) => valueOf(one))).toEqual([value, 'last']);
  },
);

test.each([
  ['restored', (backup: string) => putBackInPlace(folder, backup, 7)],
  ['salvaged', () => salvageReplica(folder, key, MIGRATIONS, { now: 7 })],
] as const)(
  'what is written right after a replica was %s outlives the loss of its database',
  (_how, comeBack) => {
    const first = open();
    add(first.engine, 'a');
    const { fileName } = makeBackup(first.db, folder, key, {
      reason: 'manual',
      at: 1_700_000_000_000,
    });
    add(first.engine, 'left behind');
    first.close();
    comeBack(fileName);
    const second = open(1_700_000_000_001);
    add(second.engine, 'b');
    expect(isCovered(second.db, folder, key, null)).toBe(true);
    const before = everything(second.engine);
    second.close();
    loseDatabase();
    recoverReplica(folder, key, MIGRATIONS, { now: 8 });
    const third = open();
    expect(owners(third.engine)).toContain('b');
    expect(everything(third.engine)).toEqual(before);
    third.close();
  },
);
