import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { expectedLost, demandTable } from '#electron/sandbox/allocation/demand-table';
import { solveAllocation } from '#electron/sandbox/allocation/solve';
import { addDays } from '#shared/pipeline/days';
import type { AllocationLock, AllocationProblem } from '#shared/sandbox/allocation/model';
import { bestSaving } from './brute-force';
import { chainProblem } from './chain';
import { DAY, everyRoute, position, problem, route, sku, store } from './problems';

const solve = (of: AllocationProblem, locks: readonly AllocationLock[] = []) =>
  solveAllocation(of, locks, { seed: 7, replicates: 200, onProgress: () => undefined });

interface Shape {
  readonly expiring: boolean;
  readonly tied: boolean;
}

/** Two or three stores, one or two SKUs, few lots: small enough to try every plan. */
const smallProblem = ({ expiring, tied }: Shape) =>
  fc
    .record({
      stores: fc.integer({ min: 2, max: 3 }),
      skus: fc.integer({ min: 1, max: 2 }),
      horizonDays: fc.integer({ min: 4, max: 10 }),
      lotSize: fc.integer({ min: 1, max: 3 }),
      margin: fc.integer({ min: 50, max: 900 }),
      cost: fc.integer({ min: 50, max: 900 }),
      perLot: fc.integer({ min: 0, max: 150 }),
      fixed: fc.integer({ min: 0, max: 900 }),
      capacity: fc.option(fc.integer({ min: 1, max: 3 })),
      lead: fc.integer({ min: 1, max: 3 }),
      spots: fc.array(
        fc.record({
          near: fc.integer({ min: 0, max: 3 }),
          far: fc.integer({ min: 0, max: 3 }),
          expiry: fc.integer({ min: 1, max: 9 }),
          mean: fc.double({ min: 0, max: 1.2, noNaN: true }),
          dispersion: fc.option(fc.double({ min: 0.2, max: 5, noNaN: true })),
          display: fc.integer({ min: 0, max: 2 }),
        }),
        { minLength: 6, maxLength: 6 },
      ),
    })
    .map((one) => {
      const stores = ['A', 'B', 'C'].slice(0, one.stores).map((id) => store(id));
      const skus = ['p', 'q'].slice(0, one.skus).map((id, at) =>
        sku(id, {
          lotSize: one.lotSize,
          marginMinor: one.margin,
          unitCostMinor: one.cost,
          minDisplay: one.spots[at]?.display ?? 0,
        }),
      );
      const positions = stores.flatMap(({ id }, a) =>
        skus.map(({ id: skuId }, b) => {
          const spot = one.spots[a * 2 + b] as (typeof one.spots)[number];
          const near = { quantity: spot.near * one.lotSize, expiryDay: addDays(DAY, spot.expiry) };
          return position(id, skuId, 0, spot.mean * one.lotSize, {
            batches: [
              { quantity: spot.far * one.lotSize, expiryDay: null },
              ...(expiring ? [near] : []),
            ],
            demand: {
              meanPerDay: spot.mean,
              dispersion: spot.dispersion,
              source: { kind: 'stated' },
            },
          });
        }),
      );
      const routes = everyRoute(stores, {
        costPerLotMinor: one.perLot,
        leadDays: one.lead,
        ...(tied ? { fixedMinor: one.fixed, capacityLots: one.capacity } : {}),
      });
      return problem({ horizonDays: one.horizonDays, stores, skus, positions, routes });
    });

