import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnFilter, GridField } from '#shared/pipeline/model';
import { DAY_PRESETS, daysSince, presetRange } from '../view/days';
import { FILTER_KIND } from '../view/fields';
import { useAmounts } from '../view/use-amounts';
import { useChoiceLabel } from '../view/use-choice-label';
import { useToday } from '../view/use-view';

const MOST_NAMED = 2;

type Translate = TFunction<'pipeline'>;

interface Words {
  readonly t: Translate;
  readonly label: (field: GridField, value: string | null) => string;
  readonly today: string;
  readonly short: (amountMinor: number | null) => string;
}

/** A filter as a person says it, e.g. 「阶段：报价谈判、合同签署」. */
export function useFilterText(): (field: GridField, filter: ColumnFilter) => string {
  const { t } = useTranslation('pipeline');
  const label = useChoiceLabel();
  const today = useToday();
  const { short } = useAmounts();
  return useCallback(
    (field, filter) =>
      t('filter.sentence', {
        column: t(`field.${field}`),
        condition: condition(field, filter, { t, label, today, short }),
      }),
    [t, label, today, short],
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
    case 'dayRange': {
      const preset = DAY_PRESETS.find((one) => {
        const range = presetRange(one, words.today);
        return range.from === filter.from && range.to === filter.to;
      });
      return preset === undefined
        ? between(filter.from, filter.to, t)
        : t(`filter.preset.${preset}`);
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
  { t, today, short }: Words,
): string {
  const text = (value: number | null, write: (value: number) => string) =>
    value === null ? null : write(value);
  switch (FILTER_KIND[field]) {
    case 'age': {
      const days = (at: number) => t('daysShort', { count: daysSince(at, today) });
      return between(text(range.to, days), text(range.from, days), t);
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
