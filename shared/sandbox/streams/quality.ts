import { daysBetween } from '#shared/pipeline/days';

/** How old a stream is for its kind: `none` has no rows at all. */
export const FRESHNESS = ['fresh', 'ageing', 'stale', 'none'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** A stream that has been ageing for this many times its allowance is stale. */
const STALE_AT = 3;

/**
 * @param newest last day a row tells of (ISO), null without rows; a day after `today` counts as today
 * @param ageingAfterDays of the stream's definition
 */
export function freshnessOf(
  newest: string | null,
  today: string,
  ageingAfterDays: number,
): Freshness {
  if (newest === null) return 'none';
  const age = Math.max(0, daysBetween(newest, today));
  if (age <= ageingAfterDays) return 'fresh';
  return age <= ageingAfterDays * STALE_AT ? 'ageing' : 'stale';
}

/** What a stream's rows are counted by; shares of 0–1, null where the question does not arise. */
export interface QualityParts {
  /** Days with a row, of the days between the first and the last of each thing; daily streams only. */
  readonly covered: number | null;
  /** Cells that say something, of the cells that may be empty. */
  readonly filled: number | null;
  /** Records of the files that could be read. */
  readonly accepted: number | null;
}

/**
 * The quality score, 0–100: that of the weakest part, since a model suffers from the worst of them. Empty optional cells
 * are no fault of the same rank, so they cost at most half. Null without rows.
 */
export function qualityScore(
  rows: number,
  { covered, filled, accepted }: QualityParts,
): number | null {
  if (rows === 0) return null;
  const parts = [covered ?? 1, accepted ?? 1, 0.5 + (filled ?? 1) / 2];
  return Math.round(100 * Math.min(...parts));
}
