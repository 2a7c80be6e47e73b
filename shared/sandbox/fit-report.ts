import { z } from 'zod';
import { daySchema, originSchema } from '../pipeline/model';

/** A central 90 % interval. */
export const intervalSchema = z.object({ low: z.number(), high: z.number() });

/**
 * Where a number comes from. `data`: estimated from this workspace. `expert`: a prior from published or
 * professional judgement, sharpened by data where there are any. `default`: a plain assumption.
 */
const provenanceSchema = z.enum(['data', 'expert', 'default']);

/** Every parameter a person may want to look at. Texts: `sandbox.param.<id>.name` and `….unit`. */
export const parameterIdSchema = z.enum([
  'discountEffect',
  'followUpEffect',
  'attentionEffect',
  'rivalEffect',
  'rivalChance',
  'freezeChance',
  'freezeDays',
  'engineerAwayChance',
  'engineerAwayDays',
  'validationCapacity',
  'dealsPerEngineer',
  'arrivalsPerWeek',
  'arrivalDispersion',
  'arrivalDrift',
  'amountMedian',
  'climate',
  'medianResponseHours',
]);

/** Why a parameter has its provenance. Texts: `sandbox.source.<key>`. */
const sourceKeySchema = z.enum([
  'estimated',
  'estimatedObservational',
  'estimatedWithPrior',
  'tooFewData',
  'noDiscounts',
  'noTouchpoints',
  'assumed',
  'assumedNoHistory',
]);

export const parameterReportSchema = z.object({
  id: parameterIdSchema,
  /** In the unit of its text; null = this history cannot tell, the model then does without it. */
  value: z.number().nullable(),
  /** Central 90 % interval; null where the value is taken as exact. */
  interval: intervalSchema.nullable(),
  provenance: provenanceSchema,
  sourceKey: sourceKeySchema,
  /** How many observations it rests on (0 = none). */
  observations: z.int().min(0),
});
export type ParameterReport = z.infer<typeof parameterReportSchema>;

const poolRowSchema = z.object({
  dimension: z.enum(['product', 'region', 'owner', 'segment']),
  value: z.string(),
  /** Closed deals behind the row. */
  closed: z.int(),
  won: z.int(),
  /** won / closed as counted; null when nothing is closed. */
  rawChance: z.number().nullable(),
  /** The pooled estimate that the simulation uses, for a deal that is average in every other respect. */
  pooledChance: z.number(),
  interval: intervalSchema,
  /** 0 = the row keeps its own rate, 1 = the row is given the common rate. */
  shrinkage: z.number(),
});

const stageRowSchema = z.object({
  /** Index 0–7 in process order. */
  stage: z.int().min(0).max(7),
  /** Visits seen, of which still running when the window ended. */
  visits: z.int(),
  censored: z.int(),
  /**
   * Days until half of all visits have ended, in validation at the crowding the history had on average; null when the fit
   * never gets there within two years.
   */
  medianDays: z.number().nullable(),
  /** How a visit ends, in the long run; the three chances add up to 1 (or all are 0 when it never ends). */
  moveChance: z.number(),
  lostChance: z.number(),
  dormantChance: z.number(),
  provenance: provenanceSchema,
});

const backTestCutSchema = z.object({
  /** The model saw nothing after this day. */
  cutDay: daySchema,
  horizonDays: z.int(),
  openDeals: z.int(),
  actualBookingsMinor: z.number(),
  predictedMeanMinor: z.number(),
  predictedP5Minor: z.number(),
  predictedP10Minor: z.number(),
  /** Tests of an earlier version kept no median. */
  predictedP50Minor: z.number().optional(),
  predictedP90Minor: z.number(),
  predictedP95Minor: z.number(),
  actualWins: z.int(),
  predictedWinsMean: z.number(),
  predictedWinsP5: z.number(),
  predictedWinsP95: z.number(),
  /** Continuous ranked probability score of the bookings forecast, minor units; smaller is better. */
  crpsMinor: z.number(),
  /** The same for the naive forecast (the spread of earlier periods of equal length). */
  naiveCrpsMinor: z.number(),
});
export type BackTestCut = z.infer<typeof backTestCutSchema>;

export const backTestSchema = z.object({
  cuts: z.array(backTestCutSchema),
  /** Share of cuts whose actual bookings fell inside the central 80 % / 90 % interval; null without cuts. */
  coverage80: z.number().nullable(),
  coverage90: z.number().nullable(),
  winsCoverage90: z.number().nullable(),
  crpsMinor: z.number().nullable(),
  naiveCrpsMinor: z.number().nullable(),
  /** 1 − CRPS / naive CRPS: above 0 is better than the naive forecast. */
  skill: z.number().nullable(),
  /** Mean squared error of each open deal's chance to be won within the horizon; null without deals. */
  brier: z.number().nullable(),
  /** The same for one common chance for all deals. */
  naiveBrier: z.number().nullable(),
  /** Deals by predicted chance; empty bins left out. */
  calibration: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      deals: z.int(),
      predicted: z.number(),
      actual: z.number(),
    }),
  ),
  /** Held-out log loss of stage exits: with partial pooling, each cell alone, one rate for all; null = too few. */
  pooling: z
    .object({
      heldOut: z.int(),
      pooled: z.number(),
      unpooled: z.number(),
      common: z.number(),
    })
    .nullable(),
});
export type BackTest = z.infer<typeof backTestSchema>;

/** The fit's own report card. */
export const fitReportSchema = z.object({
  pipelineId: z.string(),
  currency: z.string(),
  origin: originSchema,
  asOfDay: daySchema,
  windowFromDay: daySchema,
  windowToDay: daySchema,
  counts: z.object({
    opportunities: z.int(),
    open: z.int(),
    won: z.int(),
    lost: z.int(),
    dormant: z.int(),
    stageEvents: z.int(),
    responses: z.int(),
    /** Opportunities whose open amount is unknown and is drawn from the product's history. */
    amountsUnknown: z.int(),
    /** Rows left out because their days contradict each other (closed before opened, after as-of…). */
    rejected: z.int(),
  }),
  /** True when the history has no stage events: the process is then seen as opened → closed. */
  onlyOpenAndClose: z.boolean(),
  parameters: z.array(parameterReportSchema),
  pools: z.array(poolRowSchema),
  stages: z.array(stageRowSchema),
  /**
   * Long-run chance that a deal new in the pipeline is won, from the closed form of the stage chain
   * (levers neutral, no waiting for capacity): the instant preview.
   */
  expectedConversion: z.number(),
  backTest: backTestSchema,
  /**
   * `insufficient`: fewer than two back-tested periods with a win, the bands are mostly assumption. `weak`: not better than the naive
   * forecast, or the 90 % band held in less than 60 % of the cuts. `fair`: better. `good`: better by 10 %, the 90 % band held in
   * at least 80 % of the cuts, and the latest of them did not all miss to one side.
   */
  verdict: z.enum(['insufficient', 'weak', 'fair', 'good']),
  durationMs: z.number(),
});
export type FitReport = z.infer<typeof fitReportSchema>;
