import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { InputNumber } from '#renderer/kit/ui';
import type { FilterPartProps } from './FilterEditor';
import styles from './filters.module.css';

/** At least / at most so many days in the present stage; counted from the day on which one looks. */
export function AgeFilter({ value, onChange }: FilterPartProps) {
  const { t } = useTranslation('pipeline');
  const now = value?.kind === 'ageRange' ? value : { least: null, most: null };
  const { least, most } = now;
  const set = (days: { least: number | null; most: number | null }) =>
    onChange(days.least === null && days.most === null ? null : { kind: 'ageRange', ...days });
  return (
    <div className={styles.range}>
      <Field label={t('filter.daysAtLeast')}>
        <InputNumber
          autoFocus
          min={0}
          max={9999}
          precision={0}
          value={least}
          onChange={(next) => set({ least: next, most })}
        />
      </Field>
      <Field label={t('filter.daysAtMost')}>
        <InputNumber
          min={0}
          max={9999}
          precision={0}
          value={most}
          onChange={(next) => set({ least, most: next })}
        />
      </Field>
    </div>
  );
}
