import { describe, expect, test } from 'vitest';
import { findingOf, isNearTie } from '#shared/sandbox/finding';
import type { Distribution, Ranking, VariantResult } from '#shared/sandbox/run-result';

const DISTRIBUTION: Distribution = {
  n: 500,
  mean: 100_000,
  sd: 1,
  se: 1,
  p5: 90_000,
  p10: 92_000,
  p50: 100_000,
  p90: 108_000,
  p95: 110_000,
};

function variant(variantId: string): VariantResult {
  return {
    variantId,
    bookingsMinor: DISTRIBUTION,
    histogram: [],
    cdf: [],
    cvar5Minor: 0,
    targetChance: null,
    targetChanceSe: null,
    conversion: null,
    cycleDays: null,
    wins: DISTRIBUTION,
    stageAtHorizon: [0, 0, 0, 0, 0, 0, 0, 0],
    validationWaitDays: 0,
  };
}

const VARIANTS = [variant('baseline'), variant('v1'), variant('v2')];

/** A ranking in which `v1` leads with `chance` and books `mean` more than the baseline, at least `low` (95 %). */
function leading(chance: number, mean: number, low: number): Ranking {
  const rest = (1 - chance) / 2;
  const versus = { meanMinor: mean, seMinor: 1, interval: { low, high: 2 * mean - low } };
  return [
    { variantId: 'baseline', bestChance: rest, expectedRegretMinor: 0, versusBaseline: null },
    {
      variantId: 'v1',
      bestChance: chance,
      expectedRegretMinor: 0,
      versusBaseline: { ...versus, betterChance: 0.6 },
    },
    { variantId: 'v2', bestChance: rest, expectedRegretMinor: 0, versusBaseline: null },
  ];
}

describe('how the leader differs from the baseline', () => {
  test.each([
    ['clear', 1000, 500],
    ['small', 999, 500],
    ['unclear', 5000, 0],
  ] as const)('%s', (difference, mean, low) => {
    const finding = findingOf(VARIANTS, leading(0.8, mean, low), 'good');
    expect(finding).toEqual({ warning: null, kind: 'best', variantId: 'v1', difference });
  });
});

test('no winner within ten points of pure luck, and then no talk of its difference', () => {
  expect(findingOf(VARIANTS, leading(0.43, 5000, 4000), 'good')).toEqual({
    warning: null,
    kind: 'tie',
    variantId: 'v1',
    difference: null,
  });
  expect(findingOf(VARIANTS, leading(0.44, 5000, 4000), 'good')?.kind).toBe('best');
  expect(isNearTie(0.59, 2)).toBe(true);
  expect(isNearTie(0.61, 2)).toBe(false);
  expect(isNearTie(1, 1)).toBe(false);
});

test('with too little data the warning comes first and nothing wins, however clear the figures look', () => {
  expect(findingOf(VARIANTS, leading(0.99, 50_000, 40_000), 'insufficient')).toEqual({
    warning: 'insufficient',
    kind: 'open',
    variantId: 'baseline',
    difference: null,
  });
});

test('a weak model warns, but may still compare', () => {
  expect(findingOf(VARIANTS, leading(0.9, 5000, 4000), 'weak')).toMatchObject({
    warning: 'weak',
    kind: 'best',
  });
});

test('one variant alone is described, never ranked', () => {
  const alone = findingOf([variant('baseline')], leading(0.9, 1, 1).slice(0, 1), 'fair');
  expect(alone).toMatchObject({ kind: 'single', warning: null, variantId: 'baseline' });
  expect(findingOf([], [], 'good')).toBeNull();
});
