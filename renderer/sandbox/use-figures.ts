import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type AmountScale, amountScale } from '#shared/format';
import { unbroken } from '#shared/unbroken';
import { usePreferences } from '../app/preferences';
import { rehearsedAmount, rehearsedUnit } from '#shared/sandbox/rehearsed-figures';

/** Amounts of one currency in the person's language and unit. */
export interface Figures {
  readonly amount: (minor: number | null) => string;
  /** One unit for amounts that are compared with each other. */
  readonly scale: (minors: readonly number[]) => AmountScale;
}

/** Rehearsed amounts of one currency; the engine's means carry more digits than they mean. */
export function useFigures(currency: string): Figures {
  const { i18n } = useTranslation();
  const { amountUnit } = usePreferences();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(
    () => ({
      amount: (minor) => unbroken(rehearsedAmount(minor, currency, language, amountUnit)),
      scale: (minors) => {
        const largest = minors.reduce((max, minor) => Math.max(max, Math.abs(minor)), 0);
        const unit = rehearsedUnit(largest, currency, language, amountUnit);
        return amountScale(minors, currency, language, unit);
      },
    }),
    [currency, language, amountUnit],
  );
}
