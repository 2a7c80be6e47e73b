import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  Demand,
  demandAt,
  demandTable,
  expectedLeft,
  expectedLost,
} from '#electron/sandbox/allocation/demand-table';
import { evaluate, type Supply } from '#electron/sandbox/allocation/position';

/** Cost of a newsvendor: h a unit left, p a unit short. */
const newsvendor = (mean: number, size: number, stock: number, h: number, p: number): number => {
  const table = demandTable(mean, size);
  return h * expectedLeft(table, stock) + p * expectedLost(table, stock);
};

const best = (cost: (stock: number) => number): number =>
  Array.from({ length: 200 }, (_none, stock) => stock).reduce((a, b) =>
    cost(b) < cost(a) ? b : a,
  );

describe('published newsvendors', () => {
  it('Poisson demand: order 56 at 1.797235…, order 8 at 3.570106…', () => {
    expect(best((stock) => newsvendor(50, Infinity, stock, 0.18, 0.7))).toBe(56);
    expect(newsvendor(50, Infinity, 56, 0.18, 0.7)).toBeCloseTo(1.797235211809178, 11);
    expect(best((stock) => newsvendor(6, Infinity, stock, 1, 4))).toBe(8);
    expect(newsvendor(6, Infinity, 8, 1, 4)).toBeCloseTo(3.5701069457709416, 11);
  });

  it('a negative binomial of the same mean and variance comes near the normal one', () => {
    // Normal(50, 8): S = 56.604, cost 1.99760.
    const size = 50 ** 2 / (8 ** 2 - 50);
    const stock = best((one) => newsvendor(50, size, one, 0.18, 0.7));
    expect(Math.abs(stock - 56.60395592743389)).toBeLessThan(1.5);
    expect(newsvendor(50, size, stock, 0.18, 0.7) / 1.9976051931766445).toBeCloseTo(1, 1);
  });

  it('lost sales of Poisson(6) on a stock of 8', () => {
    expect(expectedLost(demandTable(6, Infinity), 8)).toBeCloseTo(0.3140213891541883, 12);
    const outcome = evaluate(new Demand(1, Infinity), [{ units: 8, from: 1, until: 9 }], 6);
    expect(outcome.lost).toBeCloseTo(0.3140213891541883, 12);
    expect(outcome.lost / 6).toBeCloseTo(1 - 0.9476631018, 9);
  });
});

describe('the demand table', () => {
  test.prop([
    fc.double({ min: 0.001, max: 3000, noNaN: true }),
    fc.oneof(fc.constant(Infinity), fc.double({ min: 0.05, max: 500, noNaN: true })),
  ])('sums to 1 and has its mean and variance', (mean, size) => {
    const { chance, loss } = demandTable(mean, size);
    let [sum, first, second] = [0, 0, 0];
    for (const [d, p] of chance.entries()) {
      sum += p;
      first += d * p;
      second += (d - mean) ** 2 * p;
    }
    expect(sum).toBeCloseTo(1, 10);
    expect(first / mean).toBeCloseTo(1, 8);
    expect(second / (mean + mean ** 2 / size)).toBeCloseTo(1, 6);
    expect((loss[0] as number) / mean).toBeCloseTo(1, 8);
  });

  test.prop([
    fc.double({ min: 0, max: 60, noNaN: true }),
    fc.oneof(fc.constant(Infinity), fc.double({ min: 0.1, max: 20, noNaN: true })),
    fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
  ])('is drawn from by inversion', (mean, size, u) => {
    const table = demandTable(mean, size);
    const d = demandAt(table, u);
    expect(table.above[d] ?? 0).toBeLessThanOrEqual(u);
    if (d > 0) expect(table.above[d - 1]).toBeGreaterThan(u);
  });

  it('is the negative binomial where it is geometric', () => {
    // Size 1: P(D = d) = (1 − q) q^d with q = mean / (1 + mean).
    const { chance, above } = demandTable(3, 1);
    for (const d of [0, 1, 5, 20]) {
      expect(chance[d]).toBeCloseTo(0.25 * 0.75 ** d, 14);
      expect(above[d]).toBeCloseTo(0.75 ** (d + 1), 13);
    }
  });
});

