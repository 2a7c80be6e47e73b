import {
  type AmountUnit,
  formatAmountMinor,
  formatPercent,
  minorPerUnit,
  NO_VALUE,
} from '../format';
import type { Language } from '../workspace/model';

/** From here (10亿) on, 亿 with two decimals tells rehearsed amounts apart; below, it would not. */
const HUNDRED_MILLIONS_FROM = 1e9;
const TEN_THOUSANDS_FROM = 1e4;

/** Below this many currency units the decimals are kept. */
const WHOLE_FROM = 10;

/** The unit of rehearsed amounts whose largest is `largestMinor`: 万 where 亿 would make near ones look equal. */
export function rehearsedUnit(
  largestMinor: number,
  currency: string,
  language: Language,
  chosen: AmountUnit,
): AmountUnit {
  const largest = Math.abs(largestMinor) / minorPerUnit(currency);
  const close = largest >= TEN_THOUSANDS_FROM && largest < HUNDRED_MILLIONS_FROM;
  return chosen === 'auto' && language === 'zh-CN' && close ? 'tenThousand' : chosen;
}

/**
 * A rehearsed amount in a sentence or a title, the same on the page, in a brief and on the command line: three digits
 * that matter, though never coarser than ten thousand currency units; whole units from ten on, minor units below, since a
 * simulated amount is not known to the cent. Null → {@link NO_VALUE}.
 */
export function rehearsedAmount(
  amountMinor: number | null,
  currency: string,
  language: Language,
  chosen: AmountUnit = 'auto',
): string {
  if (amountMinor === null) return NO_VALUE;
  const perUnit = minorPerUnit(currency);
  const value = amountMinor / perUnit;
  const size = Math.abs(value);
  const digits = size < WHOLE_FROM ? 0 : Math.floor(Math.log10(size));
  const step = size < WHOLE_FROM ? 1 / perUnit : 10 ** Math.min(4, Math.max(0, digits - 2));
  const rounded = Math.round(Math.round(value / step) * step * perUnit);
  const unit = rehearsedUnit(rounded, currency, language, chosen);
  return formatAmountMinor(rounded, currency, language, unit);
}

/** The effect of a risk on the outcome, `pct` in percent: decimals only where it is small. Null → {@link NO_VALUE}. */
export function effectShare(pct: number | null, signed: boolean): string {
  if (pct === null) return NO_VALUE;
  const share = pct / 100;
  return formatPercent(share, Math.abs(share) < 0.1 ? 1 : 0, signed);
}
