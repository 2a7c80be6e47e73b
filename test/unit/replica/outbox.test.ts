import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entityHistory } from '#electron/replica/history';
import { mutationsOf, type WaitingMutation } from '#electron/replica/mutations';
import type { ReadTx } from '#electron/replica/transaction';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

interface Body {
  readonly body: string;
  readonly mutations: number;
}
const bodies = (tx: ReadTx): Body[] => tx.all<Body>('SELECT * FROM outbox ORDER BY seq');
const sent = (tx: ReadTx): WaitingMutation[][] =>
  bodies(tx).map(({ body }) => mutationsOf(tx, body));
const owners = (count: number) =>
  replica
    .write((tx) => tx.newIds(count), null)
    .map((id, place) => ({ id, name: `负责人 ${place}`, team: place % 3 ? '华东' : null }));
const insert = (rows: readonly { id: string; name: string; team: string | null }[]): void =>
  replica.write((tx) => insertRows(tx, 'owner', rows), null, 'import.run');

describe('rows of an import', () => {
  test('are named in their bodies, and read out in full', () => {
    const rows = owners(450);
    insert(rows);
    const stored = replica.read(bodies, null);
    expect(stored.map(({ mutations }) => mutations)).toEqual([200, 200, 50]);
    for (const { body } of stored) {
      expect(body.length).toBeLessThan(400);
      expect(body).not.toContain('负责人');
    }
    const all = replica.read(sent, null).flat();
    expect(all.map(({ id, kind, base, set }) => ({ id, kind, base, set }))).toEqual(
      rows.map(({ id, name, team }) => ({
        id,
        kind: 'insert',
        base: 0,
        set: team === null ? { name } : { name, team },
      })),
    );
    expect(new Set(all.map(({ mid }) => mid)).size).toBe(450);
  });

  test('may have any ids, in any order', () => {
    const ids = ['b', 'a', '00000000000f', '000000000010', 'NaN', 'aN', '负责人'];
    insert(ids.map((id) => ({ id, name: id, team: null })));
    const [body] = replica.read(sent, null);
    expect(body?.map(({ id, set }) => [id, set])).toEqual(ids.map((id) => [id, { name: id }]));
  });

  test('of great length close a body early', () => {
    const rows = owners(30).map((row) => ({ ...row, name: '长'.repeat(30_000) }));
    insert(rows);
    const stored = replica.read(bodies, null);
    expect(stored.map(({ mutations }) => mutations)).toEqual([6, 6, 6, 6, 6]);
    expect(replica.read(sent, null).flat()).toHaveLength(30);
  });

  test('have one entry in the log and one line in their history, however many calls wrote them', () => {
    const rows = owners(30);
    replica.write((tx) => {
      insertRows(tx, 'owner', rows.slice(0, 10));
      insertRows(tx, 'owner', rows.slice(10));
    }, null);
    const entries = replica.read((tx) => tx.all('SELECT * FROM change_log'), null);
    expect(entries).toHaveLength(1);
    const lines = replica.read((tx) => entityHistory(tx, 'owner', rows[20]?.id ?? ''), null);
    expect(lines).toMatchObject([{ op: 'insert' }]);
    replica.undo();
    replica.redo();
    expect(replica.read((tx) => tx.get('SELECT sum(rows) AS n FROM action'), null)).toEqual({
      n: 90,
    });
  });

  test('go and come back in bodies that name them, each with the version it had', () => {
    const rows = owners(450);
    insert(rows);
    const edited = rows[300]?.id ?? '';
    replica.write((tx) => tx.update('owner', edited, { team: '华北' }), null);
    replica.undo();
    replica.undo();
    const stored = replica.read(bodies, null).slice(-4);
    expect(stored.map(({ mutations }) => mutations)).toEqual([200, 100, 1, 149]);
    for (const { body } of stored) expect(body.length).toBeLessThan(300);
    const gone = replica.read(sent, null).slice(-4).flat();
    expect(gone.map(({ id, kind, base }) => ({ id, kind, base }))).toEqual(
      rows.map(({ id }) => ({ id, kind: 'delete', base: id === edited ? 3 : 1 })),
    );
    expect(new Set(gone.map(({ mid }) => mid)).size).toBe(450);
    replica.redo();
    expect(replica.read(sent, null).at(-1)?.[0]).toMatchObject({ kind: 'restore', base: 2 });
  });

  test('columns computed here are not sent, nor is what a later column would hold by default', () => {
    const [id = ''] = replica.write((tx) => tx.newIds(1), null);
    replica.write(
      (tx) => insertRows(tx, 'owner', [{ id, name: '王芳', pinyin: 'wangfang' }]),
      null,
    );
    replica.write((tx) => tx.update('owner', id, { team: '华南' }), null);
    expect(replica.read(sent, null)[0]).toMatchObject([{ set: { name: '王芳' } }]);
  });
});

