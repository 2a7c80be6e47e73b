import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type GridField, OUTCOMES, STAGES } from '#shared/pipeline/model';

/** What a person reads for a value of a list column: stage and outcome codes become words, null is 空白. */
export function useChoiceLabel(): (field: GridField, value: string | null) => string {
  const { t } = useTranslation(['pipeline', 'common']);
  return useCallback(
    (field, value) => {
      if (value === null || value === '') return t('filter.blank');
      const stage = field === 'stage' ? STAGES.find((code) => code === value) : undefined;
      if (stage !== undefined) return t(`common:stage.${stage}`);
      const outcome = field === 'outcome' ? OUTCOMES.find((code) => code === value) : undefined;
      if (outcome !== undefined) return t(`common:outcome.${outcome}`);
      return value;
    },
    [t],
  );
}
