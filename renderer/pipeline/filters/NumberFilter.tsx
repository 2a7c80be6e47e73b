import { useTranslation } from 'react-i18next';
import { AmountInput } from '#renderer/kit/field/AmountInput';
import { Field } from '#renderer/kit/field/Field';
import { InputNumber } from '#renderer/kit/ui';
import type { ColumnFilter } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import type { FilterPartProps } from './FilterEditor';
import styles from './filters.module.css';

const BP_PER_PERCENT = 100;

/** Both ends included; an empty end is open. Null when both are. */
function range(from: number | null, to: number | null): ColumnFilter | null {
  return from === null && to === null ? null : { kind: 'numberRange', from, to };
}

/** From–to on amounts (any way of writing them) percentages or days. */
export function NumberFilter(
  props: FilterPartProps & { readonly kind: 'amount' | 'percent' | 'days' },
) {
  const { t } = useTranslation('pipeline');
  const { currency } = usePipeline();
  const { from, to } = props.value?.kind === 'numberRange' ? props.value : { from: null, to: null };
  const input = (end: 'from' | 'to') => {
    const set = (next: number | null) =>
      props.onChange(end === 'from' ? range(next, to) : range(from, next));
    const value = end === 'from' ? from : to;
    return (
      <Field label={t(`filter.${end}`)}>
        {props.kind === 'amount' ? (
          <AmountInput valueMinor={value} currency={currency} onChange={set} />
        ) : props.kind === 'days' ? (
          <InputNumber min={-9999} max={9999} precision={0} value={value} onChange={set} />
        ) : (
          <InputNumber
            min={0}
            max={100}
            suffix="%"
            value={value === null ? null : value / BP_PER_PERCENT}
            onChange={(next) => set(next === null ? null : Math.round(next * BP_PER_PERCENT))}
          />
        )}
      </Field>
    );
  };
  return (
    <div className={styles.range}>
      {input('from')}
      {input('to')}
    </div>
  );
}
