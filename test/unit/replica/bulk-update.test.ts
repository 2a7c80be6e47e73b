import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { entityHistory, listActions } from '#electron/replica/history';
import { mutationsOf } from '#electron/replica/mutations';
import type { ReadTx, Row, WriteTx } from '#electron/replica/transaction';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

const ROWS = 60;
const ids = Array.from({ length: ROWS }, (_none, place) => `负责人 "${place}"`);

/** Few values, so that rows become alike; any characters, so that none is lost on the way. */
const textArb = fc.oneof(
  fc.constantFrom('甲', '乙', '\u0000', '"\\n\''),
  fc.string({ unit: 'binary' }),
);
const setArb: fc.Arbitrary<Row> = fc.oneof(
  fc.constant({ name: '同', team: null }),
  fc.record({ team: fc.option(textArb) }),
  fc.record({ name: textArb, pinyin: textArb, region: fc.option(textArb) }),
  fc.record({ pinyin: textArb }),
);
const editArb = fc.record({
  reason: fc.option(textArb),
  updates: fc
    .uniqueArray(fc.nat(ROWS - 1), { minLength: 1, maxLength: ROWS, size: 'max' })
    .chain((places) =>
      fc.tuple(
        ...places.map((place) => fc.record({ id: fc.constant(ids[place] ?? ''), set: setArb })),
      ),
    ),
});
interface Edit {
  readonly reason: string | null;
  readonly updates: readonly { readonly id: string; readonly set: Row }[];
}

function oneByOne(tx: WriteTx, { updates, reason }: Edit): void {
  for (const { id, set } of updates) tx.update('owner', id, set, { reason });
}

function together(tx: WriteTx, { updates, reason }: Edit): void {
  tx.updateMany('owner', updates, { reason });
}

function start(): TestReplica {
  const one = openTestReplica();
  one.write(
    (tx) =>
      insertRows(
        tx,
        'owner',
        ids.map((id) => ({ id, name: id, team: '华东', pinyin: 'x' })),
      ),
    null,
  );
  return one;
}

/** All that a person, undo or a backend could see of the owners. */
function seen(tx: ReadTx): unknown {
  return {
    rows: tx.all('SELECT id, name, team, region, pinyin, version FROM owner ORDER BY id'),
    // Rows of one action have no order among themselves.
    log: tx.all(
      `SELECT e.entity, e.entity_id, e.op, e.fields, e.reason FROM change_entry e
        JOIN action a ON a.id = e.action_id ORDER BY a.seq, e.entity_id`,
    ),
    sent: tx
      .all<{ body: string }>('SELECT body FROM outbox ORDER BY seq')
      .flatMap(({ body }) => mutationsOf(tx, body))
      .filter(({ kind }) => kind === 'update')
      .map(({ id, base, set, was, why }) => ({ id, base, set, was, why }))
      .toSorted((a, b) => (a.id === b.id ? a.base - b.base : a.id < b.id ? -1 : 1)),
    history: entityHistory(tx, 'owner', ids[0] ?? '').map(({ op, reason, fields }) => ({
      op,
      reason,
      fields,
    })),
    actions: listActions(tx, { limit: 20 }).map(({ rows, state, change }) => ({
      rows,
      state,
      change,
    })),
  };
}

test('many updates at once leave what the same updates leave one after the other, also after undo and redo', () => {
  fc.assert(
    fc.property(fc.array(editArb, { minLength: 1, maxLength: 3 }), (edits) => {
      const [single, bulk] = [start(), start()];
      try {
        for (const edit of edits) {
          single.write(oneByOne, edit);
          bulk.write(together, edit);
          expect(bulk.read(seen, null)).toEqual(single.read(seen, null));
        }
        bulk.reopen();
        for (const step of ['undo', 'redo', 'undo'] as const) {
          single[step]();
          bulk[step]();
          expect(bulk.read(seen, null)).toEqual(single.read(seen, null));
        }
      } finally {
        single.close();
        bulk.close();
      }
    }),
    { numRuns: 12 },
  );
});

test('undoing many updates leads back row by row, and mutations of one action have ids of their own', () => {
  const one = start();
  const rows = () => one.read((tx) => tx.all('SELECT id, name, team FROM owner ORDER BY id'), null);
  const before = rows();
  const updates = ids.map((id, place) => ({ id, set: { name: `新 ${place % 7}`, team: null } }));
  one.write(together, { updates, reason: null });
  const after = rows();
  expect(after).not.toEqual(before);
  one.undo();
  expect(rows()).toEqual(before);
  one.redo();
  expect(rows()).toEqual(after);
  const mids = one.read(
    (tx) =>
      tx
        .all<{ body: string }>('SELECT body FROM outbox ORDER BY seq')
        .flatMap(({ body }) => mutationsOf(tx, body).map(({ mid }) => mid)),
    null,
  );
  expect(new Set(mids).size).toBe(4 * ROWS);
  one.close();
});

test('many updates are refused as a whole when one row is not there', () => {
  const one = start();
  const before = one.read(seen, null);
  const updates = [...ids, 'nobody'].map((id) => ({ id, set: { team: '华北' } }));
  expect(() => one.write(together, { updates, reason: null })).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND', details: { entity: 'owner', id: 'nobody' } }),
  );
  expect(one.read(seen, null)).toEqual(before);
  one.close();
});
