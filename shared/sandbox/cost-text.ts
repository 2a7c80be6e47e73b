import { type AmountScale, formatChance, formatCount, formatDecimal, NO_VALUE } from '../format';
import type { Cost, CostedVariant, Spread } from './cost';

/** Texts `sandbox:cost.<key>`: page and brief say costs in the same words. */
export type CostKey =
  | 'variant'
  | 'effort'
  | 'engineerMonths'
  | 'followUps'
  | 'noEffort'
  | 'uncountedEffort'
  | 'and'
  | 'cost'
  | 'unstated'
  | 'uncounted'
  | 'net'
  | 'gain'
  | 'return'
  | 'pays'
  | 'baseline'
  | 'range'
  | 'note'
  | 'missing.engineerMonthMinor'
  | 'missing.followUpMinor'
  | 'sentenceUnstated'
  | 'sentenceUncounted'
  | 'sentencePays';

export type CostText = (key: CostKey, values?: Readonly<Record<string, string | number>>) => string;

interface CostWords {
  readonly text: CostText;
  readonly nameOf: (variantId: string) => string;
}

/** The table of costs, its numbers in one unit a column, named in the header; cells may hold two lines. */
export function costTable(
  costed: readonly CostedVariant[],
  scaleOf: (minors: readonly number[]) => AmountScale,
  { text, nameOf }: CostWords,
): { header: string[]; numeric: boolean[]; rows: string[][]; note: string } {
  const costs = scaleOf(costed.flatMap(({ cost }) => (cost.kind === 'known' ? [cost.minor] : [])));
  const nets = scaleOf(costed.flatMap(({ netMinor }) => netMinor?.p90 ?? []));
  const gains = scaleOf(
    costed.flatMap(({ versusBaseline: gain }) =>
      gain === null ? [] : [gain.netGainMinor.p10, gain.netGainMinor.p90],
    ),
  );
  const spread = (values: Spread | null, write: (value: number) => string) =>
    values === null
      ? NO_VALUE
      : `${write(values.mean)}\n${text('range', { low: write(values.p10), high: write(values.p90) })}`;
  return {
    header: [
      text('variant'),
      text('effort'),
      text('cost', { unit: costs.label }),
      text('gain', { unit: gains.label }),
      text('return'),
      text('pays'),
      text('net', { unit: nets.label }),
    ],
    numeric: [false, false, true, true, true, true, true],
    rows: costed.map((one, index) => [
      nameOf(one.variantId),
      effortText(one, text),
      costText(one.cost, costs, text),
      index === 0
        ? text('baseline')
        : spread(one.versusBaseline?.netGainMinor ?? null, (minor) => gains.format(minor, true)),
      spread(one.versusBaseline?.returnShare ?? null, (share) => formatDecimal(share, 1)),
      formatChance(one.versusBaseline?.paysChance ?? null),
      spread(one.netMinor, (minor) => nets.format(minor)),
    ]),
    note: text('note'),
  };
}

function costText(cost: Cost, scale: AmountScale, text: CostText): string {
  if (cost.kind !== 'known') return text(cost.kind);
  return cost.minor === 0 ? '0' : scale.format(cost.minor);
}

function effortText({ effort }: CostedVariant, text: CostText): string {
  const { engineerMonths, followUps } = effort;
  const parts = [
    ...(engineerMonths > 0
      ? [text('engineerMonths', { n: formatDecimal(engineerMonths, 1) })]
      : []),
    ...(followUps === null ? [text('uncountedEffort')] : []),
    ...(followUps !== null && followUps > 0
      ? [text('followUps', { n: formatCount(followUps) })]
      : []),
  ];
  return parts.length === 0 ? text('noEffort') : parts.join(text('and'));
}

/** What the costs say of one variant, or why they say nothing; null for one that costs no more than the baseline. */
export function costSentence(
  one: CostedVariant | undefined,
  amount: (minor: number) => string,
  { text, nameOf }: CostWords,
): string | null {
  if (one === undefined) return null;
  const name = nameOf(one.variantId);
  if (one.cost.kind === 'unstated') {
    const prices = one.cost.missing.map((price) => text(`missing.${price}`)).join(text('and'));
    return text('sentenceUnstated', { name, prices });
  }
  if (one.cost.kind === 'uncounted') return text('sentenceUncounted', { name });
  const gain = one.versusBaseline;
  if (gain === null || gain.extraCostMinor <= 0) return null;
  const { mean, p10, p90 } = gain.netGainMinor;
  return text('sentencePays', {
    name,
    cost: amount(gain.extraCostMinor),
    net: amount(mean),
    low: amount(p10),
    high: amount(p90),
    times: formatDecimal(gain.returnShare?.mean ?? null, 1),
    chance: formatChance(gain.paysChance),
  });
}
