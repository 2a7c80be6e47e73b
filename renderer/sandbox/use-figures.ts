import { useMemo } from 'react';
import type { AmountScale } from '#shared/format';
import { useFormat } from '../kit/use-format';

/** Amounts of one currency in the person's language and unit. */
export interface Figures {
  readonly amount: (minor: number | null) => string;
  /** One unit for amounts that are compared with each other. */
  readonly scale: (minors: readonly number[]) => AmountScale;
}

/** {@link useFormat} for one currency; the engine's means are rounded to whole minor units. */
export function useFigures(currency: string): Figures {
  const format = useFormat();
  return useMemo(
    () => ({
      amount: (minor) => format.amount(minor === null ? null : Math.round(minor), currency),
      scale: (minors) => format.scale(minors, currency),
    }),
    [format, currency],
  );
}
