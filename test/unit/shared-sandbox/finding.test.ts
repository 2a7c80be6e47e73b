import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { findingOf, isNearTie, leaderOf, type Verdict } from '#shared/sandbox/finding';
import { findingLines } from '#shared/sandbox/finding-lines';
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
    ['clear', 1000, 500, 'recommend'],
    ['small', 999, 500, 'noDifference'],
    ['unclear', 5000, 0, 'noDifference'],
  ] as const)('%s', (difference, mean, low, advice) => {
    const finding = findingOf(VARIANTS, leading(0.8, mean, low), 'good', null);
    expect(finding).toEqual({
      warning: null,
      kind: 'best',
      variantId: 'v1',
      difference,
      next: { variantId: 'v2', standing: 'ahead' },
      advice,
    });
  });
});

test('no winner within ten points of pure luck', () => {
  expect(findingOf(VARIANTS, leading(0.43, 5000, 0), 'good', null)).toEqual({
    warning: null,
    kind: 'tie',
    variantId: 'v1',
    difference: 'unclear',
    next: { variantId: 'v2', standing: 'open' },
    advice: 'nearTie',
  });
  expect(findingOf(VARIANTS, leading(0.44, 5000, 4000), 'good', null)?.kind).toBe('best');
  expect(isNearTie(0.59, 2)).toBe(true);
  expect(isNearTie(0.61, 2)).toBe(false);
  expect(isNearTie(1, 1)).toBe(false);
});

describe('two questions are answered, each by itself', () => {
  test('better than the baseline, though the two best cannot be told apart', () => {
    for (const [chance, kind] of [
      [0.43, 'tie'],
      [0.5, 'best'],
    ] as const) {
      expect(findingOf(VARIANTS, leading(chance, 5000, 4000), 'good', null)).toMatchObject({
        kind,
        difference: 'clear',
        next: { variantId: 'v2', standing: 'open' },
        advice: 'between',
      });
    }
  });

  test('a model of little trust never says to change, however clear the lead over the baseline', () => {
    expect(findingOf(VARIANTS, leading(0.5, 5000, 4000), 'weak', null)?.advice).toBe('lean');
  });

  test('of two variants there is one question, and what differs clearly is no tie', () => {
    const two = [variant('baseline'), variant('v1')];
    const clear = findingOf(two, leading(0.55, 5000, 4000).slice(0, 2), 'good', null);
    expect(clear).toMatchObject({ kind: 'best', difference: 'clear', next: null, advice: 'lean' });
    const unclear = findingOf(two, leading(0.55, 5000, 0).slice(0, 2), 'good', null);
    expect(unclear).toMatchObject({ kind: 'tie', next: null, advice: 'nearTie' });
  });
});

describe('the sentences of a finding', () => {
  const lines = (chance: number, low: number, verdict: Verdict | null = 'good', ended = true) => {
    const ranking = leading(chance, 5000, low);
    const finding = findingOf(VARIANTS, ranking, verdict, null);
    if (finding === null) throw new Error('ranked');
    return findingLines(
      finding,
      {
        variants: VARIANTS,
        ranking,
        grounds: ended ? { inert: [], observed: new Map([['v1', 5720]]) } : null,
      },
      (id) => `<${id}>`,
      String,
    );
  };

  test('name both sides: the baseline first, then the second best', () => {
    const [first, observed, second, ...more] = lines(0.5, 4000);
    expect(more).toEqual([]);
    // Records are observations: that is said wherever the history is said to support a difference.
    expect(observed).toMatchObject({ key: 'observed', values: { records: '5,720' } });
    expect(first).toMatchObject({
      key: 'baseline.clear',
      values: { name: '<v1>', baseline: '<baseline>', amount: '5000' },
    });
    expect(second).toMatchObject({
      key: 'next.open',
      values: { name: '<v1>', next: '<v2>', chance: '50%', nextChance: '25%' },
    });
  });

  test('say who leads where one does, and nothing where nothing is ranked', () => {
    expect(lines(0.8, 0).map(({ key }) => key)).toEqual([
      'baseline.unclear',
      'observed',
      'next.ahead',
    ]);
    expect(lines(0.8, 4000, 'insufficient')).toEqual([]);
    expect(lines(0.8, 4000, 'weak')[0]?.key).toBe('baseline.untrusted');
  });

  test('while a run is under way nothing is said of how firm its evidence is', () => {
    expect(lines(0.8, 4000, null, false)[0]?.key).toBe('baseline.early');
    expect(lines(0.8, 0, null, false)[0]?.key).toBe('baseline.unclear');
  });
});

test('with too little data the warning comes first and nothing wins, however clear the figures look', () => {
  expect(findingOf(VARIANTS, leading(0.99, 50_000, 40_000), 'insufficient', null)).toEqual({
    warning: 'insufficient',
    kind: 'open',
    variantId: 'baseline',
    difference: null,
    next: null,
    advice: 'noWinner',
  });
  // A near tie as well: that the data are too few is the stronger reason, on the page and in the brief.
  expect(findingOf(VARIANTS, leading(0.34, 10, 1), 'insufficient', null)).toMatchObject({
    kind: 'open',
    advice: 'noWinner',
  });
});

