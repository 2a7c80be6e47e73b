import { z } from 'zod';
import { daySchema, idSchema, instantSchema } from '../pipeline/model';
import { fitReportSchema, intervalSchema, parameterIdSchema } from './fit-report';
import { runRequestSchema } from './request';

/** A distribution over replicates. `n` may be below the replicates where a figure is undefined (no win, no cycle). */
const distributionSchema = z.object({
  n: z.int(),
  mean: z.number(),
  sd: z.number(),
  /** Monte Carlo standard error of the mean. */
  se: z.number(),
  p5: z.number(),
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
  p95: z.number(),
});
export type Distribution = z.infer<typeof distributionSchema>;

/** One variant's figures. Null = undefined in every replicate. */
export const variantResultSchema = z.object({
  variantId: z.string(),
  /** Amounts signed within the horizon after discount, minor units. */
  bookingsMinor: distributionSchema,
  /** Equal-width bins over all variants' common range; counts add up to the replicates. */
  histogram: z.array(z.object({ fromMinor: z.number(), toMinor: z.number(), count: z.int() })),
  /** Points of the empirical distribution: P(bookings ≤ valueMinor) = chance; 101 points. */
  cdf: z.array(z.object({ valueMinor: z.number(), chance: z.number() })),
  /** Mean of the worst 5 % of replicates, minor units. */
  cvar5Minor: z.number(),
  /** P(bookings ≥ target); null without a target. */
  targetChance: z.number().nullable(),
  targetChanceSe: z.number().nullable(),
  /** Won / closed (won + lost + dormant) within the horizon. */
  conversion: distributionSchema.nullable(),
  /** Days from opened to signed of the deals won within the horizon, mean per replicate. */
  cycleDays: distributionSchema.nullable(),
  wins: distributionSchema,
  /** Mean number of simulated deals in each of the eight stages when the horizon ends. */
  stageAtHorizon: z.array(z.number()).length(8),
  /** Mean days a deal lost to crowding in validation, over the deals that were or came there within the horizon. */
  validationWaitDays: z.number(),
});
export type VariantResult = z.infer<typeof variantResultSchema>;

export const rankingSchema = z.array(
  z.object({
    variantId: z.string(),
    /** Share of replicates in which this variant books most (ties shared). */
    bestChance: z.number(),
    /** Mean shortfall against the best variant of each replicate, minor units. */
    expectedRegretMinor: z.number(),
    /** Paired difference to the baseline under common random numbers; null for the baseline itself. */
    versusBaseline: z
      .object({
        meanMinor: z.number(),
        seMinor: z.number(),
        /** 95 % interval of the mean difference. */
        interval: intervalSchema,
        betterChance: z.number(),
        /** The difference's distribution: its 0 %, 1 % … 100 % points; runs of an earlier version have none. */
        quantilesMinor: z.array(z.number()).length(101).optional(),
      })
      .nullable(),
  }),
);
export type Ranking = z.infer<typeof rankingSchema>;

/** Measured by forced twins: the same futures (same seeds) once with `from`, once with `to`. */
export const riskVariableSchema = z.object({
  id: z.enum(['rivalPromotes', 'budgetFreeze', 'keyEngineerAway', ...parameterIdSchema.options]),
  kind: z.enum(['switch', 'assumption']),
  /** switch: off → on (0 → 1). assumption: its 10 % → its 90 % point, in the parameter's unit. */
  from: z.number(),
  to: z.number(),
  /** The variant the twins were run on. */
  variantId: z.string(),
  replicates: z.int(),
  /** Bookings with `to` minus bookings with `from`, mean over replicates, minor units. */
  effectMinor: z.number(),
  seMinor: z.number(),
  /** 95 % intervals. */
  intervalMinor: intervalSchema,
  /** The same as a share of mean bookings with `from`, percent; null when that mean is 0. */
  effectPct: z.number().nullable(),
  intervalPct: intervalSchema.nullable(),
  direction: z.enum(['up', 'down', 'none']),
  /** The interval spans 0: say "no difference could be shown", never an effect. */
  notDistinguishable: z.boolean(),
});
export type RiskVariable = z.infer<typeof riskVariableSchema>;

/** What is known so far: replicates 1…n of every variant, sent at n = 64, 256, 1024, 4096, 16384. */
export const partialSchema = z.object({
  replicates: z.int(),
  variants: z.array(variantResultSchema),
  ranking: rankingSchema,
});
export type Partial = z.infer<typeof partialSchema>;

/** A finished rehearsal with all that is needed to repeat it bit for bit. */
export const runResultSchema = z.object({
  /** Identity under which the rehearsal is kept, its name and the instant it was finished. */
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
  /** The request as run; `threads` is left out. */
  request: runRequestSchema,
  engineVersion: z.string(),
  /** SHA-256 (hex) of the history and the window. */
  inputsHash: z.string(),
  /** SHA-256 (hex) of every replicate's figures; equal for equal inputs on any machine and thread count. */
  resultHash: z.string(),
  seed: z.int(),
  replicates: z.int(),
  currency: z.string(),
  fit: fitReportSchema,
  variants: z.array(variantResultSchema),
  ranking: rankingSchema,
  /** Sorted by the size of the effect; those that cannot be told from 0 come last. */
  risks: z.array(riskVariableSchema),
  durations: z.object({
    fitMs: z.number(),
    simulateMs: z.number(),
    totalMs: z.number(),
    /** Time from the start of the run until the first partial result (64 replicates). */
    firstPartialMs: z.number(),
    threads: z.int(),
    /** Simulated stage visits, and how many a second. */
    events: z.int(),
    eventsPerSecond: z.number(),
  }),
});
export type RunResult = z.infer<typeof runResultSchema>;

/** One line of the list of kept rehearsals. */
export const runSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
  pipelineId: idSchema,
  asOfDay: daySchema,
  horizonDays: z.int(),
  replicates: z.int(),
  seed: z.int(),
  currency: z.string(),
  variantNames: z.array(z.string()),
  /** The variant most often best, its chance to be so and its mean bookings, minor units. */
  bestVariantName: z.string(),
  bestChance: z.number(),
  bestMeanMinor: z.number(),
  resultHash: z.string(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;
