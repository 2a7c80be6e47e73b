import { useMemo } from 'react';
import { amountScale, formatAmountMinor, type AmountScale } from '#shared/format';
import { usePreferences } from '../app/preferences';

/** Amounts of one currency in the person's language and unit. */
export interface Figures {
  readonly amount: (minor: number | null) => string;
  /** One unit for amounts that are compared with each other. */
  readonly scale: (minors: readonly number[]) => AmountScale;
}

export function useFigures(currency: string): Figures {
  const { language, amountUnit } = usePreferences();
  return useMemo(
    () => ({
      amount: (minor) =>
        formatAmountMinor(minor === null ? null : Math.round(minor), currency, language, amountUnit),
      scale: (minors) => amountScale(minors, currency, language, amountUnit),
    }),
    [currency, language, amountUnit],
  );
}
