import { formatAmountMinor, formatPercent } from '../format';
import type { RiskVariable, RunResult, VariantResult } from '../sandbox/run-result';
import type { Language } from '../workspace/model';
import type { DocumentText } from './text';

/** One variant of a run with its name, figures and place in the ranking. */
export interface RankedVariant {
  readonly id: string;
  readonly name: string;
  readonly result: VariantResult;
  /** Share of the replicates in which it books most. */
  readonly bestChance: number;
  readonly versusBaseline: RunResult['ranking'][number]['versusBaseline'];
}

/** All variants in the order of the request: the first is the baseline. */
export function rankedVariants(run: RunResult): RankedVariant[] {
  return run.request.variants.flatMap(({ id, name }) => {
    const result = run.variants.find((v) => v.variantId === id);
    const rank = run.ranking.find((r) => r.variantId === id);
    if (!result) return [];
    return {
      id,
      name,
      result,
      bestChance: rank?.bestChance ?? 0,
      versusBaseline: rank?.versusBaseline ?? null,
    };
  });
}

/** Baseline and the variant most often best (the baseline when they tie); undefined when a run has no variants. */
export function bestAndBaseline(
  run: RunResult,
): { readonly best: RankedVariant; readonly baseline: RankedVariant } | undefined {
  const variants = rankedVariants(run);
  const baseline = variants[0];
  if (!baseline) return undefined;
  const best = variants.reduce((a, b) => (b.bestChance > a.bestChance ? b : a));
  return { best, baseline };
}

const CHANCES: readonly RiskVariable['id'][] = [
  'rivalChance',
  'freezeChance',
  'engineerAwayChance',
];

/** `from` and `to` of an assumption as a person reads them; switches have none. */
export function riskRange(
  risk: RiskVariable,
  run: RunResult,
  language: Language,
): { readonly from: string; readonly to: string } {
  const write = (value: number) => {
    if (risk.id === 'amountMedian') return formatAmountMinor(value, run.currency, language);
    if (CHANCES.includes(risk.id)) return formatPercent(value);
    return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
  };
  return { from: write(risk.from), to: write(risk.to) };
}

/** What a variant does differently, as a phrase. */
export function leversPhrase(run: RunResult, variantId: string, text: DocumentText): string {
  const levers = run.request.variants.find((v) => v.id === variantId)?.levers;
  if (!levers) return text('fact.leverNone');
  const phrases: string[] = [];
  if (levers.discountPct > 0) phrases.push(text('fact.leverDiscount', { n: levers.discountPct }));
  if (levers.extraSolutionEngineers > 0) {
    phrases.push(text('fact.leverEngineers', { n: levers.extraSolutionEngineers }));
  }
  if (levers.followUpSpeed > 1) phrases.push(text('fact.leverSpeed', { n: levers.followUpSpeed }));
  if (levers.followUpSpeed < 1) {
    phrases.push(text('fact.leverSpeedSlower', { n: levers.followUpSpeed }));
  }
  if (levers.focusSegments.length > 0) {
    const segments = levers.focusSegments
      .map(({ dimension, value }) => `${text(`dimension.${dimension}`)} ${value}`)
      .join(text('fact.list'));
    phrases.push(text('fact.leverFocus', { segments }));
  }
  return phrases.length === 0 ? text('fact.leverNone') : phrases.join(text('fact.list'));
}

/** In how many back-test cuts the actual bookings fell inside the predicted P10–P90. */
export function backtestHits(run: RunResult): number {
  return run.fit.backTest.cuts.filter(
    (cut) =>
      cut.actualBookingsMinor >= cut.predictedP10Minor &&
      cut.actualBookingsMinor <= cut.predictedP90Minor,
  ).length;
}
