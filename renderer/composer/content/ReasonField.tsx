import { useTranslation } from 'react-i18next';
import { Field } from '../../kit/field/Field';
import { Input } from '../../kit/ui';

/** Why something is decided: asked for (`needed`), or a word that may be left out. */
export function ReasonField(props: {
  readonly value: string;
  readonly needed: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { value, needed, onChange } = props;
  const { t } = useTranslation('content');
  return (
    <Field
      label={t(needed ? 'decide.reason' : 'decide.word')}
      required={needed}
      error={needed && value.trim() === '' ? t('decide.missing') : null}
    >
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={400}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
