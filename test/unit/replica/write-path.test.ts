import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entityHistory, listActions, replicaStatus } from '#electron/replica/history';
import { mutationsOf, type WaitingMutation } from '#electron/replica/mutations';
import type { ReadTx, WriteTx } from '#electron/replica/transaction';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

const opportunity = (
  id: string,
  name = '数控系统升级',
): Record<string, string | number | null> => ({
  id,
  pipeline_id: 'p',
  name,
  stage: 'lead_captured',
  outcome: 'open',
  amount_minor: 100,
  region: null,
});
const outbox = (tx: ReadTx): WaitingMutation[] =>
  tx
    .all<{ body: string }>('SELECT body FROM outbox ORDER BY seq')
    .flatMap((row) => mutationsOf(tx, row.body));
const count = (tx: ReadTx, table: string): number =>
  tx.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? -1;

test('one edit is a row, a log entry and a mutation, or nothing at all', () => {
  replica.write((tx) => tx.insert('opportunity', opportunity('o1')), null, 'pipeline.create');
  const edit = (tx: WriteTx): string[] =>
    tx.update('opportunity', 'o1', { amount_minor: 250, region: null }, { reason: '客户加购' });
  expect(replica.write(edit, null, 'pipeline.update')).toEqual(['amount_minor']);

  const sent = replica.read(outbox, null);
  expect(sent).toMatchObject([
    { kind: 'insert', base: 0, set: { name: '数控系统升级' } },
    {
      kind: 'update',
      base: 1,
      set: { amount_minor: 250 },
      was: { amount_minor: 100 },
      why: '客户加购',
    },
  ]);
  expect(replica.read((tx) => entityHistory(tx, 'opportunity', 'o1'), null)).toMatchObject([
    { kind: 'pipeline.update', op: 'update', reason: '客户加购', fields: [{ was: 100, now: 250 }] },
    { kind: 'pipeline.create', op: 'insert' },
  ]);

  const before = replica.read((tx) => [count(tx, 'outbox'), count(tx, 'change_log')], null);
  const broken = (tx: WriteTx): void => {
    tx.update('opportunity', 'o1', { amount_minor: 300 });
    throw new Error('after writing');
  };
  expect(() => replica.write(broken, null)).toThrow('after writing');
  const after = replica.read((tx) => [count(tx, 'outbox'), count(tx, 'change_log')], null);
  expect(after).toEqual(before);
  expect(replica.read((tx) => tx.get('SELECT amount_minor FROM opportunity'), null)).toEqual({
    amount_minor: 250,
  });
});

test('mutations of one record follow each other; the chain is in after_mid', () => {
  replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
  replica.write((tx) => tx.update('owner', 'w', { name: 'b' }), null);
  replica.write((tx) => tx.insert('owner', { id: 'v', name: 'c' }), null);
  const rows = replica.read(
    (tx) => tx.all<{ mid: string; after_mid: string | null }>('SELECT * FROM outbox ORDER BY seq'),
    null,
  );
  expect(rows.map((row) => row.after_mid)).toEqual([null, rows[0]?.mid, null]);
});

test('an update names the version it was made from', () => {
  replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
  const stale = (tx: WriteTx): string[] =>
    tx.update('owner', 'w', { name: 'b' }, { expectedVersion: 7 });
  expect(() => replica.write(stale, null)).toThrow(
    expect.objectContaining({ code: 'CONFLICT_VERSION' }),
  );
  const missing = (tx: WriteTx): string[] => tx.update('owner', 'nobody', { name: 'b' });
  expect(() => replica.write(missing, null)).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
});

test('writing what is there already writes nothing', () => {
  replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
  expect(replica.write((tx) => tx.update('owner', 'w', { name: 'a' }), null)).toEqual([]);
  expect(replica.read((tx) => listActions(tx, { limit: 10 }), null)).toHaveLength(1);
});

test('a derived column is not sent, and alone changes neither the version nor the outbox', () => {
  replica.write((tx) => tx.insert('owner', { id: 'w', name: '王芳', pinyin: 'wf' }), null);
  replica.write((tx) => tx.update('owner', 'w', { pinyin: 'wangfang' }), null);
  expect(replica.read((tx) => tx.get('SELECT version, pinyin FROM owner'), null)).toEqual({
    version: 1,
    pinyin: 'wangfang',
  });
  const sent = replica.read(outbox, null);
  expect(sent.map((mutation) => mutation.set)).toEqual([{ name: '王芳' }]);
});

