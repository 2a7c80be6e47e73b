import { z } from 'zod';
import { switchStateSchema } from './request';
import type { ScenarioModel } from './scenario';

/**
 * A study: what a scenario model is asked and what it answers, the same for every model. Money is in the unit of the data's
 * currency, chances are 0–1.
 */

/** Most variants of a study. */
export const MOST_STUDY_VARIANTS = 8;

const studyVariantSchema = z
  .object({
    id: z.string().min(1).max(64),
    name: z.string().min(1).max(120),
    /** By the model's ids; a lever that is not named stands as today. */
    levers: z.record(z.string(), z.number()),
    /** By the model's ids; a switch that is not named happens by chance. */
    switches: z.record(z.string(), switchStateSchema),
  })
  .strict();
export type StudyVariant = z.infer<typeof studyVariantSchema>;

export const studyRequestSchema = z
  .object({
    /** Assumptions that differ from the model's. */
    assumptions: z.record(
      z.string(),
      z.object({ mean: z.number(), sd: z.number().min(0) }).strict(),
    ),
    /** The first is the baseline. */
    variants: z.array(studyVariantSchema).min(1).max(MOST_STUDY_VARIANTS),
    /** Output by which variants are ranked; the model's own when not given. */
    ranked: z.string().optional(),
    /** Values to reach, by output: at least so much, or at most, where less is better. */
    targets: z.record(z.string(), z.number()),
    /** Most futures of a variant. */
    replicates: z.int().min(64).max(1_000_000),
    /** Unsigned 32-bit seed. */
    seed: z.int().min(0).max(0xffff_ffff),
    /**
     * Stop when the 95 % intervals of the means of the ranked output are this narrow (half the width as a share of the baseline's
     * mean); null = play all futures.
     */
    precision: z.number().positive().nullable(),
  })
  .strict()
  .refine(({ variants }) => new Set(variants.map(({ id }) => id)).size === variants.length, {
    path: ['variants'],
    message: 'an id occurs twice',
  });
export type StudyRequest = z.infer<typeof studyRequestSchema>;

/** A figure with its Monte-Carlo standard error. */
const estimateSchema = z.object({ value: z.number(), se: z.number() });

const studyDistributionSchema = z.object({
  mean: estimateSchema,
  sd: estimateSchema,
  p5: estimateSchema,
  p10: estimateSchema,
  p50: estimateSchema,
  p90: estimateSchema,
  p95: estimateSchema,
  /** Mean of the worst 5 % of futures: the lowest, or the highest where less is better. */
  cvar5: estimateSchema,
});

/** Quantiles of an output at the end of each step of time; they come from the first 4,096 futures. */
const courseSchema = z.object({
  mean: z.array(z.number()),
  p5: z.array(z.number()),
  p10: z.array(z.number()),
  p50: z.array(z.number()),
  p90: z.array(z.number()),
  p95: z.array(z.number()),
});
export type StudyCourse = z.infer<typeof courseSchema>;

const studyFigureSchema = studyDistributionSchema.extend({
  /** Values at the 0 %, 1 % … 100 % points: the distribution function. */
  quantiles: z.array(z.number()).length(101),
  /** Futures in bins of equal width; all variants have the same bins. */
  histogram: z.object({ from: z.number(), width: z.number(), counts: z.array(z.number()) }),
  /** P(target reached); null without a target. */
  targetChance: estimateSchema.nullable(),
  /** What it has more than the baseline in the same future; null for the baseline itself. */
  difference: studyDistributionSchema.extend({ betterChance: estimateSchema }).nullable(),
  course: courseSchema.nullable(),
});
export type StudyFigure = z.infer<typeof studyFigureSchema>;

export const studyResultSchema = z.object({
  modelId: z.string(),
  modelVersion: z.int(),
  engineVersion: z.string(),
  /** The output by which variants are ranked. */
  ranked: z.string(),
  /** Futures played so far. */
  replicates: z.int(),
  /** Why it ended; null for a partial result. */
  stopped: z.enum(['precision', 'replicates']).nullable(),
  variants: z.array(
    z.object({
      variantId: z.string(),
      /** By the model's outputs. */
      outputs: z.record(z.string(), studyFigureSchema),
      /** Share of futures in which the variant is best (ties shared), and the mean shortfall against the best of each future. */
      bestChance: estimateSchema,
      expectedRegret: estimateSchema,
    }),
  ),
  /** Half of the widest 95 % interval of a mean of the ranked output, as a share of the baseline's mean. */
  precision: z.number(),
  /** SHA-256 over every figure played; equal for equal inputs on any machine and with any number of threads. */
  resultHash: z.string(),
  /** Which build of the kernel played. */
  build: z.enum(['wasm', 'typescript']),
  durations: z.object({
    simulateMs: z.number(),
    foldMs: z.number(),
    firstPartialMs: z.number(),
    threads: z.int(),
  }),
});
export type StudyResult = z.infer<typeof studyResultSchema>;

/** What is wrong with something that people gave: where, and what. */
export interface Misfit {
  place: string;
  problem: string;
}

/** The first thing of a request that does not fit the model; null when all does. */
export function requestMisfit(model: ScenarioModel, request: StudyRequest): Misfit | null {
  for (const [id, { mean }] of Object.entries(request.assumptions)) {
    const place = `assumptions.${id}`;
    const own = model.assumptions.find((one) => one.id === id);
    if (own === undefined) return { place, problem: `≠ ${ids(model.assumptions)}` };
    if (!own.editable) return { place, problem: 'fixed' };
    if (!(mean >= own.least && mean <= own.most)) {
      return { place, problem: `${own.least} … ${own.most}` };
    }
  }
  for (const [j, { levers, switches }] of request.variants.entries()) {
    for (const [id, value] of Object.entries(levers)) {
      const place = `variants.${j}.levers.${id}`;
      const own = model.levers.find((one) => one.id === id);
      if (own === undefined) return { place, problem: `≠ ${ids(model.levers)}` };
      if (!(value >= own.least && value <= own.most)) {
        return { place, problem: `${own.least} … ${own.most}` };
      }
    }
    for (const id of Object.keys(switches)) {
      const place = `variants.${j}.switches.${id}`;
      if (model.switches.every((one) => one.id !== id)) {
        return { place, problem: `≠ ${ids(model.switches)}` };
      }
    }
  }
  const outputs = new Set(model.outputs.map(({ id }) => id));
  if (request.ranked !== undefined && !outputs.has(request.ranked)) {
    return { place: 'ranked', problem: `≠ ${ids(model.outputs)}` };
  }
  const unknown = Object.keys(request.targets).find((id) => !outputs.has(id));
  return unknown === undefined
    ? null
    : { place: `targets.${unknown}`, problem: `≠ ${ids(model.outputs)}` };
}

function ids(list: readonly { id: string }[]): string {
  return list.map(({ id }) => id).join(', ');
}
