import { describe, expect, test } from 'vitest';
import * as at from '#electron/sandbox/engine/retail/layout';
import { ASSUMPTIONS, FROZEN, retailChain, VARIANTS } from '../../../fixtures/sandbox/retail-chain';
import { closedForm } from './closed-form';
import { moments, playRetail } from './play';

const zOf = (values: readonly number[], expected: number): number => {
  const { mean, variance } = moments(values);
  return Math.abs(mean - expected) / Math.sqrt(variance / values.length);
};

describe('E1 the degenerate twin agrees with its closed form', () => {
  const model = retailChain({ assumptions: FROZEN, stores: 4 });
  const played = playRetail(model, { replicates: 3000 });
  const expected = closedForm(model);

  test.each([
    ['revenue', at.REVENUE],
    ['margin', at.MARGIN],
    ['lost', at.LOST],
    ['leftover', at.LEFTOVER],
    ['conversion', at.CONVERSION],
  ] as const)('%s of all variants', (name, figure) => {
    expected.forEach((exact, j) => {
      const values = played.column(j, figure);
      expect(zOf(values, exact[name])).toBeLessThan(4);
      expect(Math.abs(moments(values).mean / exact[name] - 1)).toBeLessThan(0.01);
    });
  });
});

describe('E2 what must hold in every replicate, exactly', () => {
  const model = retailChain();
  const played = playRetail(model, { replicates: 100 });

  test('opening + received = sold + left over', () => {
    VARIANTS.forEach((_, j) => {
      const opening = model.levels.reduce(
        (sum, store) => sum + (store[j] ?? []).reduce((a, b) => a + b, 0),
        0,
      );
      for (let r = 0; r < played.replicates; r++) {
        const out = played.of(r, j, at.SOLD) + played.of(r, j, at.LEFTOVER);
        expect(opening + played.of(r, j, at.RECEIVED)).toBe(out);
      }
    });
  });

  test('margin = revenue − goods − gifts − fixed cost; buyers = sold + lost', () => {
    VARIANTS.forEach(({ fixedCost }, j) => {
      for (let r = 0; r < played.replicates; r++) {
        const goods = played.of(r, j, at.REVENUE) - played.of(r, j, at.GOODS_COST);
        const margin = goods - played.of(r, j, at.GIFT_COST) - fixedCost;
        expect(played.of(r, j, at.MARGIN)).toBe(margin);
        const buyers = played.of(r, j, at.SOLD) + played.of(r, j, at.LOST);
        expect(played.of(r, j, at.BUYERS)).toBe(buyers);
      }
    });
  });
});

describe('E3 monotone under common random numbers', () => {
  test('more stock never sells fewer units', () => {
    const [tight, ample] = [0.6, 0.9].map((stock) =>
      playRetail(retailChain({ stock }), { replicates: 100 }),
    );
    let violations = 0;
    for (let r = 0; r < 100; r++) {
      for (let j = 0; j < VARIANTS.length; j++) {
        const before = tight?.of(r, j, at.SOLD) ?? Number.NaN;
        if (!((ample?.of(r, j, at.SOLD) ?? 0) >= before)) violations++;
      }
    }
    expect(violations).toBe(0);
  });

  test('a smaller discount, all else equal, never brings more buyers', () => {
    const discounts = [0, 1e-6, 0.01, 0.0100001, 0.1, 0.2, 0.4, 0.6];
    const variants = discounts.map((discount) => ({ ...VARIANTS[0]!, discount }));
    // An effect below 0 would turn the order round; the model does not forbid one.
    const assumptions = { ...ASSUMPTIONS, price: { mean: 2.2, sd: 0.01 } };
    const played = playRetail(retailChain({ variants, assumptions }), { replicates: 300 });
    let violations = 0;
    for (let r = 0; r < played.replicates; r++) {
      for (let j = 1; j < discounts.length; j++) {
        if (!(played.of(r, j, at.BUYERS) >= played.of(r, j - 1, at.BUYERS))) violations++;
      }
    }
    expect(violations).toBe(0);
  });
});

test('B6 common random numbers: differences to the best vary at least 8 times less', () => {
  const model = retailChain({ stores: 12 });
  const played = playRetail(model, { replicates: 1000 });
  const other = playRetail(model, { replicates: 1000, seed: 8 });
  const margins = VARIANTS.map((_, j) => moments(played.column(j, at.MARGIN)).mean);
  const best = margins.indexOf(Math.max(...margins));
  VARIANTS.forEach((_, j) => {
    if (j === best) return;
    const paired = played.column(best, at.MARGIN).map((x, r) => x - played.of(r, j, at.MARGIN));
    const apart = played.column(best, at.MARGIN).map((x, r) => x - other.of(r, j, at.MARGIN));
    expect(moments(apart).variance / moments(paired).variance).toBeGreaterThan(8);
  });
});
