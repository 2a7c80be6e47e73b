import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { create, createPipeline, update } from '#electron/pipeline/commands';
import { orderByKeys, orderByText } from '#electron/pipeline/grid/radix';
import { signOfSpelling, signOfText, wordIn, wordSpelled } from '#electron/pipeline/grid/needle';
import { TextBuffer } from '#electron/pipeline/grid/text-buffer';
import { placeOfSpelling, spellingOf } from '#shared/pipeline/spelling';
import { gridOf } from '#electron/pipeline/grid/view';
import { nextAction } from '#electron/replica/undo';
import { type GridQuery, gridQuerySchema } from '#shared/pipeline/model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

const SIZES = { minLength: 0, maxLength: 1200 };

describe('orderByKeys', () => {
  it('orders as comparing does, stable, with several keys', () => {
    const whole = fc.oneof(
      fc.constantFrom(0, 1, 2, -5, 20_261_123, 65_535, 65_536, Number.MAX_VALUE),
      fc.integer(),
      fc.maxSafeInteger(),
    );
    const any = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(-0, 2 ** 48, 0.5), whole);
    const few = fc.array(fc.integer({ min: 7, max: 70_000 }), SIZES);
    const key = fc.oneof(fc.array(any, SIZES), fc.array(whole, SIZES), few);
    // The same numbers again and again: many enough for sorting by digits, and equal ones must stay in turn.
    fc.assert(
      fc.property(key, key, fc.integer({ min: 1, max: 9 }), (first, second, times) => {
        const one = Math.min(first.length, second.length);
        const count = one * times;
        const [a, b] = [first, second].map((of) => (i: number) => (of[i % one] ?? 0) + 0) as [
          (i: number) => number,
          (i: number) => number,
        ];
        const expected = Array.from({ length: count }, (_, i) => i).toSorted(
          (i, j) => less(a(i), a(j)) || less(b(i), b(j)) || i - j,
        );
        expect([...orderByKeys(count, [a, b])]).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

function less(a = 0, b = 0): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

describe('orderByText', () => {
  it('orders as comparing does, also long texts that begin alike', () => {
    const unit = fc.constantFrom('a', 'b', '\0', '\u9fff', '\ud842');
    const text = fc.oneof(
      fc.string({ unit, maxLength: 6 }),
      fc.string({ unit, maxLength: 6 }).map((end) => 'x'.repeat(23) + end),
    );
    fc.assert(
      fc.property(fc.array(text, SIZES), fc.integer({ min: 1, max: 9 }), (some, times) => {
        const texts = Array.from({ length: times }, () => some).flat();
        const expected = texts
          .map((_, i) => i)
          .toSorted((i, j) => {
            const [a = '', b = ''] = [texts[i], texts[j]];
            return a < b ? -1 : a > b ? 1 : i - j;
          });
        expect([...orderByText(texts)]).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('TextBuffer', () => {
  it('finds what String.includes finds, after any changes, in many rows and in one', () => {
    const text = fc.string({
      unit: fc.constantFrom('网', '关', 'a', 'b', '𠮷', ' '),
      maxLength: 9,
    });
    const word = fc.string({
      unit: fc.constantFrom('网', '关', 'a', '𠮷'),
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 1500 }),
        fc.array(fc.tuple(fc.nat(), text), { maxLength: 60 }),
        word,
        (texts, changes, wanted) => {
          const buffer = new TextBuffer(signOfText);
          const now = [...texts];
          now.forEach((one, row) => buffer.set(row, one));
          for (const [at, one] of changes) {
            now[at % now.length] = one;
            buffer.set(at % now.length, one);
          }
          const found = new Uint8Array(now.length);
          buffer.find(wordIn(wanted), found);
          expect([...found]).toEqual(now.map((one) => (one.includes(wanted) ? 1 : 0)));
          now.forEach((one, row) => expect(buffer.text(row)).toBe(one));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stays small when one row changes again and again', () => {
    const buffer = new TextBuffer(signOfText);
    buffer.set(0, '甲');
    for (let i = 0; i < 50_000; i += 1) buffer.set(1, `乙${i}`);
    const found = new Uint8Array(2);
    buffer.find(wordIn('49999'), found);
    expect([...found]).toEqual([0, 1]);
    expect(buffer.text(0)).toBe('甲');
  });

  it('finds spellings in many rows as in one', () => {
    const spelling = fc.array(fc.constantFrom('zhong', 'qing', 'an', 'gang', 'a', 'x'), {
      maxLength: 5,
    });
    const word = fc.string({ unit: fc.constantFrom(...'zhqingax'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(spelling, { minLength: 1, maxLength: 300 }), word, (rows, wanted) => {
        const buffer = new TextBuffer(signOfSpelling);
        rows.forEach((one, row) => buffer.set(row, spellingOf(one)));
        buffer.set(0, spellingOf(['an']));
        const found = new Uint8Array(rows.length);
        const looking = wordSpelled(wanted);
        if (looking !== null) buffer.find(looking, found);
        const now = rows.with(0, ['an']).map((one) => placeOfSpelling(spellingOf(one), wanted));
        expect([...found]).toEqual(now.map((place) => (place === -1 ? 0 : 1)));
      }),
    );
  });
});

describe('a kept order', () => {
  let replica: TestReplica;
  afterEach(() => replica.close());

  const QUERIES: readonly Partial<GridQuery>[] = [
    {},
    { sort: [{ field: 'name', desc: false }] },
    { sort: [{ field: 'name', desc: true }], quick: 'a' },
    {
      sort: [
        { field: 'amountMinor', desc: true },
        { field: 'region', desc: false },
      ],
    },
    {
      sort: [{ field: 'region', desc: false }],
      filters: { region: { kind: 'in', values: ['东', null] } },
    },
    {
      sort: [{ field: 'expectedCloseDay', desc: false }],
      filters: { amountMinor: { kind: 'numberRange', from: 2, to: 4 } },
    },
    { filters: { name: { kind: 'contains', text: '网' } } },
    { quick: 'wg' },
  ];

  it('is after edits, new rows and undo what a fresh one would be', () => {
    replica = openTestReplica();
    const pipelineId = replica.write(createPipeline, { name: 'p', currency: 'CNY' }).id;
    // The pipeline itself stays, whatever is taken back.
    replica.write((tx) => tx.sealHistory(), null);
    const name = fc.string({
      unit: fc.constantFrom('网', '关', 'a', '龘'),
      minLength: 1,
      maxLength: 3,
    });
    const patch = fc.record(
      {
        region: fc.constantFrom('东', '南', '北', null),
        amountMinor: fc.constantFrom(1, 2, 3, 4, null),
        expectedCloseDay: fc.constantFrom('2026-01-01', '2026-05-01', null),
      },
      { requiredKeys: [] },
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constant('create' as const), name, patch }),
      fc.record({ kind: fc.constant('update' as const), at: fc.nat(), name, patch }),
      fc.record({ kind: fc.constant('undo' as const) }),
    );
    const rows: string[] = [];
    const run = (one: typeof step extends fc.Arbitrary<infer T> ? T : never) => {
      if (one.kind === 'create') {
        rows.push(replica.write(create, { pipelineId, name: one.name, patch: one.patch }).id);
      } else if (one.kind === 'undo') {
        if (replica.read((tx) => nextAction(tx, 'undo'), null) !== undefined) replica.undo();
      } else {
        const id = rows[one.at % rows.length];
        const version = replica.read(
          (tx) =>
            tx.get<{ version: number }>(
              'SELECT version FROM opportunity WHERE id = ? AND deleted_at IS NULL',
              [id ?? ''],
            ),
          null,
        )?.version;
        if (id === undefined || version === undefined) return;
        replica.write(update, {
          id,
          version,
          patch: { ...one.patch, name: one.name },
          reason: null,
        });
      }
    };
    const seen = (fresh: boolean) =>
      replica.read(
        (tx) =>
          QUERIES.map((more) => {
            const query = gridQuerySchema.parse({
              pipelineId,
              sort: [],
              filters: {},
              quick: '',
              ...more,
            });
            const grid = gridOf(fresh ? Object.create(tx) : tx);
            const { columns, order } = grid.order(tx, query);
            return Array.from(order, (place) => columns.ids[place]);
          }),
        null,
      );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        seen(false);
        for (const one of steps) run(one);
        expect(seen(false)).toEqual(seen(true));
      }),
      { numRuns: 40 },
    );
  });
});
