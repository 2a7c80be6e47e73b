import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listActions, replicaStatus } from '#electron/replica/history';
import type { ReadTx, Row, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

const owners = (tx: ReadTx): unknown[] =>
  tx.all('SELECT id, name, team FROM owner WHERE deleted_at IS NULL ORDER BY id');
const add = (id: string, name: string): void =>
  replica.write((tx) => tx.insert('owner', { id, name, team: null }), null);
const set = (id: string, name: string, undoable = true): void =>
  replica.write((tx) => {
    tx.update('owner', id, { name });
    tx.describe(name, { undoable });
  }, null);

test('undo restores values, takes inserts away, brings deletions back; redo repeats', () => {
  add('a', '甲');
  set('a', '乙');
  replica.write((tx) => tx.remove('owner', 'a'), null);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([{ id: 'a', name: '乙', team: null }]);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([{ id: 'a', name: '甲', team: null }]);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([]);
  expect(() => replica.undo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
  replica.redo();
  replica.redo();
  expect(replica.read(owners, null)).toEqual([{ id: 'a', name: '乙', team: null }]);
  replica.reopen();
  replica.redo();
  expect(replica.read(owners, null)).toEqual([]);
  expect(() => replica.redo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_REDO' }));
});

test('by name an action is taken back only while it is the newest, and once', () => {
  const put = (id: string): string => {
    const { changes } = replica.engine.write(
      'test',
      (tx: WriteTx) => tx.insert('owner', { id, name: id, team: null }),
      null,
    );
    return changes.actionId ?? '';
  };
  const [first, second] = [put('a'), put('b')];
  const takeBack = (id: string) => () => replica.engine.revert('undo', id);
  expect(takeBack(first)).toThrow(expect.objectContaining({ code: 'UNDO_NEWER_FIRST' }));
  expect(replica.read(owners, null)).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  expect(takeBack(second)().changes.actionId).toBeNull();
  expect(takeBack(second)).toThrow(expect.objectContaining({ code: 'UNDO_GONE' }));
  expect(replica.read(owners, null)).toMatchObject([{ id: 'a' }]);
  takeBack(first)();
  expect(replica.read(owners, null)).toEqual([]);
});

test('something new after an undo ends redo for good', () => {
  add('a', '甲');
  add('b', '乙');
  replica.undo();
  add('c', '丙');
  expect(replica.read((tx) => replicaStatus(tx), null).canRedo).toBe(false);
  replica.undo();
  replica.undo();
  replica.redo();
  replica.redo();
  expect(replica.read(owners, null)).toMatchObject([{ id: 'a' }, { id: 'c' }]);
  expect(() => replica.redo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_REDO' }));
});

test('a final action cannot be taken back, nor what came before it on the same row', () => {
  add('a', '甲');
  set('a', '乙');
  set('a', '定', false);
  expect(() => replica.undo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
  expect(replica.read(owners, null)).toMatchObject([{ name: '定' }]);
  const states = replica.read((tx) => listActions(tx, { limit: 9 }), null).map((a) => a.state);
  expect(states).toEqual(['final', 'final', 'final']);
});

test('a bulk insert goes and comes as one, unless one of its rows was changed since', () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    id: `r${index}`,
    name: `行 ${index}`,
  }));
  replica.write((tx) => insertRows(tx, 'owner', rows), null);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([]);
  replica.redo();
  expect(replica.read(owners, null)).toHaveLength(300);
  set('r7', '改', false);
  expect(() => replica.undo()).toThrow(
    expect.objectContaining({ details: { ids: ['r7'], fields: ['name'], rows: 1 } }),
  );
  set('r7', '行 7', false);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([]);
});

type Step =
  | { kind: 'edit'; edits: { id: string; to: string | null }[]; final: boolean }
  | { kind: 'bulk'; size: number }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'reopen' };
