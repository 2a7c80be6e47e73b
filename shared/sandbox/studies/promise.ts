import { z } from 'zod';
import { idSchema, instantSchema } from '#shared/pipeline/model';
import type { StudySource } from './model';

/** What an adopted study has promised of an output, and what happened when its days were over. */
export const studyPromiseSchema = z.object({
  studyId: idSchema,
  studyName: z.string(),
  modelId: z.string(),
  output: z.string(),
  /** ISO 4217, for outputs of money. */
  currency: z.string(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
  /** Null until the streams tell of all days, and where no stream tells of such an output. */
  actual: z.number().nullable(),
  /** Where the actual lies in what was promised, 0–1. */
  point: z.number().min(0).max(1).nullable(),
  scoredAt: instantSchema.nullable(),
});
export type StudyPromise = z.infer<typeof studyPromiseSchema>;

/**
 * Where a value lies in a distribution that is told by its values at the 0 %, 1 % … 100 % points: 0–1, evenly between two points, in the
 * middle where several points have the value.
 */
export function pointOf(quantiles: readonly number[], value: number): number {
  const last = quantiles.length - 1;
  const below = quantiles.filter((one) => one < value).length;
  const upTo = quantiles.filter((one) => one <= value).length;
  if (upTo > below) return (below + upTo - 1) / 2 / last;
  if (below === 0) return 0;
  if (below > last) return 1;
  const [low = 0, high = 0] = [quantiles[below - 1], quantiles[below]];
  return (below - 1 + (value - low) / (high - low)) / last;
}

/** Whether anything can ever tell of what was promised on these data: not of generated ones, nor of rows that do not say their article. */
export function canBeCompared({ origin, rows }: StudySource): boolean {
  return origin !== 'generated' && (rows === null || rows.sku !== null);
}

/** How promises were kept, over all that are scored. */
export interface PromiseScore {
  readonly scored: number;
  /** Of them with an actual between P10 and P90; eight in ten would be right. */
  readonly within80: number;
}

export function scoreOf(promises: readonly Pick<StudyPromise, 'actual' | 'point'>[]): PromiseScore {
  const points = promises.flatMap(({ point }) => (point === null ? [] : [point]));
  return {
    scored: points.length,
    within80: points.filter((point) => point >= 0.1 && point <= 0.9).length,
  };
}
