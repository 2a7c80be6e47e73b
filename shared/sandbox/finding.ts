import type { FitReport } from './fit-report';
import type { Grounds } from './grounds';
import type { Ranking, VariantResult } from './run-result';

/** A lead over mere luck (1 / number of variants) smaller than this is a near tie. */
const TIE_MARGIN = 0.1;

/** A difference below this share of the baseline's median changes no decision, however surely it is there. */
const MATERIAL_SHARE = 0.01;

/** From this share of replicates on, a lead counts as a recommendation rather than a leaning. */
const CLEAR_LEAD = 0.6;

export type Verdict = FitReport['verdict'];

/**
 * What a person is told to do. `only`: nothing to compare with; `noWinner`: too little data to choose; `nearTie`: no
 * variant leads by enough; `bestIsBaseline`, `keepLean`: stay with the baseline, surely or with a model of little
 * trust; `noDifference`: the lead over the baseline may be chance, or is too small; `between`: better than the
 * baseline, but the two best cannot be told apart; `recommend`, `lean`: take the leader, or try it.
 */
export type Advice =
  | 'only'
  | 'noWinner'
  | 'nearTie'
  | 'bestIsBaseline'
  | 'keepLean'
  | 'noDifference'
  | 'between'
  | 'recommend'
  | 'lean';

/** What may be said about the variants, strongest claim that the figures carry. */
export interface Finding {
  /** Said before everything else: the model's trust is too low to quote its figures. */
  readonly warning: 'weak' | 'insufficient' | null;
  /** `open`: too little data to name a winner; `tie`: no variant leads by enough; `single`: nothing to compare with. */
  readonly kind: 'best' | 'tie' | 'open' | 'single';
  /** The variant that the figures are quoted of: the leader, or the baseline where there is none. */
  readonly variantId: string;
  /**
   * First question, the leader against the baseline; null when it is the baseline itself, or nothing is ranked.
   * `assumed`, `partly`: clear in the model, but what makes it so (or a part of it) is not told by the history.
   */
  readonly difference: 'clear' | 'assumed' | 'partly' | 'small' | 'unclear' | null;
  /** Second question, the leader against the second best besides the baseline; null where that is not asked. */
  readonly next: { readonly variantId: string; readonly standing: 'ahead' | 'open' } | null;
  /** The recommendation that goes with it: page and brief never say different things. */
  readonly advice: Advice;
}

/** Whether the leader's chance to be best (0–1) among `count` variants is hardly more than luck. */
export function isNearTie(bestChance: number, count: number): boolean {
  return count > 1 && bestChance < 1 / count + TIE_MARGIN;
}

/** Whether a mean difference to the baseline is large enough to matter to a decision. */
function isMaterial(differenceMinor: number, baselineMedianMinor: number): boolean {
  return differenceMinor >= MATERIAL_SHARE * Math.abs(baselineMedianMinor);
}

/**
 * The variant most often best, of those in `variants`; the first of them when several are. Undefined when none is
 * ranked.
 */
export function leaderOf(
  variants: readonly { readonly variantId: string }[],
  ranking: Ranking,
): Ranking[number] | undefined {
  const entries = variants.flatMap(
    ({ variantId }) => ranking.find((entry) => entry.variantId === variantId) ?? [],
  );
  return entries.reduce<Ranking[number] | undefined>(
    (best, entry) => (best === undefined || entry.bestChance > best.bestChance ? entry : best),
    undefined,
  );
}

/**
 * Chooses what the headline says and what is recommended. `verdict` null = not known yet (the run is under way).
 * Null when there is nothing to rank.
 * @param grounds what the variants rest on; null = not known yet
 */
export function findingOf(
  variants: readonly VariantResult[],
  ranking: Ranking,
  verdict: Verdict | null,
  grounds: Pick<Grounds, 'assumed' | 'partly'> | null,
): Finding | null {
  const [baseline] = variants;
  const best = leaderOf(variants, ranking);
  if (baseline === undefined || best === undefined) return null;
  const warning = verdict === 'weak' || verdict === 'insufficient' ? verdict : null;
  const unranked = { warning, variantId: baseline.variantId, difference: null, next: null };
  if (variants.length === 1) return { ...unranked, kind: 'single', advice: 'only' };
  if (verdict === 'insufficient') return { ...unranked, kind: 'open', advice: 'noWinner' };
  const difference = differenceOf(best, baseline, grounds);
  const next = difference === null ? null : nextOf(best, variants, ranking);
  // Of two variants only one question can be asked: what differs clearly is no tie.
  const tie =
    isNearTie(best.bestChance, variants.length) && (!isShown(difference) || next !== null);
  const kind = tie ? 'tie' : 'best';
  const found = { kind, difference, next } as const;
  const advice = adviceOf(found, best.bestChance, warning === null);
  return { warning, variantId: best.variantId, ...found, advice };
}

function nextOf(
  best: Ranking[number],
  variants: readonly VariantResult[],
  ranking: Ranking,
): Finding['next'] {
  const second = leaderOf(
    variants.slice(1).filter(({ variantId }) => variantId !== best.variantId),
    ranking,
  );
  if (second === undefined) return null;
  return {
    variantId: second.variantId,
    standing: best.bestChance >= CLEAR_LEAD ? 'ahead' : 'open',
  };
}

function adviceOf(
  { kind, difference, next }: Pick<Finding, 'kind' | 'difference' | 'next'>,
  bestChance: number,
  trusted: boolean,
): Advice {
  if (!isShown(difference) && kind === 'tie') return 'nearTie';
  if (difference === null) return trusted ? 'bestIsBaseline' : 'keepLean';
  if (!isShown(difference)) return 'noDifference';
  // What rests on an assumption is tried, not adopted.
  if (!trusted || restsOnAssumption(difference)) return 'lean';
  if (next?.standing === 'open') return 'between';
  return bestChance >= CLEAR_LEAD ? 'recommend' : 'lean';
}

/** Whether the run shows a difference that matters, whatever it rests on. */
function isShown(difference: Finding['difference']): boolean {
  return difference === 'clear' || restsOnAssumption(difference);
}

/** Whether the difference rests on an effect that the history does not tell: no praise of the model covers it. */
export function restsOnAssumption(difference: Finding['difference']): boolean {
  return difference === 'assumed' || difference === 'partly';
}

function differenceOf(
  best: Ranking[number],
  baseline: VariantResult,
  grounds: Pick<Grounds, 'assumed' | 'partly'> | null,
): Finding['difference'] {
  const versus = best.versusBaseline;
  if (versus === null) return null;
  if (versus.interval.low <= 0) return 'unclear';
  if (!isMaterial(versus.meanMinor, baseline.bookingsMinor.p50)) return 'small';
  if (grounds?.assumed.has(best.variantId) === true) return 'assumed';
  return grounds?.partly.has(best.variantId) === true ? 'partly' : 'clear';
}
