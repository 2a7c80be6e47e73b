import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  aliasBits,
  jointChoice,
  packedAlias,
  splitParts,
} from '#electron/sandbox/engine/retail/choices';
import { BUYERS } from '#electron/sandbox/engine/retail/layout';
import { exp, log } from '#electron/sandbox/engine/elementary';
import { logFactorial } from '#electron/sandbox/engine/samplers';
import { FROZEN, retailChain, VARIANTS } from '../../../fixtures/sandbox/retail-chain';
import { playRetail } from './play';

/** One to eight distributions over the same one to forty products; weights of 0 are common. */
const distributions = fc
  .record({ variants: fc.integer({ min: 1, max: 8 }), products: fc.integer({ min: 1, max: 40 }) })
  .chain(({ variants, products }) =>
    fc.array(
      fc
        .array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1, noNaN: true })), {
          minLength: products,
          maxLength: products,
        })
        .map((weights) => {
          const total = weights.reduce((a, b) => a + b, 0);
          return weights.map((weight) => (total > 0 ? weight / total : 1 / products));
        }),
      { minLength: variants, maxLength: variants },
    ),
  );

describe('one draw for all variants', () => {
  test.prop([distributions])('gives each its own distribution', (weights) => {
    const { chances, splits } = jointChoice(weights);
    const products = weights[0]?.length ?? 0;
    weights.forEach((own, j) => {
      const got = own.map((_, k) => chances[k] ?? 0);
      splits.forEach((split, i) => {
        const k = split[j] ?? 0;
        got[k] = (got[k] ?? 0) + (chances[products + i] ?? 0);
      });
      own.forEach((weight, k) => expect(got[k]).toBeCloseTo(weight, 12));
    });
  });

  test.prop([distributions])('never differs where all agree', (weights) => {
    const { splits } = jointChoice(weights.map(() => weights[0] ?? []));
    expect(splits).toEqual([]);
  });

  test.prop([distributions])('the packed alias table holds the chances', (weights) => {
    const { chances } = jointChoice(weights);
    const bits = aliasBits(chances.length);
    const columns = 2 ** bits;
    const got = Array.from({ length: columns }, () => 0);
    packedAlias(chances, bits).forEach((entry, own) => {
      const share = (entry >>> bits) / 2 ** (32 - bits);
      const other = entry & (columns - 1);
      got[own] = (got[own] ?? 0) + share / columns;
      got[other] = (got[other] ?? 0) + (1 - share) / columns;
    });
    got.forEach((share, event) => {
      // Thresholds are rounded to the grid of the drawn word.
      expect(Math.abs(share - (chances[event] ?? 0))).toBeLessThan(2 ** -30 * columns);
      if ((chances[event] ?? 0) === 0) expect(share).toBe(0);
    });
  });
});

test('a split lists every product once with who chooses it', () => {
  const [count, ...words] = splitParts([3, 3, 5, 3, 5, 5, 3, 9]);
  expect(count).toBe(3);
  expect(words.filter((_, i) => i % 7 === 0)).toEqual([3, 5, 9]);
  const lower = words.filter((_, i) => i % 7 === 5).reduce((a, b) => a | b);
  expect(lower).toBe(0x0fffffff);
});

test('A9 buyers of frozen chances are Poisson, as thinned Poisson visitors are', () => {
  const chain = retailChain({
    assumptions: { ...FROZEN, lectureChance: 0 },
    stores: 1,
    products: 1,
    variants: [VARIANTS[0]!],
  });
  const mean = 30;
  const chance = 1 / (1 + Math.exp(-FROZEN.baseLogOdds));
  const model = {
    ...chain,
    stores: [{ visitorsPerDay: mean / chance, trained: 0, cluster: 0 }],
    days: [{ factor: 1, campaign: false, restock: true }],
  };
  const replicates = 60_000;
  const seen = playRetail(model, { replicates }).column(0, BUYERS);
  let [chi, cells, rest, restExpected] = [0, 0, replicates, replicates];
  for (let k = 15; k <= 48; k++) {
    const expected = replicates * exp(k * log(mean) - mean - logFactorial(k));
    const came = seen.filter((buyers) => buyers === k).length;
    chi += (came - expected) ** 2 / expected;
    cells++;
    rest -= came;
    restExpected -= expected;
  }
  chi += (rest - restExpected) ** 2 / restExpected;
  // The 0.999 point of chi-square with 34 degrees of freedom is 65.2; below 12.6 it would be too good to be true.
  expect(cells).toBe(34);
  expect(chi).toBeLessThan(65.2);
  expect(chi).toBeGreaterThan(12.6);
});
