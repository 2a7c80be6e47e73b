import { formatCount, formatDecimal } from '../format';
import { effectShare } from './rehearsed-figures';
import type { RiskVariable } from './run-result';

/** Assumptions whose values mean something to everyone; the others are strengths in log odds, said in words. */
const COUNTED = ['arrivalsPerWeek', 'amountMedian', 'validationCapacity', 'climate'] as const;
const SWITCHES = ['rivalPromotes', 'budgetFreeze', 'keyEngineerAway'] as const;

type Counted = (typeof COUNTED)[number];
type SwitchName = (typeof SWITCHES)[number];

/** Texts `sandbox:risk.<key>`: page, brief and command line say a risk in the same words. */
type RiskKey =
  | `name.${RiskVariable['id']}`
  | `if.${SwitchName}`
  | `ifCounted.${Counted}`
  | 'ifStrong'
  | 'ifMild'
  | 'sentenceUp'
  | 'sentenceDown'
  | 'sentenceNone';

export type RiskText = (key: RiskKey, values?: Readonly<Record<string, string | number>>) => string;

interface RiskWords {
  readonly text: RiskText;
  /** Writes minor units as a person reads them. */
  readonly amount: (minor: number) => string;
}

const isCounted = (id: RiskVariable['id']): id is Counted => COUNTED.some((one) => one === id);
const isSwitch = (id: RiskVariable['id']): id is SwitchName => SWITCHES.some((one) => one === id);

/** A value of an assumption as a person reads it; null for a strength in log odds, which says nothing outside the model. */
export function riskValue(
  id: RiskVariable['id'],
  value: number,
  amount: RiskWords['amount'],
): string | null {
  if (!isCounted(id)) return null;
  if (id === 'amountMedian') return amount(value);
  // A multiple of the usual pace lies near 1: its second decimal is what changes.
  if (id === 'climate') return formatDecimal(value, 2);
  return Math.abs(value) >= 10 ? formatCount(value) : formatDecimal(value, 1);
}

/** What is assumed to be otherwise, as a person would say it. */
function condition(risk: RiskVariable, { text, amount }: RiskWords): string {
  const { id } = risk;
  if (isSwitch(id)) return text(`if.${id}`);
  const [from, to] = [riskValue(id, risk.from, amount), riskValue(id, risk.to, amount)];
  // Two ends that round to the same figure would read as no change.
  if (isCounted(id) && from !== null && to !== null && from !== to) {
    return text(`ifCounted.${id}`, { from, to });
  }
  const stronger = Math.abs(risk.to) >= Math.abs(risk.from);
  return text(stronger ? 'ifStrong' : 'ifMild', { name: text(`name.${id}`) });
}

/** “If a rival promotes, bookings are ¥1.2M lower on average (12%; …)”; never an effect that could be zero. */
export function riskSentence(risk: RiskVariable, words: RiskWords): string {
  const { text, amount } = words;
  const said = condition(risk, words);
  if (risk.notDistinguishable || risk.direction === 'none') {
    return text('sentenceNone', { condition: said });
  }
  // The direction is in the words, so the ends are given by size, the smaller one first.
  const { low, high } = risk.intervalMinor;
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return text(risk.direction === 'up' ? 'sentenceUp' : 'sentenceDown', {
    condition: said,
    amount: amount(Math.abs(risk.effectMinor)),
    effect: effectShare(risk.effectPct === null ? null : Math.abs(risk.effectPct), false),
    low: amount(least),
    high: amount(most),
  });
}
