import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import { formatPercent, NO_VALUE } from '#shared/format';
import { type Cell, OUTCOMES, STAGES } from '#shared/pipeline/model';
import type { ChangedField, SheetPlan } from '#shared/pipeline/sheet/model';
import { useAmounts } from '../view/use-amounts';

/** How a plan is said: names of fields, values and reasons. */
export function usePlanWords(): {
  readonly field: (field: ChangedField) => string;
  readonly value: (field: ChangedField, value: Cell) => string;
  readonly reason: (refused: SheetPlan['refused'][number]) => string;
} {
  const { t, i18n } = useTranslation(['sheet', 'pipeline', 'common']);
  const { exact } = useAmounts();
  const { day } = useFormat();
  const field = (name: ChangedField) => t(`pipeline:history.field.${name}`);
  const value = (name: ChangedField, cell: Cell): string => {
    if (cell === null || cell === '') return NO_VALUE;
    if (name === 'amountMinor') return exact(Number(cell));
    if (name === 'discountBp') return formatPercent(Number(cell) / 10_000, 1);
    if (name === 'expectedCloseDay') return day(String(cell));
    const stage = name === 'stage' ? STAGES.find((one) => one === cell) : undefined;
    if (stage !== undefined) return t(`common:stage.${stage}`);
    const outcome = name === 'outcome' ? OUTCOMES.find((one) => one === cell) : undefined;
    return outcome === undefined ? String(cell) : t(`common:outcome.${outcome}`);
  };
  return {
    field,
    value,
    reason: ({ code, missing }) => {
      const reason = t(`sheet:refused.${code}`);
      if (missing.length === 0) return reason;
      const list = new Intl.ListFormat(i18n.language, { type: 'conjunction', style: 'narrow' });
      return t('sheet:plan.missing', { reason, fields: list.format(missing.map(field)) });
    },
  };
}