/** Day by day, unit by unit, over every demand: slow, and with nothing in common with the code but the rule. */
function byHand(daily: readonly number[], supplies: readonly Supply[], horizon: number) {
  let [lost, expired, shortage] = [0, 0, 0];
  const walk = (
    day: number,
    left: number[],
    weight: number,
    dry: boolean,
    thrown: number,
    missed: number,
  ) => {
    if (day > horizon) {
      lost += weight * missed;
      expired += weight * thrown;
      if (dry) shortage += weight;
      return;
    }
    for (const [demand, chance] of daily.entries()) {
      const now = [...left];
      let wanted = demand;
      const order = supplies
        .map((_one, at) => at)
        .filter((at) => {
          const one = supplies[at] as Supply;
          return one.from <= day && one.until >= day;
        })
        .toSorted((a, b) => (supplies[a] as Supply).until - (supplies[b] as Supply).until);
      for (const at of order) {
        const sold = Math.min(wanted, now[at] as number);
        now[at] = (now[at] as number) - sold;
        wanted -= sold;
      }
      let out = 0;
      for (const [at, { until }] of supplies.entries()) {
        if (until !== day) continue;
        out += now[at] as number;
        now[at] = 0;
      }
      walk(day + 1, now, weight * chance, dry || wanted > 0, thrown + out, missed + wanted);
    }
  };
  walk(
    1,
    supplies.map(({ units }) => units),
    1,
    false,
    0,
    0,
  );
  return { lost, expired, shortage };
}

describe('a position', () => {
  /** A demand of at most 3 a day with the family's sums would be none; a tiny mean makes 0…6 a day all that matters. */
  const mean = 0.35;
  const daily = Array.from(demandTable(mean, Infinity).chance.subarray(0, 7));

  test.prop(
    [
      fc.array(
        fc.record({
          units: fc.integer({ min: 1, max: 3 }),
          from: fc.integer({ min: 1, max: 4 }),
          until: fc.integer({ min: 1, max: 6 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    ],
    { numRuns: 40 },
  )('is what walking every future day by day gives', (supplies) => {
    const usable = supplies.filter(({ from, until }) => until >= from);
    const exact = evaluate(new Demand(mean, Infinity), usable, 5);
    const walked = byHand(daily, usable, 5);
    expect(exact.lost).toBeCloseTo(walked.lost, 4);
    expect(exact.expired).toBeCloseTo(walked.expired, 4);
    expect(exact.shortage).toBeCloseTo(walked.shortage, 4);
  });

  it('throws away what expires today or before it arrives', () => {
    const supplies = [
      { units: 4, from: 1, until: 0 },
      { units: 2, from: 3, until: 2 },
    ];
    const { lost, expired } = evaluate(new Demand(1, Infinity), supplies, 5);
    expect(lost).toBeCloseTo(5, 12);
    expect(expired).toBe(6);
  });

  it('finds the same through a map when there are too many states for a table', () => {
    const supplies = [2, 3, 4, 5, 9].map((until) => ({ units: 12, from: 1, until }));
    const many = evaluate(new Demand(7, 3), supplies, 8);
    const { lost } = evaluate(new Demand(7, 3), [{ units: 60, from: 1, until: 9 }], 8);
    expect(many.lost).toBeGreaterThan(lost);
    // Whatever is not lost is sold; whatever is there is sold, thrown away or left.
    expect(many.expired).toBeLessThan(48);
    const first = evaluate(new Demand(7, 3), [{ units: 12, from: 1, until: 2 }], 2);
    expect(many.expired).toBeGreaterThan(first.expired);
  });
});
