import { runResultSchema, type RunResult, type VariantResult } from '#shared/sandbox/run-result';

const AS_OF = '2026-09-30';

/** A smooth bell of figures around `median` (minor units); not simulated, only shaped like a result. */
function variant(variantId: string, median: number, wins: number): VariantResult {
  const sd = median * 0.22;
  const spread = (z: number) => median + z * sd;
  const distribution = (mid: number, width: number) => ({
    n: 2000,
    mean: mid * 1.01,
    sd: width,
    se: width / Math.sqrt(2000),
    p5: mid - 1.64 * width,
    p10: mid - 1.28 * width,
    p50: mid,
    p90: mid + 1.28 * width,
    p95: mid + 1.64 * width,
  });
  const bins = 40;
  const lowest = 4e9;
  const width = 4.4e8;
  const shares = Array.from({ length: bins }, (_unused, i) => {
    const z = (lowest + (i + 0.5) * width - median) / sd;
    return Math.exp((-z * z) / 2);
  });
  const total = shares.reduce((a, b) => a + b, 0);
  return {
    variantId,
    bookingsMinor: distribution(median, sd),
    histogram: shares.map((share, i) => ({
      fromMinor: lowest + i * width,
      toMinor: lowest + (i + 1) * width,
      count: Math.round((share / total) * 2000),
    })),
    cdf: Array.from({ length: 101 }, (_unused, i) => ({
      valueMinor: spread(-2.5 + i * 0.05),
      chance: i / 100,
    })),
    cvar5Minor: spread(-2.06),
    targetChance: 0.41,
    targetChanceSe: 0.011,
    conversion: { ...distribution(0.34, 0.03) },
    cycleDays: distribution(96, 8),
    wins: distribution(wins, 4),
    stageAtHorizon: [40, 31, 28, 22, 17, 9, 12, 30],
    validationWaitDays: 3.4,
  };
}

const levers = { discountPct: 0, extraSolutionEngineers: 0, followUpSpeed: 1, focusSegments: [] };

const cut = (cutDay: string, actual: number, mean: number) => ({
  cutDay,
  horizonDays: 90,
  openDeals: 210,
  actualBookingsMinor: actual,
  predictedMeanMinor: mean,
  predictedP5Minor: mean * 0.66,
  predictedP10Minor: mean * 0.74,
  predictedP90Minor: mean * 1.28,
  predictedP95Minor: mean * 1.4,
  actualWins: 31,
  predictedWinsMean: 29.4,
  predictedWinsP5: 21,
  predictedWinsP95: 38,
  crpsMinor: mean * 0.07,
  naiveCrpsMinor: mean * 0.09,
});

