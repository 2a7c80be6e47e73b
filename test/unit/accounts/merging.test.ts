import { assert, constantFrom, integer, property, record, subarray, array } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDuplicatesJob } from '#electron/pipeline/duplicates/find';
import { judge } from '#electron/pipeline/duplicates/judge';
import { compare } from '#electron/pipeline/merging/compare';
import { merge, merges } from '#electron/pipeline/merging/merge';
import { unmerge } from '#electron/pipeline/merging/unmerge';
import type { WriteTx } from '#electron/replica/transaction';
import { MERGE_FIELDS, type MergeField } from '#shared/pipeline/duplicates/merge-model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
  replica.write(fill, null);
});
afterEach(() => replica.close());

/** Two accounts that are one, and a third; each with people, deals and touchpoints. */
function fill(tx: WriteTx): void {
  tx.insert('pipeline', {
    id: 'p',
    name: '直销',
    currency: 'CNY',
    origin: 'manual',
    source_note: '',
  });
  const accounts = [
    { id: 'a', name: '博远科技有限公司', city: '上海', phone: '021-65529988', tax_id: null },
    {
      id: 'b',
      name: '上海博远科技',
      city: null,
      phone: '13800138000',
      tax_id: '91350100M000100Y43',
    },
    { id: 'c', name: '别的公司', city: null, phone: null, tax_id: null },
  ];
  for (const account of accounts) {
    const { id } = account;
    tx.insert('account', { ...account, pinyin: `py ${id}` });
    for (const n of [1, 2]) {
      const manager_id = n === 2 ? `k${id}1` : null;
      tx.insert('contact', {
        id: `k${id}${n}`,
        account_id: id,
        name: `人${id}${n}`,
        role: 'it',
        manager_id,
      });
      tx.insert('opportunity', {
        ...DEAL,
        id: `o${id}${n}`,
        account_id: id,
        contact_id: `k${id}${n}`,
        name: `单${id}${n}`,
      });
      tx.insert('touchpoint', {
        ...TOUCH,
        id: `t${id}${n}`,
        account_id: id,
        contact_id: `k${id}${n}`,
        body: `聊${id}${n}`,
      });
    }
  }
}
const DEAL = { pipeline_id: 'p', stage: 'lead_captured', outcome: 'open' };
const TOUCH = { channel: 'call', direction: 'inbound', at: 1 };

/** Everything that a person can see; versions and bookkeeping left out. */
function world(): Record<string, unknown[]> {
  const tables = ['account', 'contact', 'opportunity', 'touchpoint'];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      replica
        .read(
          (tx) =>
            tx.all<Record<string, unknown>>(
              `SELECT * FROM ${table} WHERE deleted_at IS NULL ORDER BY id`,
            ),
          null,
        )
        .map(({ version: _version, created_action: _action, ...row }) => row),
    ]),
  );
}
const versionOf = (kind: 'account' | 'contact', id: string): number =>
  replica.read(
    (tx) =>
      tx.get<{ version: number }>(`SELECT version FROM ${kind} WHERE id = ?`, [id])?.version ?? 0,
    null,
  );
function mergeTwo(
  survivor: string,
  merged: string,
  take: MergeField[] = [],
  kind: 'account' | 'contact' = 'account',
): string {
  const named = (id: string) => ({ id, version: versionOf(kind, id) });
  return replica.write(
    merge,
    { kind, survivor: named(survivor), merged: named(merged), take },
    'account.merge',
  ).id;
}
const accountOf = (table: string, id: string): unknown =>
  replica.read(
    (tx) => tx.get<{ at: unknown }>(`SELECT account_id AS at FROM ${table} WHERE id = ?`, [id])?.at,
    null,
  );

