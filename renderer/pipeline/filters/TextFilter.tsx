import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { SlowInput } from '../parts/SlowInput';
import type { FilterPartProps } from './FilterEditor';

/** Contains a text. */
export function TextFilter({ field, value, onChange }: FilterPartProps) {
  const { t } = useTranslation('pipeline');
  return (
    <Field label={t('filter.contains', { column: t(`field.${field}`) })}>
      <SlowInput
        autoFocus
        value={value?.kind === 'contains' ? value.text : ''}
        onChange={(text) => onChange(text.trim() === '' ? null : { kind: 'contains', text })}
      />
    </Field>
  );
}