/** A complete rehearsal of three variants for tests of documents. The figures are made up and say nothing. */
export function runFixture(
  names = ['照常推进', '加派两名解决方案工程师', '加快响应并让利 3%'],
): RunResult {
  const [baseline = 'a', engineers = 'b', speed = 'c'] = names;
  const parameter = (id: string, provenance: string) => ({
    id,
    value: 1.2,
    interval: { low: 0.9, high: 1.5 },
    provenance,
    sourceKey: 'estimated',
    observations: provenance === 'data' ? 812 : 0,
  });
  const risk = (id: string, kind: string, effect: number, half: number, range = [0, 1]) => ({
    id,
    kind,
    from: range[0],
    to: range[1],
    variantId: 'v2',
    replicates: 500,
    effectMinor: effect,
    seMinor: half / 1.96,
    intervalMinor: { low: effect - half, high: effect + half },
    effectPct: (effect / 1.34e10) * 100,
    intervalPct: {
      low: ((effect - half) / 1.34e10) * 100,
      high: ((effect + half) / 1.34e10) * 100,
    },
    direction: Math.abs(effect) < half ? 'none' : effect > 0 ? 'up' : 'down',
    notDistinguishable: Math.abs(effect) < half,
  });
  return runResultSchema.parse({
    id: '0199c0de-0000-7000-8000-000000000001',
    name: '四季度重点打法',
    createdAt: Date.UTC(2026, 8, 30, 9),
    request: {
      modelId: 'b2b-pipeline',
      pipelineId: 'pipeline-1',
      asOfDay: AS_OF,
      horizonDays: 90,
      historyWindow: { fromDay: '2024-10-01', toDay: AS_OF },
      variants: [
        { id: 'v1', name: baseline, levers },
        { id: 'v2', name: engineers, levers: { ...levers, extraSolutionEngineers: 2 } },
        {
          id: 'v3',
          name: speed,
          levers: {
            ...levers,
            discountPct: 3,
            followUpSpeed: 2,
            focusSegments: [{ dimension: 'region', value: '华东' }],
          },
        },
      ],
      switches: { rivalPromotes: 'model', budgetFreeze: 'off', keyEngineerAway: 'model' },
      replicates: 2000,
      seed: 20260930,
      targetMinor: 1.4e10,
    },
    engineVersion: '1.0.0',
    inputsHash: 'a1'.repeat(32),
    resultHash: 'b2c4'.repeat(16),
    seed: 20260930,
    replicates: 2000,
    currency: 'CNY',
    fit: {
      pipelineId: 'pipeline-1',
      currency: 'CNY',
      origin: 'generated',
      asOfDay: AS_OF,
      windowFromDay: '2024-10-01',
      windowToDay: AS_OF,
      counts: {
        opportunities: 2000,
        open: 487,
        won: 512,
        lost: 861,
        dormant: 140,
        stageEvents: 9120,
        responses: 3311,
        amountsUnknown: 12,
        rejected: 3,
      },
      onlyOpenAndClose: false,
      parameters: [
        parameter('followUpEffect', 'data'),
        parameter('rivalEffect', 'expert'),
        parameter('freezeDays', 'default'),
      ],
      pools: [],
      stages: [],
      expectedConversion: 0.33,
      backTest: {
        cuts: [
          cut('2025-06-30', 9.1e9, 8.8e9),
          cut('2025-09-30', 1.02e10, 9.4e9),
          cut('2025-12-31', 1.31e10, 9.9e9),
          cut('2026-03-31', 9.7e9, 1.06e10),
          cut('2026-06-30', 1.12e10, 1.1e10),
        ],
        coverage80: 0.8,
        coverage90: 1,
        winsCoverage90: 0.8,
        crpsMinor: 7e8,
        naiveCrpsMinor: 9e8,
        skill: 0.22,
        brier: 0.147,
        naiveBrier: 0.192,
        calibration: [
          { from: 0, to: 0.2, deals: 120, predicted: 0.11, actual: 0.09 },
          { from: 0.2, to: 0.4, deals: 96, predicted: 0.29, actual: 0.33 },
          { from: 0.4, to: 0.6, deals: 71, predicted: 0.48, actual: 0.46 },
          { from: 0.6, to: 0.8, deals: 30, predicted: 0.67, actual: 0.73 },
        ],
        pooling: null,
      },
      verdict: 'good',
      durationMs: 412,
    },
    variants: [variant('v1', 1.18e10, 31), variant('v2', 1.34e10, 35), variant('v3', 1.27e10, 36)],
    ranking: [
      { variantId: 'v1', bestChance: 0.06, expectedRegretMinor: 1.9e9, versusBaseline: null },
      {
        variantId: 'v2',
        bestChance: 0.68,
        expectedRegretMinor: 2e8,
        versusBaseline: {
          meanMinor: 1.6e9,
          seMinor: 4e7,
          interval: { low: 1.52e9, high: 1.68e9 },
          betterChance: 0.81,
          quantilesMinor: Array.from({ length: 101 }, (_unused, k) => 1.6e9 + (k - 50) * 4e7),
        },
      },
      {
        variantId: 'v3',
        bestChance: 0.26,
        expectedRegretMinor: 8e8,
        versusBaseline: {
          meanMinor: 9e8,
          seMinor: 5e7,
          interval: { low: 8e8, high: 1e9 },
          betterChance: 0.66,
        },
      },
    ],
    risks: [
      risk('rivalPromotes', 'switch', -1.9e9, 3e8),
      risk('climate', 'assumption', 1.5e9, 4e8, [0.86, 1.17]),
      risk('keyEngineerAway', 'switch', -8e8, 2.5e8),
      risk('followUpEffect', 'assumption', 4e8, 2e8, [0.04, 0.13]),
      risk('freezeChance', 'assumption', -1e8, 2e8, [0.05, 0.2]),
    ],
    durations: {
      fitMs: 410,
      simulateMs: 2100,
      totalMs: 2600,
      firstPartialMs: 300,
      threads: 2,
      events: 1_200_000,
      eventsPerSecond: 570_000,
    },
  });
}
