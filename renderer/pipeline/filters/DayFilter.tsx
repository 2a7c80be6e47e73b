import { useTranslation } from 'react-i18next';
import { DayInput } from '#renderer/kit/field/DayInput';
import { Field } from '#renderer/kit/field/Field';
import { Button } from '#renderer/kit/ui';
import { DAY_PRESETS, type DayRange, presetRange } from '../view/days';
import { useToday } from '../view/use-view';
import type { FilterPartProps } from './FilterEditor';
import styles from './filters.module.css';

/** From–to on calendar days, with the periods people ask for. */
export function DayFilter({ value, onChange }: FilterPartProps) {
  const { t } = useTranslation('pipeline');
  const today = useToday();
  const chosen = value?.kind === 'dayPreset' ? value.preset : null;
  const now: DayRange =
    value?.kind === 'dayRange'
      ? value
      : chosen === null
        ? { from: null, to: null }
        : presetRange(chosen, today);
  const set = ({ from, to }: DayRange) =>
    onChange(from === null && to === null ? null : { kind: 'dayRange', from, to });
  return (
    <>
      <div className={styles.presets}>
        {DAY_PRESETS.map((preset) => {
          const pressed = preset === chosen;
          return (
            <Button
              key={preset}
              size="small"
              aria-pressed={pressed}
              type={pressed ? 'primary' : 'default'}
              onClick={() => onChange(pressed ? null : { kind: 'dayPreset', preset })}
            >
              {t(`filter.preset.${preset}`)}
            </Button>
          );
        })}
      </div>
      <div className={styles.range}>
        <Field label={t('filter.from')}>
          <DayInput value={now.from} onChange={(from) => set({ ...now, from })} />
        </Field>
        <Field label={t('filter.to')}>
          <DayInput value={now.to} onChange={(to) => set({ ...now, to })} />
        </Field>
      </div>
    </>
  );
}
