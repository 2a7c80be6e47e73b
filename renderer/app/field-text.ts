import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent, NO_VALUE } from '#shared/format';
import type { NamedField } from '#shared/pipeline/history-fields';
import { type Cell, OUTCOMES, STAGES } from '#shared/pipeline/model';

/** A value of an opportunity's history as people read it; `amount` writes money. */
export function useFieldText(): (
  field: NamedField,
  value: Cell,
  amount: (minor: number) => string,
) => string {
  const { t } = useTranslation(['pipeline', 'common']);
  return useCallback(
    (field, value, amount) => {
      if (value === null || value === '') return t('history.nothing');
      if (field === 'amountMinor' && typeof value === 'number') return amount(value);
      if (field === 'discountBp' && typeof value === 'number') {
        return formatPercent(value / 10_000, 1);
      }
      if (field === 'stage') {
        const stage = STAGES.find((one) => one === value);
        return stage === undefined ? NO_VALUE : t(`common:stage.${stage}`);
      }
      if (field === 'outcome') {
        const outcome = OUTCOMES.find((one) => one === value);
        return outcome === undefined ? NO_VALUE : t(`common:outcome.${outcome}`);
      }
      return String(value);
    },
    [t],
  );
}