describe('against trying every plan', () => {
  test.prop([smallProblem({ expiring: false, tied: false })], { numRuns: 150 })(
    'nothing expires, no shipment has a price of its own: the plan is the best, and proven so',
    (of) => {
      const best = bestSaving(of);
      fc.pre(best !== null);
      const plan = solve(of);
      expect(plan.savedMinor).toBeCloseTo(best, 1);
      expect(plan.gapMinor).toBeLessThan(0.1);
    },
  );

  test.prop([smallProblem({ expiring: true, tied: false })], { numRuns: 150 })(
    'batches expire: no plan saves more than the bound, the plan no more than the best',
    (of) => {
      const best = bestSaving(of);
      fc.pre(best !== null);
      const plan = solve(of);
      expect(plan.savedMinor).toBeLessThan(best + 1e-6);
      expect(plan.savedAtMostMinor).toBeGreaterThan(best - 1e-6);
      expect(plan.savedMinor).toBeGreaterThanOrEqual(-1e-6);
    },
  );

  test.prop([smallProblem({ expiring: true, tied: true })], { numRuns: 150 })(
    'shipments cost and have room for little: likewise',
    (of) => {
      const best = bestSaving(of);
      fc.pre(best !== null);
      const plan = solve(of);
      expect(plan.savedMinor).toBeLessThan(best + 1e-6);
      expect(plan.savedAtMostMinor).toBeGreaterThan(best - 1e-6);
      expect(plan.savedMinor).toBeGreaterThanOrEqual(-1e-6);
    },
  );
});

describe('closed forms', () => {
  it('a pool that is free to move ends where every store is short with the same chance', () => {
    const means = [0.5, 1, 1.5, 2];
    const stores = means.map((_mean, at) => store(`S${at}`));
    // All stock lies in the first store; every store wants `mean` a day for ten days.
    const positions = means.map((mean, at) => position(`S${at}`, 'p', at === 0 ? 55 : 0, mean));
    const of = problem({
      horizonDays: 10,
      stores,
      skus: [sku('p')],
      positions,
      routes: everyRoute(stores),
    });
    // Marginal analysis: each unit goes to where it is likeliest to be asked for.
    const tables = means.map((mean) => demandTable(mean * 10, Infinity));
    const stock = means.map(() => 0);
    for (let unit = 0; unit < 55; unit++) {
      const chances = tables.map(({ above }, at) => above[stock[at] as number] as number);
      const at = chances.indexOf(Math.max(...chances));
      stock[at] = (stock[at] as number) + 1;
    }
    const least = stock.reduce((sum, one, at) => sum + expectedLost(tables[at] as never, one), 0);
    const plan = solve(of);
    expect(plan.planned.lostUnits).toBeCloseTo(least, 6);
    expect(plan.gapMinor).toBeLessThan(0.1);
  });

  it('two stores, one lot: the saving is the difference of two loss functions', () => {
    const stores = [store('A'), store('B')];
    const of = problem({
      horizonDays: 7,
      stores,
      skus: [sku('p', { lotSize: 5, marginMinor: 800 })],
      positions: [position('A', 'p', 5, 0), position('B', 'p', 2, 1)],
      routes: [route('A', 'B', { costPerLotMinor: 300, fixedMinor: 200 })],
    });
    const table = demandTable(7, Infinity);
    const saved = 800 * (expectedLost(table, 2) - expectedLost(table, 7)) - 500;
    expect(solve(of)).toMatchObject({ transportMinor: 300, fixedMinor: 200 });
    expect(solve(of).savedMinor).toBeCloseTo(saved, 6);
    expect(solve(of).gapMinor).toBeLessThan(1);
  });
});

