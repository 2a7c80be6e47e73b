import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { chanceAbove, costedVariants } from '#shared/sandbox/cost';
import { type Costs, type Levers, NEUTRAL_LEVERS } from '#shared/sandbox/request';
import type { RunResult } from '#shared/sandbox/run-result';
import { runFixture } from '../composer/run-fixture';

/** Differences of −50 … +50 thousand in equal steps. */
const QUANTILES = Array.from({ length: 101 }, (_, k) => (k - 50) * 1000);

/** A run over 73 days, a fifth of a year, after a year with 730 answers to customers: two a day. */
function run(levers: Partial<Levers>, costs: Costs | undefined, responses = 730): RunResult {
  const fixture = runFixture();
  return {
    ...fixture,
    request: {
      ...fixture.request,
      horizonDays: 73,
      costs,
      variants: fixture.request.variants.map((variant, index) => ({
        ...variant,
        levers: index === 1 ? { ...NEUTRAL_LEVERS, ...levers } : NEUTRAL_LEVERS,
      })),
    },
    fit: {
      ...fixture.fit,
      windowFromDay: '2025-10-01',
      windowToDay: '2026-09-30',
      counts: { ...fixture.fit.counts, responses },
    },
    ranking: fixture.ranking.map((rank) =>
      rank.versusBaseline === null
        ? rank
        : {
            ...rank,
            versusBaseline: { ...rank.versusBaseline, meanMinor: 0, quantilesMinor: QUANTILES },
          },
    ),
  };
}

const second = (...args: Parameters<typeof run>) => {
  const costed = costedVariants(run(...args))[1];
  if (costed === undefined) throw new Error('three variants');
  return costed;
};
const prices = (engineerMonthMinor: number | null, followUpMinor: number | null): Costs => ({
  engineerMonthMinor,
  followUpMinor,
});

describe('what a variant takes and costs', () => {
  test('engineers count for the whole horizon, in months', () => {
    const costed = second({ extraSolutionEngineers: 2 }, prices(3_000_000, null));
    // 73 days are 2.4 months (73 / 365.25 × 12 = 2.398).
    expect(costed.effort.engineerMonths).toBeCloseTo(4.797, 3);
    expect(costed.cost).toEqual({ kind: 'known', minor: 14_390_144 });
  });

  test('answers count at the pace of the history, once for each time faster; slower saves nothing', () => {
    expect(second({ followUpSpeed: 2 }, prices(null, 500)).effort.followUps).toBeCloseTo(146, 6);
    expect(second({ followUpSpeed: 3 }, prices(null, 500)).cost).toEqual({
      kind: 'known',
      minor: 146_000,
    });
    expect(second({ followUpSpeed: 0.5 }, undefined).cost).toEqual({ kind: 'known', minor: 0 });
  });

  test('no price is made up: what is needed and missing is named', () => {
    const both = { extraSolutionEngineers: 1, followUpSpeed: 2 };
    expect(second(both, undefined).cost).toEqual({
      kind: 'unstated',
      missing: ['engineerMonthMinor', 'followUpMinor'],
    });
    expect(second(both, prices(100, null))).toMatchObject({
      cost: { kind: 'unstated', missing: ['followUpMinor'] },
      netMinor: null,
      versusBaseline: null,
    });
    expect(second({ discountPct: 10 }, undefined).cost).toEqual({ kind: 'known', minor: 0 });
  });

  test('a history without answers cannot be priced by the answer', () => {
    const costed = second({ followUpSpeed: 2 }, prices(null, 500), 0);
    expect(costed).toMatchObject({ cost: { kind: 'uncounted' }, netMinor: null });
  });
});

describe('what it brings', () => {
  test('net result and return are the same futures less the cost', () => {
    const costed = second({ followUpSpeed: 2 }, prices(null, 100));
    const { bookingsMinor } = run({}, undefined).variants[1] ?? { bookingsMinor: null };
    // 146 answers at 100 minor units.
    expect(costed.netMinor?.p50).toBe((bookingsMinor?.p50 ?? 0) - 14_600);
    expect(costed.versusBaseline).toMatchObject({
      extraCostMinor: 14_600,
      netGainMinor: { mean: -14_600, p10: -54_600, p50: -14_600, p90: 25_400 },
    });
    expect(costed.versusBaseline?.returnShare?.p90).toBeCloseTo(25_400 / 14_600, 12);
    // Worth it where the difference is above 14,600 of −50,000 … +50,000.
    expect(costed.versusBaseline?.paysChance).toBeCloseTo(0.354, 12);
  });

  test('where nothing more is spent there is a gain but no return', () => {
    expect(second({ discountPct: 5 }, undefined).versusBaseline).toMatchObject({
      extraCostMinor: 0,
      returnShare: null,
    });
  });

  test('the baseline is compared with nothing, and a run without differences with none either', () => {
    const fixture = run({}, prices(1, 1));
    expect(costedVariants(fixture)[0]?.versusBaseline).toBeNull();
    const older = fixture.ranking.map((rank) =>
      rank.versusBaseline === null
        ? rank
        : { ...rank, versusBaseline: { ...rank.versusBaseline, quantilesMinor: undefined } },
    );
    expect(costedVariants({ ...fixture, ranking: older })[1]?.versusBaseline).toBeNull();
  });
});

test.prop([
  fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }),
  fc.integer({ min: -1100, max: 1100 }),
  fc.integer({ min: 0, max: 300 }),
])('a dearer variant never pays more often', (values, level, more) => {
  const sorted = values.toSorted((a, b) => a - b);
  const chance = chanceAbove(sorted, level);
  expect(chance).toBeGreaterThanOrEqual(0);
  expect(chance).toBeLessThanOrEqual(1);
  expect(chanceAbove(sorted, level + more)).toBeLessThanOrEqual(chance);
});
