import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { InputNumber } from '#renderer/kit/ui';
import { addDays, daysSince, endOfDay } from '../view/days';
import { useToday } from '../view/use-view';
import type { FilterPartProps } from './FilterEditor';
import styles from './filters.module.css';

/** At least / at most so many days in the present stage; kept as a range of instants. */
export function AgeFilter({ value, onChange }: FilterPartProps) {
  const { t } = useTranslation('pipeline');
  const today = useToday();
  const now = value?.kind === 'numberRange' ? value : { from: null, to: null };
  // The longer ago a stage was entered, the smaller the instant: ends change places.
  const [least, most] = [now.to, now.from].map((at) => (at === null ? null : daysSince(at, today)));
  const set = (days: { least: number | null; most: number | null }) => {
    const to = days.least === null ? null : endOfDay(addDays(today, -days.least));
    const from = days.most === null ? null : endOfDay(addDays(today, -days.most - 1)) + 1;
    onChange(from === null && to === null ? null : { kind: 'numberRange', from, to });
  };
  return (
    <div className={styles.range}>
      <Field label={t('filter.daysAtLeast')}>
        <InputNumber
          autoFocus
          min={0}
          max={9999}
          precision={0}
          value={least ?? null}
          onChange={(next) => set({ least: next, most: most ?? null })}
        />
      </Field>
      <Field label={t('filter.daysAtMost')}>
        <InputNumber
          min={0}
          max={9999}
          precision={0}
          value={most ?? null}
          onChange={(next) => set({ least: least ?? null, most: next })}
        />
      </Field>
    </div>
  );
}
