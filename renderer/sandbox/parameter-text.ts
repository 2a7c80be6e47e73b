import { formatDecimal } from '#shared/format';
import type { RiskVariable } from '#shared/sandbox/run-result';
import type { Figures } from './use-figures';

/** The value of a model parameter as a person reads it: amounts as money, everything else with two decimals. */
export function parameterText(
  id: RiskVariable['id'],
  value: number | null,
  figures: Figures,
): string {
  return id === 'amountMedian' ? figures.amount(value) : formatDecimal(value, 2);
}
