import { UserAddOutlined } from '@ant-design/icons';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useOffer } from '#renderer/app/offers';
import { useNotify } from '#renderer/kit/notify';
import { Button, Input, type InputRef, Select } from '#renderer/kit/ui';
import { type ContactRole, contactRoleSchema } from '#shared/pipeline/model';
import styles from './account.module.css';

const TEXTS = ['name', 'title', 'phone', 'email'] as const;
const EMPTY = { name: '', title: '', phone: '', email: '', role: 'other' as ContactRole };

/** One more person of the account: a line of fields; Enter adds, and the next name can be typed. */
export function AddPerson({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation(['accounts', 'common']);
  const notify = useNotify();
  const [person, setPerson] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const first = useRef<InputRef>(null);
  const isOffered = useOffer('account.addPerson') === null;
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    if (person.name.trim() === '' || busy) return;
    setBusy(true);
    try {
      const added = await call('account.addPerson', { accountId, person });
      notify.undoable(t('map.added', { name: added.name }), added);
      setPerson(EMPTY);
      first.current?.focus();
    } catch (error) {
      notify.failure(error);
    }
    setBusy(false);
  };
  if (!isOffered) return null;
  return (
    <form
      className={styles.addPerson}
      aria-label={t('map.add')}
      onSubmit={(event) => void add(event)}
    >
      {TEXTS.map((field) => (
        <Input
          key={field}
          ref={field === 'name' ? first : null}
          size="small"
          aria-label={t(`map.fields.${field}`)}
          placeholder={t(`map.fields.${field}`)}
          value={person[field]}
          onChange={(event) => setPerson({ ...person, [field]: event.target.value })}
        />
      ))}
      <Select<ContactRole>
        size="small"
        aria-label={t('map.fields.role')}
        value={person.role}
        onChange={(role) => setPerson({ ...person, role })}
        options={contactRoleSchema.options.map((role) => ({
          value: role,
          label: t(`common:role.${role}`),
        }))}
      />
      <Button
        size="small"
        htmlType="submit"
        icon={<UserAddOutlined aria-hidden />}
        loading={busy}
        disabled={person.name.trim() === ''}
      >
        {t('map.add')}
      </Button>
    </form>
  );
}
