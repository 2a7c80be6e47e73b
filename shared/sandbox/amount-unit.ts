import { type AmountUnit, minorPerUnit } from '../format';
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

/** A simulated amount without false precision: whole currency units, minor units only for tiny ones. */
export function plainAmount(minor: number, currency: string): number {
  const perUnit = minorPerUnit(currency);
  return Math.abs(minor) < WHOLE_FROM * perUnit
    ? Math.round(minor)
    : Math.round(minor / perUnit) * perUnit;
}