const IDS = ['a', 'b', 'c', 'd'];
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      edits: fc.array(
        fc.record({
          id: fc.constantFrom(...IDS),
          to: fc.option(fc.constantFrom('x', 'y', 'z'), { freq: 3 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      final: fc.constant(false),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bulk' as const), size: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.constantFrom({ kind: 'undo' as const }, { kind: 'redo' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

/** Edits a row into being, to another name, or away. A deleted id is not used again: tombstones keep it. */
function editRows(tx: WriteTx, edits: readonly { id: string; to: string | null }[]): void {
  for (const { id, to } of edits) {
    const row = tx.get<{ deleted_at: number | null }>('SELECT deleted_at FROM owner WHERE id = ?', [
      id,
    ]);
    if (!row && to !== null) tx.insert('owner', { id, name: to, team: null });
    else if (row?.deleted_at === null && to !== null) tx.update('owner', id, { name: to });
    else if (row?.deleted_at === null) tx.remove('owner', id);
  }
}

/** The action made last, undo and redo aside. */
const lastAction = (one: TestReplica): number =>
  one.read((tx) => listActions(tx, { limit: 1 }), null)[0]?.seq ?? 0;

/** Whether `work` was refused with this code. */
function isRefused(work: () => unknown, code: string): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof SandtableError && error.code === code;
  }
}

/** Plays the steps against a model of snapshots; gives back the first step that differs from it, or null. */
function play(one: TestReplica, steps: readonly Step[]): string | null {
  const seen = (): string => JSON.stringify(one.read(owners, null));
  const start = seen();
  const done: { before: string; after: string }[] = [];
  const undone: typeof done = [];
  let made = 0;
  for (const [index, step] of steps.entries()) {
    const before = seen();
    const last = lastAction(one);
    let expected = before;
    if (step.kind === 'reopen') one.reopen();
    else if (step.kind === 'undo' || step.kind === 'redo') {
      const [from, to] = step.kind === 'undo' ? [done, undone] : [undone, done];
      const code = step.kind === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO';
      const top = from.pop();
      if (top) {
        one[step.kind]();
        to.push(top);
        expected = step.kind === 'undo' ? top.before : top.after;
      } else if (!isRefused(() => one[step.kind](), code)) return `${index}: not refused`;
    } else {
      if (step.kind === 'edit') one.write((tx) => editRows(tx, step.edits), null);
      else {
        const rows = Array.from({ length: step.size }, () => ({
          id: `bulk-${(made += 1)}`,
          name: 'n',
          team: null,
        }));
        one.write((tx) => insertRows(tx, 'owner', rows), null);
      }
      expected = seen();
      if (lastAction(one) !== last) {
        done.push({ before, after: expected });
        undone.length = 0;
      }
    }
    if (seen() !== expected) return `${index}: ${step.kind}`;
  }
  while (done.pop()) one.undo();
  return seen() === start ? null : 'undoing all does not lead back';
}

// Sixty replicas with restarts take long on a busy machine.
test(
  'any sequence of edits, undo, redo and restarts equals a model of snapshots',
  { timeout: 180_000 },
  () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 25 }), (steps) => {
        const one = openTestReplica();
        try {
          expect(play(one, steps)).toBeNull();
        } finally {
          one.close();
        }
      }),
      { numRuns: 60 },
    );
  },
);

test('a change that stays seals earlier steps on the same row, not those on others', () => {
  add('a', '甲');
  add('b', '乙');
  set('b', '丙');
  set('b', '丁', false);
  replica.undo();
  expect(replica.read(owners, null)).toEqual([{ id: 'b', name: '丁', team: null }]);
  expect(() => replica.undo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
});

test('a change that stays seals an earlier one of many rows among which its row is', () => {
  const many = (from: string): Row[] =>
    Array.from({ length: 30 }, (_none, place) => ({
      id: `${from}${place}`,
      name: from,
      team: null,
    }));
  for (const from of ['a', 'b']) {
    replica.write((tx) => insertRows(tx, 'owner', many(from)), null);
    replica.write((tx) => {
      const updates = many(from).map(({ id }) => ({ id: String(id), set: { team: '华东' } }));
      tx.updateMany('owner', updates);
    }, null);
  }
  set('a7', '丙', false);
  expect(listActions(replica.engine.connection, { limit: 9 }).map(({ state }) => state)).toEqual([
    'final',
    'done',
    'done',
    'final',
    'done',
  ]);
  replica.undo();
  expect(replica.read((tx) => tx.get("SELECT team FROM owner WHERE id = 'b7'"), null)).toEqual({
    team: null,
  });
});

test('what set a workspace up cannot be taken back', () => {
  add('a', '甲');
  replica.write((tx) => tx.sealHistory(), null);
  set('a', '乙');
  replica.undo();
  expect(() => replica.undo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
  expect(replica.read(owners, null)).toEqual([{ id: 'a', name: '甲', team: null }]);
});
