import { formatChance, formatCount } from '../format';
import type { Finding } from './finding';
import type { Grounds } from './grounds';
import { futuresRange } from './futures-range';
import type { Ranking, VariantResult } from './run-result';

/** The sentences of a finding; texts: `sandbox:finding.<key>`, the same on the page and in the brief. */
export type FindingKey =
  | 'baseline.clear'
  | 'baseline.early'
  | 'baseline.assumed'
  | 'baseline.partly'
  | 'baseline.untrusted'
  | 'baseline.small'
  | 'baseline.unclear'
  | 'baseline.self'
  | 'range.futures'
  | 'observed'
  | 'next.ahead'
  | 'next.open'
  | 'inert.extraSolutionEngineers';

export interface FindingLine {
  readonly key: FindingKey;
  readonly values: Readonly<Record<'name' | 'baseline' | 'next' | 'amount', string>> & {
    readonly chance: string;
    readonly nextChance: string;
    readonly low: string;
    readonly high: string;
    readonly better: string;
    readonly records: string;
  };
}

/**
 * What may be said of the two comparisons, always in this order: the leader against the baseline, between what the difference
 * lies in 80 % of the futures and what its effect was estimated from, then the leader against the second best; then levers
 * that could not act. Each sentence names what it compares. Empty where nothing is
 * ranked.
 * @param result `grounds` null = not known yet, the run is under way
 * @param amount writes minor units as a person reads them
 */
export function findingLines(
  finding: Finding,
  result: {
    readonly variants: readonly VariantResult[];
    readonly ranking: Ranking;
    readonly grounds: Pick<Grounds, 'inert' | 'observed'> | null;
  },
  nameOf: (variantId: string) => string,
  amount: (minor: number) => string,
): FindingLine[] {
  if (finding.kind === 'single' || finding.kind === 'open') return [];
  const { next, variantId } = finding;
  const rankOf = (id: string | undefined) => result.ranking.find((entry) => entry.variantId === id);
  const leader = rankOf(variantId);
  const versus = leader?.versusBaseline ?? null;
  const range = futuresRange(versus);
  const records = result.grounds?.observed.get(variantId);
  const values = {
    name: nameOf(variantId),
    baseline: nameOf(result.variants[0]?.variantId ?? ''),
    next: next === null ? '' : nameOf(next.variantId),
    amount: amount(versus?.meanMinor ?? 0),
    chance: formatChance(leader?.bestChance ?? null),
    nextChance: formatChance(rankOf(next?.variantId)?.bestChance ?? null),
    low: amount(range?.low ?? 0),
    high: amount(range?.high ?? 0),
    better: formatChance(versus?.betterChance ?? null),
    records: formatCount(records ?? 0),
  };
  const said = saidOf(finding, result.grounds !== null);
  const inert = result.grounds?.inert.includes('extraSolutionEngineers') === true;
  return [
    { key: `baseline.${said ?? 'self'}`, values },
    ...(range === null ? [] : [{ key: 'range.futures', values } as const]),
    ...(records === undefined || said === null ? [] : [{ key: 'observed', values } as const]),
    ...(next === null ? [] : [{ key: `next.${next.standing}`, values } as const]),
    ...(inert ? [{ key: 'inert.extraSolutionEngineers', values } as const] : []),
  ];
}

/** A model of little trust has no firm evidence to give, and how firm it is is known only at the end of a run. */
function saidOf({ difference, warning }: Finding, ended: boolean) {
  if (difference !== 'clear') return difference;
  if (warning !== null) return 'untrusted';
  return ended ? 'clear' : 'early';
}
