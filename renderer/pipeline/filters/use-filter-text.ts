import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnFilter, GridField } from '#shared/pipeline/model';
import { FILTER_KIND } from '../view/fields';
import { useAmounts } from '../view/use-amounts';
import { useChoiceLabel } from '../view/use-choice-label';

const MOST_NAMED = 2;

type Translate = TFunction<'pipeline'>;

interface Words {
  readonly t: Translate;
  readonly label: (field: GridField, value: string | null) => string;
  readonly short: (amountMinor: number | null) => string;
}

/** A filter as a person says it, e.g. “阶段：报价谈判、合同签署”. */
export function useFilterText(): (field: GridField, filter: ColumnFilter) => string {
  const { t } = useTranslation('pipeline');
  const label = useChoiceLabel();
  const { short } = useAmounts();
  return useCallback(
    (field, filter) =>
      t('filter.sentence', {
        column: t(`field.${field}`),
        condition: condition(field, filter, { t, label, short }),
      }),
    [t, label, short],
  );
}

function condition(field: GridField, filter: ColumnFilter, words: Words): string {
  const { t } = words;
  switch (filter.kind) {
    case 'in':
      return choices(field, filter.values, words);
    case 'contains':
      return t('filter.containsText', { text: filter.text });
    case 'numberRange':
      return numbers(field, filter, words);
    case 'dayRange':
      return between(filter.from, filter.to, t);
    case 'dayPreset':
      return t(`filter.preset.${filter.preset}`);
    case 'ageRange': {
      const days = (count: number | null) => (count === null ? null : t('daysShort', { count }));
      return between(days(filter.least), days(filter.most), t);
    }
  }
}

function choices(field: GridField, values: readonly (string | null)[], words: Words): string {
  const { t, label } = words;
  if (values.length === 0) return t('filter.noneChosen');
  const names = values.slice(0, MOST_NAMED).map((value) => label(field, value));
  const text = names.join(t('filter.and'));
  const rest = values.length - names.length;
  return rest === 0 ? text : t('filter.andMore', { text, count: rest });
}

function numbers(
  field: GridField,
  range: { readonly from: number | null; readonly to: number | null },
  { t, short }: Words,
): string {
  const text = (value: number | null, write: (value: number) => string) =>
    value === null ? null : write(value);
  switch (FILTER_KIND[field]) {
    case 'days': {
      const days = (count: number) => t('daysShort', { count });
      return between(text(range.from, days), text(range.to, days), t);
    }
    case 'percent': {
      const percent = (bp: number) => `${bp / 100}%`;
      return between(text(range.from, percent), text(range.to, percent), t);
    }
    default:
      return between(text(range.from, short), text(range.to, short), t);
  }
}

function between(from: string | null, to: string | null, t: Translate): string {
  if (from === null) return t('filter.upTo', { to: to ?? '' });
  if (to === null) return t('filter.startingAt', { from });
  return t('filter.between', { from, to });
}
