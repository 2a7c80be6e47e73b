import { type AmountScale, amountScale } from '../format';
import { rehearsedAmount, rehearsedUnit } from '../sandbox/rehearsed-figures';
import { leaderOf } from '../sandbox/finding';
import { riskValue } from '../sandbox/risk-text';
import type { RiskVariable, RunResult, VariantResult } from '../sandbox/run-result';
import type { Language } from '../workspace/model';
import { listed, type DocumentText, type Words } from './text';

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
  const leader = leaderOf(run.variants, run.ranking);
  const best = variants.find(({ id }) => id === leader?.variantId) ?? baseline;
  return { best, baseline };
}

/** The one unit of a printed table or axis: as the size asks, but 万 up to 10 亿. */
export function briefScale(
  amountsMinor: readonly number[],
  currency: string,
  language: Language,
): AmountScale {
  const largest = Math.max(0, ...amountsMinor.map(Math.abs));
  const unit = rehearsedUnit(largest, currency, language, 'auto');
  return amountScale(amountsMinor, currency, language, unit);
}

/** The name of a risk variable inside a sentence; English names begin small there. */
export function variableName(id: RiskVariable['id'], language: Language, text: DocumentText) {
  const name = text(`variable.${id}`);
  return language === 'en' ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

/**
 * `from` and `to` of an assumption as a person reads them; for strengths in log odds, which say nothing outside the model, the
 * two ends of the estimate are named. Switches have no range.
 */
export function riskRange(
  risk: RiskVariable,
  run: RunResult,
  { language, text }: Words,
): { readonly from: string; readonly to: string } {
  const amount = (minor: number) => rehearsedAmount(minor, run.currency, language);
  const [from, to] = [risk.from, risk.to].map((value) => riskValue(risk.id, value, amount));
  // Two ends that round to the same figure would read as no change.
  if (typeof from !== 'string' || typeof to !== 'string' || from === to) {
    return { from: text('fact.lowEnd'), to: text('fact.highEnd') };
  }
  return { from, to };
}

/**
 * The levers of a variant, or null when its name says them already: without marks, every word of the phrase is a word of the name
 * but for comparatives (“2 more solution engineers” of “Add 2 solution engineers”).
 */
export function leversBeyondName(
  run: RunResult,
  { id, name }: Pick<RankedVariant, 'id' | 'name'>,
  words: Words,
): string | null {
  const phrase = leversPhrase(run, id, words);
  const wordsOf = (said: string) => said.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const named = new Set(wordsOf(name));
  return wordsOf(phrase).every((word) => named.has(word) || COMPARATIVES.has(word)) ? null : phrase;
}

const COMPARATIVES: ReadonlySet<string> = new Set(['a', 'further', 'more', 'of']);

/** What a variant does differently, as a phrase. */
function leversPhrase(run: RunResult, variantId: string, words: Words): string {
  const { text } = words;
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
    const segments = listed(
      levers.focusSegments.map(
        ({ dimension, value }) => `${text(`dimension.${dimension}`)} ${value}`,
      ),
      words,
    );
    phrases.push(text('fact.leverFocus', { segments }));
  }
  return phrases.length === 0 ? text('fact.leverNone') : listed(phrases, words);
}

/** In how many back-test cuts the actual bookings fell inside the predicted P10–P90. */
export function backtestHits(run: RunResult): number {
  return run.fit.backTest.cuts.filter(
    (cut) =>
      cut.actualBookingsMinor >= cut.predictedP10Minor &&
      cut.actualBookingsMinor <= cut.predictedP90Minor,
  ).length;
}
