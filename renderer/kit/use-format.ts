import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AmountScale,
  amountScale,
  formatAmountMinor,
  formatCount,
  formatDay,
  formatInstant,
  formatPercent,
} from '#shared/format';
import { unbroken } from '#shared/unbroken';
import type { Language } from '#shared/workspace/model';
import { usePreferences } from '../app/preferences';

export interface Format {
  /** An amount for a sentence or a headline, in the unit of the settings. */
  readonly amount: (minor: number | null, currency: string) => string;
  /** One unit over a whole table or axis, in the unit of the settings. */
  readonly scale: (minors: readonly number[], currency: string) => AmountScale;
  /** A share 0–1. */
  readonly percent: (share: number | null, decimals?: number, signed?: boolean) => string;
  readonly count: (count: number | null) => string;
  readonly day: (day: string | null, style?: 'table' | 'prose' | 'weekday') => string;
  /** An instant in the laptop's time zone. */
  readonly instant: (at: number) => string;
}

/** The formatters of `shared/format` bound to language, unit setting and time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { amountUnit } = usePreferences();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return {
      amount: (minor, currency) =>
        unbroken(formatAmountMinor(minor, currency, language, amountUnit)),
      scale: (minors, currency) => amountScale(minors, currency, language, amountUnit),
      percent: formatPercent,
      count: formatCount,
      day: (day, style) => formatDay(day, language, style),
      instant: (at) => formatInstant(at, timeZone),
    };
  }, [language, amountUnit]);
}
