import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../app/queries';
import { Select } from '../../kit/ui';

const MOST = 20;

/** The customer for whom a document is; what the same customer is told elsewhere is compared with it. */
export function AccountField(props: {
  readonly accountId: string | null;
  readonly onChange: (accountId: string | null) => void;
}) {
  const { accountId, onChange } = props;
  const { t } = useTranslation('content');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const first = useCall('pipeline.list', {}).data?.[0]?.id;
  const found = useCall(
    'pipeline.accounts',
    { pipelineId: first ?? '-', search, limit: MOST },
    { enabled: first !== undefined, keepPrevious: true },
  );
  const chosen = useCall('account.get', { id: accountId ?? '-' }, { enabled: accountId !== null });
  const options = (found.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const own = chosen.data?.account;
  const listed =
    own === undefined || options.some(({ value }) => value === own.id)
      ? options
      : [{ value: own.id, label: own.name }, ...options];
  return (
    <Select
      size="small"
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      aria-label={t('use.account')}
      placeholder={t('use.account')}
      value={accountId}
      options={listed}
      onChange={(id?: string) => onChange(id ?? null)}
    />
  );
}
