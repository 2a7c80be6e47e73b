import type { FitReport } from './fit-report';
import type { Ranking, VariantResult } from './run-result';

/** A lead over mere luck (1 / number of variants) smaller than this is a near tie. */
const TIE_MARGIN = 0.1;

/** A difference below this share of the baseline's median changes no decision, however surely it is there. */
const MATERIAL_SHARE = 0.01;

export type Verdict = FitReport['verdict'];

/** What may be said about the variants, strongest claim that the figures carry. */
export interface Finding {
  /** Said before everything else: the model's trust is too low to quote its figures. */
  readonly warning: 'weak' | 'insufficient' | null;
  /** `open`: too little data to name a winner; `tie`: no variant leads by enough; `single`: nothing to compare with. */
  readonly kind: 'best' | 'tie' | 'open' | 'single';
  /** The variant that the figures are quoted of: the leader, or the baseline where there is none. */
  readonly variantId: string;
  /** How the leader differs from the baseline; null when it is the baseline itself, or nothing leads. */
  readonly difference: 'clear' | 'small' | 'unclear' | null;
}

/** Whether the leader's chance to be best (0–1) among `count` variants is hardly more than luck. */
export function isNearTie(bestChance: number, count: number): boolean {
  return count > 1 && bestChance < 1 / count + TIE_MARGIN;
}

/** Whether a mean difference to the baseline is large enough to matter to a decision. */
export function isMaterial(differenceMinor: number, baselineMedianMinor: number): boolean {
  return differenceMinor >= MATERIAL_SHARE * Math.abs(baselineMedianMinor);
}

/**
 * Chooses what the headline says. `verdict` null = not known yet (the run is under way).
 * Null when there is nothing to rank.
 */
export function findingOf(
  variants: readonly VariantResult[],
  ranking: Ranking,
  verdict: Verdict | null,
): Finding | null {
  const [baseline] = variants;
  const [first] = ranking;
  if (baseline === undefined || first === undefined) return null;
  const warning = verdict === 'weak' || verdict === 'insufficient' ? verdict : null;
  const unranked = { warning, variantId: baseline.variantId, difference: null };
  if (variants.length === 1) return { ...unranked, kind: 'single' };
  if (verdict === 'insufficient') return { ...unranked, kind: 'open' };
  const best = ranking.reduce((a, b) => (b.bestChance > a.bestChance ? b : a), first);
  const leader = { warning, variantId: best.variantId };
  if (isNearTie(best.bestChance, variants.length)) {
    return { ...leader, kind: 'tie', difference: null };
  }
  return { ...leader, kind: 'best', difference: differenceOf(best, baseline) };
}

function differenceOf(best: Ranking[number], baseline: VariantResult): Finding['difference'] {
  const versus = best.versusBaseline;
  if (versus === null) return null;
  if (versus.interval.low <= 0) return 'unclear';
  return isMaterial(versus.meanMinor, baseline.bookingsMinor.p50) ? 'clear' : 'small';
}