describe('what is recommended', () => {
  const advice = (chance: number, verdict: Verdict | null) =>
    findingOf(VARIANTS, leading(chance, 5000, 4000), verdict, null)?.advice;

  test('a lead below 60 %, or of a weak model, is no recommendation', () => {
    expect(advice(0.6, 'good')).toBe('recommend');
    expect(advice(0.59, 'good')).toBe('between');
    expect(advice(0.9, 'weak')).toBe('lean');
  });

  test('a leading baseline is kept; the first of equals leads', () => {
    const ranking = leading(0.8, 5000, 4000).map((entry) => ({
      ...entry,
      bestChance: entry.variantId === 'baseline' ? 0.8 : 0.1,
    }));
    expect(findingOf(VARIANTS, ranking, 'fair', null)?.advice).toBe('bestIsBaseline');
    expect(findingOf(VARIANTS, ranking, 'weak', null)?.advice).toBe('keepLean');
    const equal = ranking.map((entry) => ({ ...entry, bestChance: 0.5 })).toReversed();
    expect(leaderOf(VARIANTS, equal)?.variantId).toBe('baseline');
  });

  test.prop([
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: -10_000, max: 10_000 }),
    fc.integer({ min: -10_000, max: 10_000 }),
    fc.constantFrom(null, 'good', 'fair', 'weak', 'insufficient'),
    fc.constantFrom(1, 2, 3),
  ])('never says more than the headline', (chance, mean, low, verdict, count) => {
    const ranking = leading(chance, mean, low).slice(0, count);
    const finding = findingOf(VARIANTS.slice(0, count), ranking, verdict, null);
    const allowed = {
      single: ['only'],
      open: ['noWinner'],
      tie: ['nearTie', 'between', 'lean'],
      best: ['recommend', 'lean', 'between', 'noDifference', 'bestIsBaseline', 'keepLean'],
    };
    expect(allowed[finding?.kind ?? 'open']).toContain(finding?.advice);
    if (finding?.advice === 'recommend') {
      expect(finding).toMatchObject({ warning: null, difference: 'clear' });
      expect(finding.next?.standing).not.toBe('open');
    }
    // To change the present way is never advised without firm evidence against the baseline.
    if (finding?.advice === 'between') expect(finding.difference).toBe('clear');
  });
});

test('a weak model warns, but may still compare', () => {
  expect(findingOf(VARIANTS, leading(0.9, 5000, 4000), 'weak', null)).toMatchObject({
    warning: 'weak',
    kind: 'best',
  });
});

test('one variant alone is described, never ranked', () => {
  const alone = findingOf([variant('baseline')], leading(0.9, 1, 1).slice(0, 1), 'fair', null);
  expect(alone).toMatchObject({ kind: 'single', warning: null, variantId: 'baseline' });
  expect(findingOf([], [], 'good', null)).toBeNull();
});

describe('what rests on assumptions is never called firm evidence', () => {
  const grounds = {
    assumed: new Set(['v1']),
    partly: new Set<string>(),
    observed: new Map<string, number>(),
    inert: ['extraSolutionEngineers'],
  } as const;
  const say = (verdict: Verdict, chance = 0.9) => {
    const ranking = leading(chance, 5000, 4000);
    const finding = findingOf(VARIANTS, ranking, verdict, grounds);
    if (finding === null) throw new Error('ranked');
    const run = { variants: VARIANTS, ranking, grounds };
    return { finding, keys: findingLines(finding, run, String, String).map(({ key }) => key) };
  };

  test('it is tried, not adopted, and levers that cannot act are named', () => {
    const { finding, keys } = say('good');
    expect(finding).toMatchObject({ kind: 'best', difference: 'assumed', advice: 'lean' });
    expect(keys).toEqual(['baseline.assumed', 'next.ahead', 'inert.extraSolutionEngineers']);
    expect(say('good', 0.5).finding.advice).toBe('lean');
  });

  test('nor where a part of it is assumed: the part that is told is still said to be observed', () => {
    const ranking = leading(0.9, 5000, 4000);
    const partly = {
      assumed: new Set<string>(),
      partly: new Set(['v1']),
      observed: new Map([['v1', 40]]),
      inert: [],
    };
    const finding = findingOf(VARIANTS, ranking, 'good', partly);
    if (finding === null) throw new Error('ranked');
    expect(finding).toMatchObject({ difference: 'partly', advice: 'lean' });
    const run = { variants: VARIANTS, ranking, grounds: partly };
    expect(findingLines(finding, run, String, String).map(({ key }) => key)).toEqual([
      'baseline.partly',
      'observed',
      'next.ahead',
    ]);
  });

  test('the range of the difference over the futures is told, not the error of its mean', () => {
    const quantilesMinor = Array.from({ length: 101 }, (_unused, k) => 100 * (k - 20));
    const ranking = leading(0.9, 5000, 4000).map((rank) =>
      rank.versusBaseline === null
        ? rank
        : { ...rank, versusBaseline: { ...rank.versusBaseline, quantilesMinor } },
    );
    const finding = findingOf(VARIANTS, ranking, 'good', null);
    if (finding === null) throw new Error('ranked');
    const run = { variants: VARIANTS, ranking, grounds: null };
    expect(findingLines(finding, run, String, String)[1]).toMatchObject({
      key: 'range.futures',
      values: { low: '-1000', high: '7000', better: '60%' },
    });
  });

  test('nor has a model of little trust any to give', () => {
    const ranking = leading(0.9, 5000, 4000);
    const finding = findingOf(VARIANTS, ranking, 'weak', null);
    if (finding === null) throw new Error('ranked');
    const run = { variants: VARIANTS, ranking, grounds: null };
    expect(findingLines(finding, run, String, String)[0]?.key).toBe('baseline.untrusted');
  });
});
