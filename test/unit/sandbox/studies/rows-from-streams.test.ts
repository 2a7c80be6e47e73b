import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLE_DATA } from '#electron/sandbox/study/examples';
import { SCENARIO_MODELS } from '#electron/sandbox/study/models';
import { levelError, rowsFromStreams } from '#electron/sandbox/studies/rows-from-streams';
import { addDays } from '#shared/pipeline/days';
import type { Program } from '#shared/sandbox/program';
import { studyDataOf } from '#shared/sandbox/study-data';
import { isShort } from '#shared/sandbox/streams/short';
import { openTestReplica, type TestReplica } from '../../helpers/replica';
import { fill } from './fill';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

function modelOf(id: string) {
  const model = SCENARIO_MODELS.find((one) => one.id === id);
  if (model === undefined) throw new Error(`no model ${id}`);
  return model;
}
const told = (id: string) => replica.read(rowsFromStreams, { model: modelOf(id) });

/** Two articles in two stores over some days: A sells 6 and 12 a day, B one every other day in one store. */
function sell(days: number, last = '2026-11-15') {
  const all = Array.from({ length: days }, (_, i) => addDays(last, -i));
  fill(
    replica,
    'stream_store_sales',
    all.flatMap((day, i) => [
      { day, store: 'S1', sku: 'A', units: 6, revenue_minor: 6000 },
      { day, store: 'S2', sku: 'A', units: 12, revenue_minor: 12_000 },
      ...(i % 2 === 0 ? [{ day, store: 'S1', sku: 'B', units: 1, revenue_minor: null }] : []),
    ]),
  );
}

test('generated data of every model of components are what it reads', () => {
  const models = SCENARIO_MODELS.filter(({ program }) => program !== undefined);
  expect(models.map(({ id }) => id).toSorted()).toEqual(Object.keys(EXAMPLE_DATA).toSorted());
  for (const { id, program } of models) {
    expect(studyDataOf(program as Program).safeParse(EXAMPLE_DATA[id]).success).toBe(true);
  }
});

describe('an article of the streams', () => {
  test('empty streams tell of none; a model whose fields name no stream has none', () => {
    expect(told('flu-season')).toEqual([]);
    sell(14);
    expect(told('offer-campaign')).toEqual([]);
  });

  test('tells sales a week, stock, prices and costs; usual values stand for the rest and are named', () => {
    sell(14);
    fill(replica, 'stream_store_stock', [
      { day: '2026-11-10', store: 'S1', sku: 'A', units: 999, expiry_day: '' },
      { day: '2026-11-15', store: 'S1', sku: 'A', units: 30, expiry_day: '2026-11-29' },
      { day: '2026-11-15', store: 'S1', sku: 'A', units: 10, expiry_day: '2027-01-24' },
    ]);
    fill(replica, 'stream_unit_cost', [
      { day: '2026-10-01', to_day: null, sku: 'A', cost_minor: 700, price_minor: 1500 },
    ]);
    const [first, ...others] = told('flu-season');
    // B has no price anywhere: it is left out.
    expect(others).toEqual([]);
    expect(first).toMatchObject({ sku: 'A', days: 14, newest: '2026-11-15' });
    expect(first?.content).toMatchObject({
      currency: 'CNY',
      places: [
        // 30 units for two weeks and 10 for ten: four weeks on average.
        { id: 'S1', demand: 42, stock: 40, keeps: 4 },
        // Counted nowhere in a stock that was counted: none. How long nothing keeps is a usual value.
        { id: 'S2', demand: 84, stock: 0, keeps: 26 },
      ],
      constants: { price: 10, cost: 7, holding: 0.042, transfer: 0.35, life: 52, lead: 1 },
    });
    expect(first?.assumed.toSorted()).toEqual(['holding', 'keeps', 'lead', 'life', 'transfer']);
  });

  test('a season is read from a year and a quarter of sales; less is no season', () => {
    sell(7 * 60);
    const [short] = told('price-move');
    expect(short?.assumed).toContain('season');
    // The same weeks a year ago sold twice as much as the quarter before them.
    fill(
      replica,
      'stream_store_sales',
      Array.from({ length: 35 }, (_, i) => ({
        day: addDays('2026-11-15', -420 - i),
        store: 'S1',
        sku: 'A',
        units: 18,
        revenue_minor: 18_000,
      })),
    );
    replica.write((tx) => {
      tx.runLocal(
        `UPDATE stream_store_sales SET units = 2 * units WHERE sku = 'A' AND day <= ? AND day > ?`,
        [addDays('2026-11-15', -7 * 40), addDays('2026-11-15', -7 * 52)],
      );
      return null;
    }, null);
    const [long] = told('price-move');
    expect(long?.assumed).not.toContain('season');
    expect(long?.content).toMatchObject({
      calendar: { season: Array.from({ length: 12 }, () => 2) },
    });
  });

  test('few days make the level of stores less certain', () => {
    sell(2);
    const spread = () => told('flu-season')[0]?.widened['storeSpread']?.mean ?? 0;
    const few = spread();
    sell(60, '2026-11-13');
    const many = spread();
    // The model's own 0.2, with what counts of 6 and 12 a day leave open in two days.
    expect(few).toBeCloseTo(Math.hypot(0.2, Math.sqrt((1 / 3 / 12 + 2 / 3 / 24) * 1)), 2);
    expect(many).toBeGreaterThan(0.2);
    expect(many).toBeLessThan(few);
  });
});

test('the error of a level is that of a mean; even days still vary as counts do', () => {
  expect(levelError([{ total: 100, squares: 1000, days: 10 }])).toBeCloseTo(0.1, 10);
  const wild = { total: 100, squares: 10_000, days: 10 };
  expect(levelError([wild])).toBeCloseTo(Math.sqrt(1000 / 10 / 100), 10);
  expect(levelError([])).toBe(0);
});

test('a daily stream of less than four weeks is short', () => {
  const day = (firstDay: string | null, lastDay: string | null) => ({ firstDay, lastDay });
  expect(isShort({ id: 'storeSales', ...day('2026-11-09', '2026-11-15') })).toBe(true);
  expect(isShort({ id: 'storeSales', ...day('2026-10-19', '2026-11-15') })).toBe(false);
  expect(isShort({ id: 'storeSales', ...day(null, null) })).toBe(false);
  expect(isShort({ id: 'unitCost', ...day('2026-11-15', '2026-11-15') })).toBe(false);
});