test('a deleted record stays as a tombstone and can no longer be edited', () => {
  replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
  replica.write((tx) => tx.remove('owner', 'w', { reason: '离职' }), null);
  expect(replica.read(outbox, null).at(-1)).toMatchObject({ kind: 'delete', base: 1, why: '离职' });
  const edit = (tx: WriteTx): string[] => tx.update('owner', 'w', { name: 'b' });
  expect(() => replica.write(edit, null)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

describe('many rows', () => {
  const rows = Array.from({ length: 450 }, (_, index) => opportunity(`o${index}`, `商机 ${index}`));

  test('become one action, one log entry and bodies of at most 200 mutations', () => {
    replica.write((tx) => insertRows(tx, 'opportunity', rows), null, 'import.run');
    const bodies = replica.read(
      (tx) => tx.all<{ body: string; mutations: number }>('SELECT * FROM outbox ORDER BY seq'),
      null,
    );
    expect(bodies.map((body) => body.mutations)).toEqual([200, 200, 50]);
    expect(replica.read((tx) => count(tx, 'change_log'), null)).toBe(1);
    expect(replica.read((tx) => replicaStatus(tx), null).pending).toBe(450);
    const sent = replica.read(outbox, null);
    expect(new Set(sent.map((mutation) => mutation.mid)).size).toBe(450);
    expect(sent[449]).toMatchObject({ id: 'o449', kind: 'insert', set: { name: '商机 449' } });
    expect(replica.read((tx) => entityHistory(tx, 'opportunity', 'o7'), null)).toMatchObject([
      { op: 'insert', kind: 'import.run' },
    ]);
  });

  test('must have a cell for every column', () => {
    const odd = (tx: WriteTx): void => tx.insertMany('owner', ['id', 'name'], [['a', '甲'], ['b']]);
    expect(() => replica.write(odd, null)).toThrow(/more or fewer/);
    expect(replica.read((tx) => count(tx, 'owner'), null)).toBe(0);
  });

  test.each([['id', 'no_such'], ['id', 'version'], ['name']])(
    'must have an id and known columns: %s, %s',
    (...columns) => {
      const odd = (tx: WriteTx): void => tx.insertMany('owner', columns, [columns]);
      expect(() => replica.write(odd, null)).toThrow(/no column|needs an id/);
    },
  );

  test('edited at once travel as batches', () => {
    replica.write((tx) => insertRows(tx, 'opportunity', rows), null);
    const edit = (tx: WriteTx): void => {
      for (const row of rows) tx.update('opportunity', String(row['id']), { amount_minor: 5 });
    };
    replica.write(edit, null);
    const bodies = replica.read(
      (tx) => tx.all<{ mutations: number }>('SELECT mutations FROM outbox ORDER BY seq'),
      null,
    );
    expect(bodies.map((body) => body.mutations)).toEqual([200, 200, 50, 200, 200, 50]);
  });
});

describe('the doors that stay shut', () => {
  test.each([
    'INSERT INTO opportunity (id) VALUES (1)',
    'UPDATE owner SET name = 1',
    'DELETE FROM change_log',
    'WITH x AS (SELECT 1) DELETE FROM outbox',
    'DROP TABLE setting',
  ])('runLocal refuses %s', (sql) => {
    expect(() => replica.write((tx) => tx.runLocal(sql), null)).toThrow(/refuses/);
  });

  test('a read cannot write', () => {
    expect(() =>
      replica.read((tx) => tx.all("INSERT INTO setting VALUES ('a', '1')"), null),
    ).toThrow(/must not write/);
  });

  test.each(['version', 'created_action', 'deleted_at', 'id', 'no_such'])(
    'a caller cannot set %s',
    (column) => {
      replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
      expect(() => replica.write((tx) => tx.update('owner', 'w', { [column]: 9 }), null)).toThrow(
        /cannot be set/,
      );
    },
  );
});

test('local tables are written without an entry in the history, and told to the views', () => {
  const save = (tx: WriteTx): number =>
    tx.runLocal("INSERT INTO setting (key, value) VALUES ('a', ?)", ['1']);
  const written = replica.engine.write('test', save, null);
  expect(written).toEqual({
    output: 1,
    changes: { entities: ['setting'], ids: [], actionId: null },
  });
  expect(replica.read((tx) => listActions(tx, { limit: 10 }), null)).toEqual([]);
});

test('nothing readable reaches the disk', () => {
  const secret = '绝密客户名称ZYX-canary';
  replica.write((tx) => tx.insert('owner', { id: 'w', name: secret }), null);
  for (const name of ['replica.db', 'replica.db-wal', 'replica.db-shm']) {
    const bytes = readFileSync(join(replica.folder, name));
    const found = [secret, 'canary', 'SQLite format 3'].filter((text) => bytes.includes(text));
    expect({ name, found }).toEqual({ name, found: [] });
  }
});

test('dataVersion differs after a commit', () => {
  const before = replica.read((tx) => tx.dataVersion, null);
  replica.write((tx) => tx.insert('owner', { id: 'w', name: 'a' }), null);
  expect(replica.read((tx) => tx.dataVersion, null)).not.toBe(before);
});

test('on a full disk the edit is refused, everything stays readable, and work goes on when there is room', () => {
  const fill = (tx: WriteTx): void => {
    const rows = Array.from({ length: 2000 }, (_, index) => opportunity(`x${index}`, '占满磁盘'));
    insertRows(tx, 'opportunity', rows);
  };
  replica.write((tx) => tx.insert('owner', { id: 'w', name: '王芳' }), null);
  const { db } = replica.engine.connection;
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count=${pages + 5}`);
  expect(() => replica.write(fill, null)).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
  expect(replica.read((tx) => tx.all('SELECT name FROM owner'), null)).toEqual([{ name: '王芳' }]);
  expect(replica.read((tx) => count(tx, 'opportunity'), null)).toBe(0);
  db.pragma('max_page_count=1000000');
  replica.write(fill, null);
  expect(replica.read((tx) => count(tx, 'opportunity'), null)).toBe(2000);
});