describe('locks', () => {
  const stores = ['A', 'B', 'C'].map((id) => store(id));
  const of = problem({
    stores,
    skus: [sku('p', { lotSize: 2, minDisplay: 2 })],
    positions: [position('A', 'p', 40, 0.2), position('B', 'p', 0, 1), position('C', 'p', 1, 0.8)],
    routes: everyRoute(stores, { costPerLotMinor: 100 }),
  });
  const lotsOn = (plan: ReturnType<typeof solve>, from: string, to: string): number =>
    plan.moves
      .filter((move) => move.from === from && move.to === to)
      .reduce((sum, { lots }) => sum + lots, 0);

  test.prop([
    fc.array(
      fc.record({
        to: fc.constantFrom('B', 'C'),
        rule: fc.constantFrom('fixed' as const, 'atMost' as const, 'forbidden' as const),
        lots: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 2 },
    ),
  ])('hold, and the rest is solved around them', (wanted) => {
    const locks = wanted
      .filter(({ to }, at) => wanted.findIndex((one) => one.to === to) === at)
      .map((one) => ({ from: 'A', sku: 'p', ...one }));
    const plan = solve(of, locks);
    for (const { to, rule, lots } of locks) {
      const sent = lotsOn(plan, 'A', to);
      if (rule === 'fixed') expect(sent).toBe(lots);
      if (rule === 'atMost') expect(sent).toBeLessThanOrEqual(lots);
      if (rule === 'forbidden') expect(sent).toBe(0);
    }
    // Nothing that the free plan could not do as well.
    expect(plan.savedMinor).toBeLessThanOrEqual(solve(of).savedAtMostMinor + 1e-6);
    if (locks.some(({ rule }) => rule === 'fixed')) return;
    const limit = (_from: string, to: string): number => {
      const lock = locks.find((one) => one.to === to);
      return lock === undefined ? Infinity : lock.rule === 'forbidden' ? 0 : lock.lots;
    };
    const best = bestSaving(of, limit);
    if (best === null) return;
    expect(plan.savedMinor).toBeCloseTo(best, 1);
  });

  it('a fixed transfer that cannot be made is refused with the reason', () => {
    const refused = (lots: number, over: Partial<AllocationProblem> = {}) => {
      try {
        solve({ ...of, ...over }, [{ from: 'A', to: 'B', sku: 'p', rule: 'fixed', lots }]);
      } catch (error) {
        return error;
      }
      return null;
    };
    const details = (reason: string, most: number) => ({
      code: 'ALLOCATION_LOCK_IMPOSSIBLE',
      details: { reason, most, from: 'A', to: 'B', sku: 'p' },
    });
    // 40 units less the display of 2 are 19 lots.
    expect(refused(19)).toBeNull();
    expect(refused(20)).toMatchObject(details('stock', 19));
    expect(refused(1, { routes: [] })).toMatchObject(details('noRoute', 0));
    const frozen = [store('A', { sends: false }), store('B'), store('C')];
    expect(refused(1, { stores: frozen })).toMatchObject(details('frozen', 0));
    const narrow = everyRoute(stores, { capacityLots: 3 });
    expect(refused(4, { routes: narrow })).toMatchObject(details('capacity', 3));
  });
});

describe('what a plan says', () => {
  const demo = chainProblem({ stores: 9, skus: 5, storesPerRegion: 4 }, 21);
  const plan = solve(demo);

  it('keeps to shelf, display, route and frozen stores, move by move', () => {
    expect(plan.moves.length).toBeGreaterThan(5);
    for (const { store: id, sku: skuId, batches } of demo.positions) {
      const own = demo.skus.find((one) => one.id === skuId);
      const out = plan.moves.filter((move) => move.from === id && move.sku === skuId);
      const units = out.reduce((sum, move) => sum + move.units, 0);
      const there = batches.reduce((sum, one) => sum + one.quantity, 0);
      expect(there - units).toBeGreaterThanOrEqual(Math.min(there, own?.minDisplay ?? 0));
      for (const { quantity, expiryDay } of batches) {
        const taken = out.flatMap((move) => move.batches);
        const ofDay = taken.filter((one) => one.expiryDay === expiryDay);
        const known = batches.filter((one) => one.expiryDay === expiryDay);
        expect(ofDay.reduce((sum, one) => sum + one.quantity, 0)).toBeLessThanOrEqual(
          known.reduce((sum, one) => sum + one.quantity, 0),
        );
        expect(quantity).toBeGreaterThan(0);
      }
    }
    for (const move of plan.moves) {
      const own = demo.skus.find(({ id }) => id === move.sku);
      expect(move.units).toBe(move.lots * (own?.lotSize ?? 0));
      expect(move.batches.reduce((sum, one) => sum + one.quantity, 0)).toBe(move.units);
      expect(demo.stores.find(({ id }) => id === move.from)?.sends).toBe(true);
      expect(demo.stores.find(({ id }) => id === move.to)?.receives).toBe(true);
    }
  });

  it('adds up: saved = losses before − losses after − transport, and lies in its range', () => {
    const loss = (cost: typeof plan.nothing) => cost.lostSalesMinor + cost.expiredMinor;
    const paid = plan.transportMinor + plan.fixedMinor;
    expect(plan.savedMinor).toBeCloseTo(loss(plan.nothing) - loss(plan.planned) - paid, 4);
    const sum = plan.before.reduce((total, one) => total + one.lostUnits, 0);
    expect(sum).toBeCloseTo(plan.nothing.lostUnits, 6);
    const { p5Minor, p95Minor, gainChance } = plan.savedRange;
    expect(plan.savedMinor).toBeGreaterThan(p5Minor);
    expect(plan.savedMinor).toBeLessThan(p95Minor);
    expect(gainChance).toBeGreaterThan(0.9);
  });

  it('its simulated mean agrees with the exact one', () => {
    const many = solveAllocation(demo, [], {
      seed: 11,
      replicates: 4000,
      onProgress: () => undefined,
    });
    const { p5Minor, p50Minor, p95Minor } = many.savedRange;
    // Nearly symmetric; the standard error of the median is about 1.25 σ / √n, σ = a third of the 90 % range.
    const error = (1.25 * (p95Minor - p5Minor)) / 3.29 / Math.sqrt(4000);
    expect(Math.abs(p50Minor - many.savedMinor)).toBeLessThan(4 * error + 0.02 * many.savedMinor);
  });

  it('counts what few days of sales leave open about the demand', () => {
    const withDays = (days: number) =>
      solveAllocation(
        {
          ...demo,
          positions: demo.positions.map((one) => ({
            ...one,
            demand: { ...one.demand, source: { kind: 'history', days } },
          })),
        },
        [],
        { seed: 7, replicates: 2000, onProgress: () => undefined },
      ).savedRange;
    const width = ({ p5Minor, p95Minor }: typeof plan.savedRange) => p95Minor - p5Minor;
    const stated = solveAllocation(demo, [], {
      seed: 7,
      replicates: 2000,
      onProgress: () => undefined,
    }).savedRange;
    expect(width(withDays(7))).toBeGreaterThan(1.2 * width(stated));
    expect(width(withDays(100_000)) / width(stated)).toBeCloseTo(1, 1);
  });

  it('is the same for the same seed, and stops when it is told to', () => {
    expect(solve(demo)).toEqual(plan);
    const stop = new Error('stop');
    let calls = 0;
    const onProgress = (): void => {
      calls += 1;
      if (calls === 40) throw stop;
    };
    expect(() => solveAllocation(demo, [], { seed: 1, replicates: 100, onProgress })).toThrow(stop);
    expect(calls).toBe(40);
  });

  it('explains a move by what both stores would lose without it', () => {
    const one = problem({
      horizonDays: 7,
      stores: [store('A'), store('B')],
      skus: [sku('p', { unitCostMinor: 700, marginMinor: 400 })],
      positions: [
        position('A', 'p', 0, 0, { batches: [{ quantity: 6, expiryDay: addDays(DAY, 5) }] }),
        position('B', 'p', 0, 2),
      ],
      routes: [route('A', 'B')],
    });
    const [move] = solve(one).moves;
    // They can be sold from day 1 to day 5.
    const sold = 6 - expectedLeftOf(10, 6);
    expect(move?.units).toBe(6);
    expect(move?.lostSalesSavedMinor).toBeCloseTo(400 * sold, 6);
    expect(move?.expirySavedMinor).toBeCloseTo(700 * sold, 6);
  });
});

/** E(stock − Poisson)⁺ by its sum. */
function expectedLeftOf(mean: number, stock: number): number {
  const { chance } = demandTable(mean, Infinity);
  let left = 0;
  for (let d = 0; d < stock; d++) left += (stock - d) * (chance[d] ?? 0);
  return left;
}
