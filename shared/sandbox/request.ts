import { z } from 'zod';
import {
  daySchema,
  idSchema,
  originSchema,
  outcomeSchema,
  STAGES,
  stageSchema,
} from '../pipeline/model';

/**
 * What the sandbox is asked (request) and what it is fed (history). What it answers is in
 * `fit-report.ts` and `run-result.ts`. Money is integer minor units of the pipeline's currency,
 * `at` is epoch ms UTC, `day` an ISO date, chances are 0–1, durations are days unless named otherwise.
 */

/** The scenario models this build can simulate. */
const scenarioModelIdSchema = z.enum(['b2b-pipeline']);

/** The opportunity columns that group win chances and that a focus may name. */
const segmentDimensionSchema = z.enum(['product', 'region', 'owner', 'segment']);

/** A slice of the pipeline, e.g. region = 华东. `value` is compared with the history's column as it stands. */
export const focusSegmentSchema = z.object({
  dimension: segmentDimensionSchema,
  value: z.string().min(1).max(200),
});
export type FocusSegment = z.infer<typeof focusSegmentSchema>;

/** What the manager can set. The all-neutral value is {@link NEUTRAL_LEVERS}: carry on as today. */
export const leversSchema = z.object({
  /** Extra discount on every unsigned and new deal, percent of its present amount, 0–40; 0 = as today. */
  discountPct: z.number().min(0).max(40),
  /** Solution engineers added for the whole horizon, whole people, 0–20. */
  extraSolutionEngineers: z.int().min(0).max(20),
  /** How many times faster inbound messages are answered; 1 = as today, 2 = in half the time; 0.25–8. */
  followUpSpeed: z.number().min(0.25).max(8),
  /** Slices that get attention and validation slots first (a deal in any of them counts); empty = none. */
  focusSegments: z.array(focusSegmentSchema).max(12),
});
export type Levers = z.infer<typeof leversSchema>;

/** Levers that change nothing. */
export const NEUTRAL_LEVERS: Levers = {
  discountPct: 0,
  extraSolutionEngineers: 0,
  followUpSpeed: 1,
  focusSegments: [],
};

/** `model`: happens in each replicate with its assumed chance; `on`/`off`: forced in every replicate. */
export const switchStateSchema = z.enum(['model', 'on', 'off']);
export type SwitchState = z.infer<typeof switchStateSchema>;

/** What the manager cannot set. */
export const switchesSchema = z.object({
  /** A rival runs a promotion: win odds fall for the whole horizon. */
  rivalPromotes: switchStateSchema,
  /** Customers freeze budgets: signatures wait until the freeze is over. */
  budgetFreeze: switchStateSchema,
  /** A key solution engineer is away for some weeks: validation capacity falls. */
  keyEngineerAway: switchStateSchema,
});
export type Switches = z.infer<typeof switchesSchema>;
export type SwitchId = keyof Switches;

/** A named set of levers; the first variant of a request is the baseline the others are compared with. */
export const variantSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  levers: leversSchema,
});
export type Variant = z.infer<typeof variantSchema>;

/** What the levers cost, minor units; null = not stated, and then nothing is assumed. They change no simulated figure. */
export const costsSchema = z.object({
  /** One extra solution engineer for a month. */
  engineerMonthMinor: z.int().min(0).nullable(),
  /** One answer to a customer, each time the speed is above today's. */
  followUpMinor: z.int().min(0).nullable(),
});
export type Costs = z.infer<typeof costsSchema>;

/** The costs of a request: nothing, where none is stated, so that it stays the request it was without them. */
export function statedCosts(costs: Costs): { readonly costs?: Costs } {
  return Object.values(costs).every((price) => price === null) ? {} : { costs };
}

/** The part of the history a model may learn from; both days included. */
export const historyWindowSchema = z
  .object({ fromDay: daySchema, toDay: daySchema })
  .refine((window) => window.fromDay <= window.toDay, { path: ['toDay'] });
export type HistoryWindow = z.infer<typeof historyWindowSchema>;

/** One rehearsal. Same request + same history + same engine version = the same result, bit for bit. */
export const runRequestSchema = z
  .object({
    modelId: scenarioModelIdSchema,
    pipelineId: idSchema,
    /** The future starts at the end of this day. */
    asOfDay: daySchema,
    /** Length of the simulated future, days, 7–730. */
    horizonDays: z.int().min(7).max(730),
    historyWindow: historyWindowSchema,
    variants: z.array(variantSchema).min(1).max(8),
    switches: switchesSchema,
    /** Simulated futures per variant, 64–20,000. */
    replicates: z.int().min(64).max(20_000),
    /** Unsigned 32-bit seed. */
    seed: z.int().min(0).max(0xffff_ffff),
    /** Bookings to beat within the horizon, minor units; null = no target. */
    targetMinor: z.int().min(0).nullable(),
    /** Left out when no cost is stated. */
    costs: costsSchema.optional(),
    /** Worker threads; leave out for the default. Never changes the result. */
    threads: z.int().min(1).max(64).optional(),
  })
  .refine((r) => new Set(r.variants.map((v) => v.id)).size === r.variants.length, {
    path: ['variants'],
  });
export type RunRequest = z.infer<typeof runRequestSchema>;

/** One row per index: all columns have the same length. */
const opportunityColumnsSchema = z.object({
  id: z.array(z.string()),
  product: z.array(z.string()),
  region: z.array(z.string()),
  owner: z.array(z.string()),
  /** Customer segment; empty string where unknown (likewise in the three columns above). */
  segment: z.array(z.string()),
  stage: z.array(stageSchema),
  outcome: z.array(outcomeSchema),
  /** Minor units; null where unknown. Zero on a lost or open deal counts as unknown too. */
  amountMinor: z.array(z.int().min(0).nullable()),
  /** Discount off list in basis points (1250 = 12.5 %); null where unknown. */
  discountBp: z.array(z.int().min(0).max(10_000).nullable()),
  openedDay: z.array(daySchema),
  /** Day of the outcome; null while open. */
  closedDay: z.array(daySchema.nullable()),
  expectedCloseDay: z.array(daySchema.nullable()),
});

/** Rows refer to opportunities by their index in the columns above; any order of time. */
const stageEventColumnsSchema = z.object({
  opportunity: z.array(z.int().min(0)),
  /** The stage entered, or the outcome that happened (`reopened` undoes lost and dormant). */
  entered: z.array(z.enum([...STAGES, 'won', 'lost', 'dormant', 'reopened'])),
  at: z.array(z.int()),
});

const touchpointColumnsSchema = z.object({
  opportunity: z.array(z.int().min(0)),
  at: z.array(z.int()),
  direction: z.array(z.enum(['inbound', 'outbound'])),
});

/** Everything a fit reads, column by column as the replica hands it over. */
export const historyInputSchema = z.object({
  pipelineId: z.string(),
  /** ISO 4217 code of every amount. */
  currency: z.string().length(3),
  /** Where the pipeline's data come from; repeated in the fit report. */
  origin: originSchema,
  asOfDay: daySchema,
  opportunities: opportunityColumnsSchema,
  stageEvents: stageEventColumnsSchema,
  touchpoints: touchpointColumnsSchema,
});
export type HistoryInput = z.infer<typeof historyInputSchema>;
