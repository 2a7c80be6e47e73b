import { NEUTRAL_LEVERS, type RunRequest } from '#shared/sandbox/model';
import type { FittedModel } from '#electron/sandbox/engine/fitted';
import { AGE_BINS, CAUSES, DESTINATIONS, STAGE_COUNT } from '#electron/sandbox/engine/process';
import type { Scenario } from '#electron/sandbox/engine/scenario';

/** Row C8 of the engine's exact tests: weekly hazards of the eight stages. */
export const ADVANCE = [0.3, 0.25, 0.22, 0.2, 0.18, 0.25, 0.35, 0.5];
export const LOSE = [0.2, 0.12, 0.08, 0.06, 0.06, 0.04, 0.02, 0.01];

export const NEUTRAL: Scenario = {
  ...NEUTRAL_LEVERS,
  switches: { rivalPromotes: 'off', budgetFreeze: 'off', keyEngineerAway: 'off' },
  pin: null,
};

/**
 * A model without any uncertainty: constant hazards per `unit` of days, stage s leads to s + 1, `deals` deals start in stage 0
 * and nothing arrives.
 */
export function plainModel(
  deals: number,
  advance: number[],
  lose: number[],
  unit = 7,
): FittedModel {
  const cells = STAGE_COUNT * CAUSES * AGE_BINS;
  const shape = new Float64Array(cells);
  const rate = new Float64Array(cells).fill(unit);
  const destinationWeight = new Float64Array(STAGE_COUNT * DESTINATIONS);
  for (let stage = 0; stage < STAGE_COUNT; stage++) {
    for (let bin = 0; bin < AGE_BINS; bin++) {
      shape[(stage * CAUSES + 0) * AGE_BINS + bin] = advance[stage] as number;
      shape[(stage * CAUSES + 1) * AGE_BINS + bin] = lose[stage] as number;
    }
    destinationWeight[stage * DESTINATIONS + stage + 1] = 1;
  }
  const table = (count: number): FittedModel['open'] => ({
    count,
    stage: new Uint8Array(count),
    age: new Float64Array(count),
    sinceOpened: new Float64Array(count),
    amount: new Float64Array(count).fill(100),
    codes: new Int32Array(count * 4).fill(-1),
    positions: new Int32Array(count * 4).fill(-1),
    discount: new Float64Array(count),
    reply: new Float64Array(count),
  });
  return {
    levelNames: [[], [], [], []],
    effects: {
      mean: Float64Array.of(0, 0),
      sd: Float64Array.of(0, 0),
      factor: new Float64Array(4),
      size: 2,
    },
    hazardShape: shape,
    hazardRate: rate,
    destinationWeight,
    discountStage: new Uint8Array(STAGE_COUNT),
    amountMu: Float64Array.of(5),
    amountMuSd: Float64Array.of(0),
    amountSigma: Float64Array.of(0.5),
    amountMinLog: 0,
    amountMaxLog: 20,
    arrivals: { perDay: 0, rateShape: 1, weeklySize: Infinity, driftSd: 0 },
    capacity: { slots: Infinity, slotsSd: 0, dealsPerEngineer: 5, dealsPerEngineerSd: 0 },
    levers: { attentionMean: 0.2, attentionSd: 0 },
    exogenous: {
      climateMoveSd30: 0,
      climateDropSd30: 0,
      rivalMean: 0.35,
      rivalSd: 0,
      rivalChance91: 0.3,
      freezeChance91: 0.15,
      awayChance91: 0.25,
      freezeDays: 45,
      freezeDaysSd: 0,
      awayDays: 28,
      awayDaysSd: 0,
    },
    open: table(deals),
    templates: table(0),
  };
}

/** A request with three variants over a generated history. */
export function request(changes: Partial<RunRequest> = {}): RunRequest {
  return {
    modelId: 'b2b-pipeline',
    pipelineId: 'p1',
    asOfDay: '2026-11-22',
    horizonDays: 91,
    historyWindow: { fromDay: '2024-01-01', toDay: '2026-11-22' },
    variants: [
      { id: 'today', name: 'As today', levers: NEUTRAL_LEVERS },
      { id: 'discount', name: 'Discount', levers: { ...NEUTRAL_LEVERS, discountPct: 10 } },
      {
        id: 'focus',
        name: 'Focus and speed',
        levers: {
          discountPct: 0,
          extraSolutionEngineers: 3,
          followUpSpeed: 2,
          focusSegments: [{ dimension: 'product', value: 'product-2' }],
        },
      },
    ],
    switches: { rivalPromotes: 'model', budgetFreeze: 'model', keyEngineerAway: 'model' },
    replicates: 256,
    seed: 42,
    targetMinor: 100_000_000,
    ...changes,
  };
}