test('bodies from before rows were named are still read', () => {
  const body = JSON.stringify({
    entity: 'owner',
    kind: 'insertMany',
    at: '2026-11-23T02:00:00.000Z',
    mid: '0192f5c8-7a3b-7c21-9f0e-0d5ba1c2d3e4',
    columns: ['name', 'team'],
    rows: [
      ['a', '王芳', null],
      ['b', '李强', '华东'],
    ],
  });
  expect(replica.read((tx) => mutationsOf(tx, body), null)).toEqual([
    {
      mid: '0192f5c8-7a3b-7c21-9f0e-0d5ba1c2d3e4',
      entity: 'owner',
      id: 'a',
      kind: 'insert',
      base: 0,
      set: { name: '王芳' },
      at: '2026-11-23T02:00:00.000Z',
    },
    expect.objectContaining({
      mid: '0192f5c8-7a3b-7c21-9f0e-0d5ba1c2d3e5',
      id: 'b',
      set: { name: '李强', team: '华东' },
    }),
  ]);
});

type Step =
  | {
      readonly kind: 'import' | 'edit' | 'editAll' | 'remove';
      readonly size: number;
      readonly name: string | null;
    }
  | { readonly kind: 'undo' | 'redo' | 'reopen' };

const nameArb = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }));
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('import', 'edit', 'editAll', 'remove'),
    // Above twenty mutations an action sends batches.
    size: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constant(25)),
    name: nameArb,
  }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'reopen' as const) }),
);

/** Does one step; an import is edited once more by the action that made it. */
function act(one: TestReplica, step: Step): void {
  if (!('size' in step)) {
    if (step.kind === 'reopen') return one.reopen();
    try {
      one[step.kind]();
    } catch {
      // Nothing to take back or repeat, or something is in the way: then nothing changed.
    }
    return;
  }
  one.write((tx) => {
    const live = tx.all<{ id: string }>(
      'SELECT id FROM owner WHERE deleted_at IS NULL ORDER BY id',
    );
    if (step.kind === 'import') {
      const ids = tx.newIds(step.size);
      const { name } = step;
      insertRows(
        tx,
        'owner',
        ids.map((id) => ({ id, name: name ?? '甲', team: name, pinyin: 'x' })),
      );
      tx.update('owner', ids[0] ?? '', { team: '当场改' });
    } else if (step.kind === 'edit') {
      for (const { id } of live.slice(0, step.size)) {
        tx.update('owner', id, { name: step.name ?? '乙', team: step.name, region: '华东' });
      }
    } else if (step.kind === 'editAll') {
      tx.updateMany(
        'owner',
        live.map(({ id }, place) => ({
          id,
          set:
            place % step.size ? { team: step.name } : { name: step.name ?? '丙', region: '华南' },
        })),
      );
    } else {
      const found = live.at(step.size % Math.max(1, live.length));
      if (found) tx.remove('owner', found.id);
    }
  }, null);
}

test('whatever happens to rows later, a body gives the mutations that it gave at first', () => {
  fc.assert(
    fc.property(fc.array(stepArb, { maxLength: 20 }), (steps) => {
      const one = openTestReplica();
      try {
        let known: WaitingMutation[][] = [];
        for (const step of steps) {
          act(one, step);
          const now = one.read(sent, null);
          expect(now.slice(0, known.length)).toEqual(known);
          known = now;
        }
        replay(one, known.flat());
      } finally {
        one.close();
      }
    }),
    { numRuns: 40 },
  );
});

/** Done elsewhere in their order, the mutations make the same rows. */
function replay(one: TestReplica, all: readonly WaitingMutation[]): void {
  const rows = new Map<string, Record<string, unknown>>();
  for (const { id, kind, set, base } of all) {
    const row = rows.get(id) ?? { name: null, team: null, region: null };
    const gone = kind === 'delete' || (kind === 'update' && row['gone'] === true);
    rows.set(id, { ...row, ...set, gone, version: base + 1 });
  }
  const expected = one.read(
    (tx) =>
      tx.all<{ id: string; deleted_at: number | null }>(
        'SELECT id, name, team, region, version, deleted_at FROM owner ORDER BY id',
      ),
    null,
  );
  expect([...rows].map(([id, row]) => ({ id, ...row })).toSorted(byId)).toEqual(
    expected.map(({ deleted_at: at, ...row }) => ({ ...row, gone: at !== null })).toSorted(byId),
  );
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
