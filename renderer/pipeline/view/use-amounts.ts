import { useMemo } from 'react';
import { usePreferences } from '#renderer/app/preferences';
import { rowsAhead } from '#renderer/app/read-ahead';
import { useHiddenFields } from '#renderer/app/standing';
import {
  type AmountScale,
  amountScale,
  formatAmountMinor,
  formatTiny,
  formatTotalMinor,
  NO_VALUE,
} from '#shared/format';
import { unbroken } from '#shared/unbroken';
import { useSummary } from './use-summary';
import { usePipeline } from './use-view';
import { meanAmount, useViewStore } from './view-store';

export interface Amounts {
  /** The unit over the whole table, named in its header. */
  readonly unit: string;
  /** An amount in that unit. What would round to nothing keeps its digits: 0 is written for zero only. */
  readonly inUnit: (amountMinor: number | null) => string;
  /** For sentences and headlines, with sign and unit. */
  readonly short: (amountMinor: number | null) => string;
  /** The same with decimals by size, for totals that stand beside each other. */
  readonly total: (amountMinor: number | null) => string;
  /** To the last minor unit, for hints and history. */
  readonly exact: (amountMinor: number | null) => string;
}

/**
 * How amounts of the pipeline on screen are written. With the unit setting on "automatic" the table's unit follows
 * the average amount of the whole pipeline, so that it does not jump while one filters.
 */
export function useAmounts(): Amounts {
  const { id, currency } = usePipeline();
  const { language, amountUnit } = usePreferences();
  // A sum of amounts that one may not see is no zero.
  const isKept = useHiddenFields().has('amountMinor');
  const whole = useSummary({ pipelineId: id, sort: [], filters: {}, quick: '' });
  // Until the whole is known the first rows tell the size of amounts; those that came ahead spare the grid new columns.
  const first = useViewStore(({ firstRows }) =>
    firstRows?.pipelineId === id ? firstRows.meanAmountMinor : meanAmount(rowsAhead(id)),
  );
  const typical =
    whole.data === undefined ? first : (whole.data.amountMinor ?? 0) / Math.max(1, whole.data.all);
  // Units and decimals change at powers of ten: within one the columns stay, and with them a field that is open.
  const magnitude = Math.floor(Math.log10(Math.max(1, typical)));
  return useMemo((): Amounts => {
    const scale = amountScale([10 ** magnitude], currency, language, amountUnit);
    if (isKept) {
      const none = () => NO_VALUE;
      return { unit: scale.label, inUnit: none, short: none, total: none, exact: none };
    }
    return {
      unit: scale.label,
      inUnit: (amount) =>
        isLost(amount, scale) ? formatTiny(amount / scale.minor) : scale.format(amount),
      short: (amount) => unbroken(formatAmountMinor(amount, currency, language, amountUnit)),
      total: (amount) => unbroken(formatTotalMinor(amount, currency, language, amountUnit)),
      exact: (amount) => unbroken(formatAmountMinor(amount, currency, language, 'unit')),
    };
  }, [magnitude, currency, language, amountUnit, isKept]);
}

/** Whether rounding to the table's decimals would show an amount as zero. */
function isLost(amount: number | null, scale: AmountScale): amount is number {
  return amount !== null && amount !== 0 && Number(scale.format(amount)) === 0;
}
