import { useMemo } from 'react';
import { usePreferences } from '#renderer/app/preferences';
import { useCall } from '#renderer/app/queries';
import { type AmountScale, amountScale, formatAmountMinor, minorPerUnit } from '#shared/format';
import { usePipeline } from './use-view';

export interface Amounts {
  /** One unit over the whole table, named in its header. */
  readonly scale: AmountScale;
  /** For sentences and headlines, with sign and unit. */
  readonly short: (amountMinor: number | null) => string;
  /** To the last minor unit, for hints and history. */
  readonly exact: (amountMinor: number | null) => string;
  readonly perUnit: number;
}

/**
 * How amounts of the pipeline on screen are written. With the unit setting on "automatic" the table's unit follows
 * the average amount of the whole pipeline, so that it does not jump while one filters.
 */
export function useAmounts(): Amounts {
  const { id, currency } = usePipeline();
  const { language, amountUnit } = usePreferences();
  const whole = useCall('pipeline.summary', { pipelineId: id, sort: [], filters: {}, quick: '' });
  const typical =
    whole.data === undefined ? 0 : whole.data.amountMinor / Math.max(1, whole.data.all);
  return useMemo(
    () => ({
      scale: amountScale([typical], currency, language, amountUnit),
      short: (amount) => formatAmountMinor(amount, currency, language, amountUnit),
      exact: (amount) => formatAmountMinor(amount, currency, language, 'unit'),
      perUnit: minorPerUnit(currency),
    }),
    [typical, currency, language, amountUnit],
  );
}