describe('merging', () => {
  test('the survivor takes the chosen fields and everything that hung on the other one, in one action', () => {
    const before = world();
    const id = mergeTwo('a', 'b', ['name', 'taxId']);
    const after = world();
    expect(after['account']).toEqual([
      {
        ...(before['account']?.[0] as object),
        name: '上海博远科技',
        pinyin: 'py b',
        tax_id: '91350100M000100Y43',
      },
      before['account']?.[2],
    ]);
    for (const [table, row] of [
      ['contact', 'kb1'],
      ['opportunity', 'ob2'],
      ['touchpoint', 'tb1'],
    ] as const) {
      expect(accountOf(table, row)).toBe('a');
    }
    expect(replica.read(merges, { survivor: null })).toMatchObject([
      {
        id,
        kind: 'account',
        survivor: 'a',
        survivorName: '博远科技有限公司',
        mergedName: '上海博远科技',
        state: 'merged',
        mergedBy: '林晓',
      },
    ]);
    replica.undo();
    expect(world()).toEqual(before);
    expect(replica.read(merges, { survivor: 'a' })).toEqual([]);
    replica.redo();
    expect(world()).toEqual(after);
  });

  test('a record that changed after the choice is not merged', () => {
    const input = {
      kind: 'account',
      survivor: { id: 'a', version: 1 },
      merged: { id: 'b', version: 1 },
      take: [],
    } as const;
    replica.write((tx) => tx.update('account', 'b', { city: '北京' }), null);
    const before = world();
    expect(() => replica.write(merge, { ...input, take: [] })).toThrow(
      expect.objectContaining({ code: 'CONFLICT_VERSION' }),
    );
    expect(() => mergeTwo('a', 'a')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(world()).toEqual(before);
  });

  test('of two people one remains, and nobody reports to himself', () => {
    const before = world();
    const id = mergeTwo('ka2', 'ka1', ['name'], 'contact');
    const person = replica.read(
      (tx) => tx.get('SELECT name, manager_id FROM contact WHERE id = ?', ['ka2']),
      null,
    );
    expect(person).toEqual({ name: '人a1', manager_id: null });
    expect(
      replica.read(
        (tx) => tx.get('SELECT contact_id FROM opportunity WHERE id = ?', ['oa1']),
        null,
      ),
    ).toEqual({ contact_id: 'ka2' });
    replica.write(unmerge, { id });
    expect(world()).toEqual(before);
  });

  test('side by side: fields, names in place of ids, what would move', () => {
    expect(replica.read(compare, { kind: 'account', one: 'a', other: 'b' })).toMatchObject({
      one: { id: 'a', contacts: 2, opportunities: 2, touchpoints: 2 },
      fields: expect.arrayContaining([{ field: 'taxId', one: null, other: '91350100M000100Y43' }]),
    });
    const people = replica.read(compare, { kind: 'contact', one: 'ka1', other: 'ka2' });
    expect(people.fields).toContainEqual({ field: 'manager', one: null, other: '人a1' });
    expect(people.one).toMatchObject({ contacts: 1, opportunities: 1, touchpoints: 1 });
  });
});

describe('taking apart', () => {
  test('later rows stay and are named, moved ones stay where they were put, changed fields stay', () => {
    const id = mergeTwo('a', 'b', ['phone', 'taxId']);
    replica.write((tx) => {
      tx.insert('opportunity', { ...DEAL, id: 'new', account_id: 'a', name: '后来的单' });
      tx.update('opportunity', 'ob1', { account_id: 'c' });
      tx.update('opportunity', 'ob2', { name: '改了名' });
      tx.remove('touchpoint', 'tb1');
      tx.update('account', 'a', { phone: '010-88889999', industry: '化工' });
    }, null);
    const merged = world();
    const done = replica.write(unmerge, { id }, 'account.unmerge');
    expect(done).toEqual({
      mergedId: 'b',
      mergedName: '上海博远科技',
      back: 4,
      elsewhere: 2,
      stayed: 1,
      stayedNames: ['后来的单'],
      keptFields: ['phone'],
    });
    expect(accountOf('opportunity', 'ob1')).toBe('c');
    expect(accountOf('opportunity', 'ob2')).toBe('b');
    expect(accountOf('opportunity', 'new')).toBe('a');
    const account = replica.read(
      (tx) => tx.get('SELECT phone, tax_id, industry FROM account WHERE id = ?', ['a']),
      null,
    );
    expect(account).toEqual({ phone: '010-88889999', tax_id: null, industry: '化工' });
    expect(replica.read(merges, { survivor: 'a' })).toMatchObject([
      { state: 'unmerged', unmergedBy: '林晓' },
    ]);
    expect(() => replica.write(unmerge, { id })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    replica.undo();
    expect(world()).toEqual(merged);
  });

  test('a survivor that was merged itself must be taken apart first', () => {
    const before = world();
    const first = mergeTwo('a', 'b');
    const second = mergeTwo('c', 'a');
    expect(() => replica.write(unmerge, { id: first })).toThrow(
      expect.objectContaining({ code: 'UNMERGE_SURVIVOR_GONE' }),
    );
    replica.write(unmerge, { id: second });
    replica.write(unmerge, { id: first });
    expect(world()).toEqual(before);
  });

  test('two merges of one survivor can be taken apart in any order', () => {
    const before = world();
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const ids = [
        mergeTwo('a', 'b', ['name', 'phone', 'city']),
        mergeTwo('a', 'c', ['name', 'phone', 'city']),
      ];
      for (const at of order) replica.write(unmerge, { id: ids[at] ?? '' });
      expect(world()).toEqual(before);
    }
  });

  test('merging and taking apart is nothing, whatever happened to other rows', () => {
    const others = ['c', 'kc1', 'kc2', 'oc1', 'oc2', 'tc1'] as const;
    const step = record({
      id: constantFrom(...others),
      text: integer({ min: 0, max: 99 }),
      what: constantFrom('change', 'remove', 'undo'),
    });
    assert(
      property(
        subarray([...MERGE_FIELDS.account]),
        array(step, { maxLength: 6 }),
        constantFrom(['a', 'b'] as const, ['b', 'a'] as const),
        (take, steps, [survivor, merged]) => {
          const own = openTestReplica();
          const outer = replica;
          replica = own;
          try {
            own.write(fill, null);
            const before = world();
            const id = mergeTwo(survivor, merged, take);
            const touched = new Set<string>();
            for (const { id: row, text, what } of steps) {
              const table = (
                { c: 'account', k: 'contact', o: 'opportunity', t: 'touchpoint' } as const
              )[row.charAt(0) as 'c' | 'k' | 'o' | 't'];
              const live = own.read(
                (tx) => tx.get(`SELECT 1 FROM ${table} WHERE id = ? AND deleted_at IS NULL`, [row]),
                null,
              );
              if (live === undefined) continue;
              own.write((tx) => {
                if (what === 'remove') tx.remove(table, row);
                else if (table === 'touchpoint') tx.update(table, row, { body: `改${text}` });
                else tx.update(table, row, { name: `改${text}` });
              }, null);
              if (what === 'undo') own.undo();
              else touched.add(row);
            }
            const done = own.write(unmerge, { id });
            expect(done).toMatchObject({ back: 6, elsewhere: 0, stayed: 0, keptFields: [] });
            const untouched = (all: Record<string, unknown[]>) =>
              Object.values(all)
                .flat()
                .filter((row) => !touched.has((row as { id: string }).id));
            expect(untouched(world())).toEqual(untouched(before));
          } finally {
            replica = outer;
            own.close();
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('the queue', () => {
  const found = () => replica.readJob(findDuplicatesJob, { kind: 'account' });
  test('different is remembered, later comes last, undo asks again', async () => {
    expect(await found()).toMatchObject({
      records: 3,
      total: 1,
      pairs: [{ score: 77, later: false, a: { id: 'a' }, b: { id: 'b' } }],
    });
    replica.write(judge, { kind: 'account', a: 'b', b: 'a', verdict: 'later' });
    expect(await found()).toMatchObject({ pairs: [{ later: true }] });
    replica.write(judge, { kind: 'account', a: 'a', b: 'b', verdict: 'different' });
    expect(await found()).toMatchObject({ total: 0, pairs: [] });
    replica.undo();
    expect(await found()).toMatchObject({ pairs: [{ later: true }] });
    expect(() =>
      replica.write(judge, { kind: 'account', a: 'a', b: 'x', verdict: 'later' }),
    ).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
  test('what was merged is no pair any more', async () => {
    mergeTwo('a', 'b');
    expect(await found()).toMatchObject({ records: 2, total: 0 });
  });

  test('people are looked for among their own kind', async () => {
    const person = { account_id: 'c', role: 'it', name: '王伟' };
    replica.write((tx) => {
      tx.insert('contact', { ...person, id: 'w1', phone: '13800138000' });
      tx.insert('contact', { ...person, id: 'w2', phone: '+86 138 0013 8000' });
      tx.insert('contact', { ...person, id: 'w3', account_id: 'a' });
    }, null);
    const { pairs } = await replica.readJob(findDuplicatesJob, { kind: 'contact' });
    expect(pairs).toEqual([
      {
        a: { id: 'w1', name: '王伟' },
        b: { id: 'w2', name: '王伟' },
        score: 99,
        reasons: ['personSame', 'phoneSame', 'accountSame'],
        later: false,
      },
    ]);
  });
});
