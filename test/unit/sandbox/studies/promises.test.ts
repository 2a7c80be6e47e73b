import { array, assert as check, integer, nat, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { promiseList, scorePromises } from '#electron/sandbox/studies/score-promises';
import { addDays } from '#shared/pipeline/days';
import { pointOf, scoreOf } from '#shared/sandbox/studies/promise';
import { openTestReplica, type TestReplica } from '../../helpers/replica';
import { fill } from './fill';

const EVENLY = Array.from({ length: 101 }, (_, i) => i * 10);

describe('the point of what happened', () => {
  test('lies in the promised distribution, 0 and 1 beyond its ends', () => {
    expect(pointOf(EVENLY, 250)).toBeCloseTo(0.25, 10);
    expect(pointOf(EVENLY, 255)).toBeCloseTo(0.255, 10);
    expect([pointOf(EVENLY, -1), pointOf(EVENLY, 1001)]).toEqual([0, 1]);
    // Sure of one value: in the middle of it.
    expect(
      pointOf(
        EVENLY.map(() => 7),
        7,
      ),
    ).toBeCloseTo(0.5, 10);
  });

  test('a higher value never has a lower point', () => {
    const sorted = array(integer({ min: 0, max: 50 }), { minLength: 101, maxLength: 101 }).map(
      (values) => values.toSorted((a, b) => a - b),
    );
    check(
      property(sorted, integer({ min: -5, max: 55 }), nat(10), (quantiles, value, more) => {
        expect(pointOf(quantiles, value + more)).toBeGreaterThanOrEqual(pointOf(quantiles, value));
      }),
    );
  });

  test('eight in ten are counted', () => {
    const at = (point: number | null) => ({ actual: point, point });
    expect(scoreOf([at(0.05), at(0.1), at(0.5), at(0.95), at(null)])).toEqual({
      scored: 4,
      within80: 2,
    });
  });
});

describe('promises', () => {
  let replica: TestReplica;
  beforeEach(() => {
    replica = openTestReplica();
  });
  afterEach(() => replica.close());

  /** An adopted study of one article in two stores for a week from 2026-11-24 on. */
  function promise(origin: 'streams' | 'generated' | 'file', sku: string | null = 'A') {
    const hash = 'a'.repeat(64);
    const rows = { modelId: 'price-move', places: 2, days: 7, currency: 'CNY', sku, assumed: [] };
    const source = {
      id: 'x',
      origin,
      fileName: null,
      chain: null,
      rows,
      days: 60,
      newest: null,
      assumed: [],
    };
    const content = { places: [{ id: 'S1' }, { id: 'S2' }] };
    fill(replica, 'study_data', [
      {
        hash,
        origin,
        file_name: null,
        content: JSON.stringify(content),
        source: JSON.stringify(source),
        created_at: 1,
      },
    ]);
    const id = '0190c0de-0000-7000-8000-000000000001';
    fill(replica, 'study', [
      {
        id,
        name: 'Price',
        model_id: 'price-move',
        model_version: 2,
        created_at: 1,
        actor_name: 'me',
        data_hash: hash,
        source: JSON.stringify(source),
        request: '{}',
        result: '{}',
        result_hash: 'b',
        engine_version: '1',
        seed: 1,
        first_day: '2026-11-24',
        last_day: '2026-11-30',
        status: 'adopted',
        variant_id: 'v',
        reason: '',
        notes: '',
        tags: '[]',
        pinned: 0,
      },
    ]);
    fill(
      replica,
      'study_promise',
      ['sold', 'revenue', 'paid', 'profit'].map((output) => ({
        study_id: id,
        output,
        first_day: '2026-11-24',
        last_day: '2026-11-30',
        mean: 500,
        quantiles: JSON.stringify(EVENLY),
        promised_at: 1,
        actual: null,
        scored_at: null,
      })),
    );
  }

  /** Both stores sell 3 a day at 12.50. */
  function sell(from: string, days: number, stores = ['S1', 'S2']) {
    fill(
      replica,
      'stream_store_sales',
      Array.from({ length: days }, (_, i) => addDays(from, i)).flatMap((day) =>
        stores.map((store) => ({ day, store, sku: 'A', units: 3, revenue_minor: 3750 })),
      ),
    );
  }

  const score = () =>
    replica.write((tx) => {
      scorePromises(tx);
      return null;
    }, null);
  const told = () =>
    Object.fromEntries(
      replica.read(promiseList, {}).map(({ output, actual, point }) => [output, [actual, point]]),
    );

  test('wait until every store has sales of all days, then tell what happened; profit is told by none', () => {
    promise('streams');
    sell('2026-11-20', 8);
    score();
    expect(told()).toMatchObject({ sold: [null, null] });
    sell('2026-11-28', 3, ['S1']);
    score();
    expect(told()).toMatchObject({ sold: [null, null] });
    sell('2026-11-28', 4, ['S2']);
    score();
    expect(told()).toEqual({
      sold: [42, 0.042],
      revenue: [525, 0.525],
      paid: [12.5, 0.0125],
      profit: [null, null],
    });
  });

  test('are corrected by later sales, and open again when these are cleared', () => {
    promise('streams');
    sell('2026-11-24', 7);
    score();
    replica.write((tx) => {
      tx.runLocal(
        `UPDATE stream_store_sales SET units = 4, revenue_minor = NULL WHERE day = '2026-11-30'`,
      );
      return null;
    }, null);
    score();
    // Who does not know what was paid for some does not know the sum.
    expect(told()).toMatchObject({ sold: [44, expect.closeTo(0.044, 10)], revenue: [null, null] });
    replica.write((tx) => {
      tx.runLocal('DELETE FROM stream_store_sales');
      return null;
    }, null);
    score();
    expect(told()).toMatchObject({ sold: [null, null] });
  });

  test.each([
    ['generated', 'A'],
    ['file', null],
  ] as const)('of %s data without an article are never compared', (origin, sku) => {
    promise(origin, sku);
    sell('2026-11-24', 7);
    score();
    expect(told()).toMatchObject({ sold: [null, null], revenue: [null, null] });
  });
});
