import type { TFunction } from 'i18next';
import type { RiskVariable } from '#shared/sandbox/run-result';
import { formatCount, formatDecimal } from '#shared/format';
import type { Figures } from './use-figures';
import { effectShare } from '#shared/sandbox/rehearsed-figures';

type SandboxText = TFunction<'sandbox'>;

/** Assumptions whose values mean something to everyone; the others are strengths in log odds, said in words. */
const COUNTED = ['arrivalsPerWeek', 'amountMedian', 'validationCapacity', 'climate'] as const;

function isCounted(id: RiskVariable['id']): id is (typeof COUNTED)[number] {
  return (COUNTED as readonly string[]).includes(id);
}

function isSwitch(
  id: RiskVariable['id'],
): id is 'rivalPromotes' | 'budgetFreeze' | 'keyEngineerAway' {
  return id === 'rivalPromotes' || id === 'budgetFreeze' || id === 'keyEngineerAway';
}

/** The name of a risk variable. */
export function riskName(risk: RiskVariable, t: SandboxText): string {
  return t(`risk.name.${risk.id}`);
}

function valueText(id: RiskVariable['id'], value: number, figures: Figures): string {
  if (id === 'amountMedian') return figures.amount(value);
  // A multiple of the usual pace lies near 1: its second decimal is what changes.
  if (id === 'climate') return formatDecimal(value, 2);
  return Math.abs(value) >= 10 ? formatCount(value) : formatDecimal(value, 1);
}

/** What is assumed to be otherwise, as a person would say it. */
function condition(risk: RiskVariable, t: SandboxText, figures: Figures): string {
  const { id, from, to } = risk;
  if (isSwitch(id)) return t(`risk.if.${id}`);
  if (isCounted(id)) {
    return t(`risk.ifCounted.${id}`, {
      from: valueText(id, from, figures),
      to: valueText(id, to, figures),
    });
  }
  const stronger = Math.abs(to) >= Math.abs(from);
  return t(stronger ? 'risk.ifStrong' : 'risk.ifMild', { name: riskName(risk, t) });
}

/** "If a rival promotes, bookings are ¥1.2M lower on average (−12%; …)"; never an effect that could be zero. */
export function riskSentence(risk: RiskVariable, t: SandboxText, figures: Figures): string {
  const said = condition(risk, t, figures);
  if (risk.notDistinguishable || risk.direction === 'none') {
    return t('risk.sentenceNone', { condition: said });
  }
  // The direction is in the words, so the ends are given by size, the smaller one first.
  const { low, high } = risk.intervalMinor;
  const ends = [Math.abs(low), Math.abs(high)].toSorted((a, b) => a - b);
  return t(risk.direction === 'up' ? 'risk.sentenceUp' : 'risk.sentenceDown', {
    condition: said,
    amount: figures.amount(Math.abs(risk.effectMinor)),
    effect: effectShare(risk.effectPct === null ? null : Math.abs(risk.effectPct), false),
    low: figures.amount(ends[0] ?? null),
    high: figures.amount(ends[1] ?? null),
  });
}
