import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_RECIPIENTS, MOST_RECIPIENT_LETTERS } from '#shared/composer/model';
import type { Recipients } from '#shared/composer/recipients';
import { useCall } from '../app/queries';
import { Field } from '../kit/field/Field';
import { Input, Select } from '../kit/ui';

/** For whom, one a line; contacts of the workspace are added by choosing them. */
export function RecipientsField(props: {
  readonly value: string;
  readonly found: Recipients;
  readonly onChange: (list: string) => void;
}) {
  const { value, found, onChange } = props;
  const { t } = useTranslation('composer');
  const [search, setSearch] = useState('');
  const contacts = useCall('composer.recipients', { search }, { keepPrevious: true });
  const { names, tooLong } = found;
  const error =
    tooLong.length > 0
      ? t('export.tooLong', { name: tooLong[0]?.slice(0, 20), most: MOST_RECIPIENT_LETTERS })
      : names.length > MOST_RECIPIENTS
        ? t('export.tooMany', { n: names.length, most: MOST_RECIPIENTS })
        : null;
  const options = (contacts.data ?? []).map(({ id, name, account }) => ({
    value: id,
    label: account === null ? name : t('export.contact', { name, account }),
  }));
  const add = (id: string) => {
    const label = options.find((option) => option.value === id)?.label;
    if (label === undefined) return;
    onChange([...(value.trim() === '' ? [] : [value.trimEnd()]), label, ''].join('\n'));
    setSearch('');
  };
  return (
    <>
      <Field
        label={t('export.recipients')}
        hint={t('export.recipientsHint', { count: names.length })}
        error={error}
        required
      >
        <Input.TextArea
          value={value}
          autoSize={{ minRows: 5, maxRows: 10 }}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <Field label={t('export.contacts')}>
        <Select<string>
          showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
          value={null}
          placeholder={t('export.contactsHint')}
          options={options}
          loading={contacts.isFetching}
          onSelect={add}
        />
      </Field>
    </>
  );
}
