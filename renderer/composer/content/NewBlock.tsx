import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CONTENT_KINDS,
  type ContentKind,
  type VersionContent,
} from '#shared/composer/content/block';
import type { Language } from '#shared/workspace/model';
import { useGo } from '../../app/locations';
import { usePreferences } from '../../app/preferences';
import { useCall, useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { Field } from '../../kit/field/Field';
import { ErrorState } from '../../kit/states/ErrorState';
import { Button, Input, type InputRef, Modal, Segmented, Select } from '../../kit/ui';
import { useFocusOnMount } from '../../kit/use-focus-on-mount';
import styles from './content.module.css';

/** A new block: what it is, in which language, and who answers for it. */
export function NewBlock({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('content');
  return (
    <Modal open title={t('block.create')} footer={null} onCancel={onClose}>
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['content', 'common']);
  const go = useGo();
  const ownName = useOwnName();
  const { language: spoken } = usePreferences();
  const people = useCall('rights.people', {}).data ?? [];
  const create = useCommand('content.createBlock', { failure: 'inline' });
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<ContentKind>('text');
  const [language, setLanguage] = useState<Language>(spoken);
  const [ownerId, setOwner] = useState<string | null>(null);
  const first = useFocusOnMount<InputRef>();
  const submit = () =>
    create.mutate(
      { kind, language, ownerId, content: { ...EMPTY, title: title.trim() } },
      {
        onSuccess: ({ id }) => {
          onClose();
          go('content', { tab: 'blocks', blockId: id });
        },
      },
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('block.title')} required>
        <Input
          ref={first}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <Field label={t('block.kind')}>
        <Select
          value={kind}
          options={CONTENT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={setKind}
        />
      </Field>
      <Field label={t('block.owner')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('source.ownerNone')}
          value={ownerId}
          options={people.map(({ id, name }) => ({ value: id, label: ownName(name) }))}
          onChange={(id?: string) => setOwner(id ?? null)}
        />
      </Field>
      <div>
        <Segmented<Language>
          aria-label={t('block.language')}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLanguage}
        />
      </div>
      {create.isError ? <ErrorState error={create.error} /> : null}
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={create.isPending}
          disabled={title.trim() === ''}
        >
          {t('block.begin')}
        </Button>
      </div>
    </form>
  );
}

const EMPTY: Omit<VersionContent, 'title'> = {
  body: {
    doc: { type: 'doc', content: [{ type: 'paragraph' }] },
    speaker: '',
    address: '',
    runId: null,
    chart: 'bookings',
  },
  facts: [],
  sources: [],
  tags: [],
  audience: [],
};
