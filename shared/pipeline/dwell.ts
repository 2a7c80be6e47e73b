import { z } from 'zod';
import { stageSchema, type Stage } from './stage-names';
import type { StageRule } from './stage-rules';

const DAY_MS = 86_400_000;
/** Completed stays from which on a stage's own history says what is long. */
const ENOUGH_STAYS = 20;

/** How long deals stayed in a stage before they left it: counted in completed stays, days with fractions. */
const dwellSchema = z.object({
  stays: z.number().int().nonnegative(),
  medianDays: z.number().nonnegative(),
  /** Nine of ten stays were at most this long. */
  p90Days: z.number().nonnegative(),
});
export type Dwell = z.infer<typeof dwellSchema>;

/** By stage; a stage that no deal has left yet is not there. */
export const stageDwellSchema = z.partialRecord(stageSchema, dwellSchema);
export type StageDwell = Readonly<Partial<Record<Stage, Dwell>>>;

/** What the timeline of a deal holds, as far as stays follow from it. */
export interface StayEvent {
  readonly stage: Stage;
  readonly outcome: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * The completed stays of one deal, from its events in the order of time. A stay ends when another stage is entered or the
 * deal is lost or put to rest; being opened again begins another stay. Winning is an event within a stage. The present
 * stay, which is not over, is left out.
 */
export function completedStays(
  events: readonly StayEvent[],
): { readonly stage: Stage; readonly days: number }[] {
  const stays: { stage: Stage; days: number }[] = [];
  let since: { stage: Stage; at: number } | null = null;
  for (const { stage, outcome, at } of events) {
    if (outcome === 'won') continue;
    if (since !== null) stays.push({ stage: since.stage, days: (at - since.at) / DAY_MS });
    since = outcome === 'lost' || outcome === 'dormant' ? null : { stage, at };
  }
  return stays;
}

/** Median and ninth decile of at least one stay, days (linear between order statistics: Hyndman and Fan 1996, type 7). */
export function dwellOf(days: readonly number[]): Dwell {
  const sorted = days.toSorted((a, b) => a - b);
  return {
    stays: sorted.length,
    medianDays: quantile(sorted, 0.5),
    p90Days: quantile(sorted, 0.9),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
}

/**
 * Days in a stage after which a deal counts as stale: what the pipeline's rules say, else longer than nine of ten stays
 * before it; null while too few deals have left the stage to tell.
 */
export function staleAfterDays(
  rule: Pick<StageRule, 'staleDays'>,
  dwell: Dwell | undefined,
): number | null {
  if (rule.staleDays !== null) return rule.staleDays;
  if (dwell === undefined || dwell.stays < ENOUGH_STAYS) return null;
  return Math.max(1, Math.ceil(dwell.p90Days));
}
