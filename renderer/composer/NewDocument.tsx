import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../app/locations';
import { usePreferences } from '../app/preferences';
import { useCall, useCommand } from '../app/queries';
import { useOwnName } from '../app/use-own-name';
import { Field } from '../kit/field/Field';
import { ErrorState } from '../kit/states/ErrorState';
import { Button, Input, type InputRef, Modal, Segmented, Select } from '../kit/ui';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import type { Language } from '#shared/workspace/model';
import styles from './composer.module.css';

interface NewDocumentProps {
  readonly open: boolean;
  readonly runId: string | null;
  readonly onClose: () => void;
}

/** A new document from the template, filled with the figures of a rehearsal. */
export function NewDocument(props: NewDocumentProps) {
  const { t } = useTranslation(['composer', 'common']);
  return (
    <Modal
      open={props.open}
      title={t('new.title')}
      footer={null}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <NewDocumentForm {...props} />
    </Modal>
  );
}

function NewDocumentForm({ runId, onClose }: NewDocumentProps) {
  const { t } = useTranslation(['composer', 'common']);
  const go = useGo();
  const { language: spoken } = usePreferences();
  const ownName = useOwnName();
  const runs = useCall('sandbox.list', { pipelineId: null }).data ?? [];
  const create = useCommand('composer.create', { failure: 'inline' });
  const [picked, setPicked] = useState<string | null>(runId);
  const [title, setTitle] = useState(t('new.defaultTitle'));
  const [language, setLanguage] = useState<Language>(spoken);
  const first = useFocusOnMount<InputRef>();
  const chosen = picked ?? runs[0]?.id ?? null;

  const submit = () => {
    create.mutate(
      { templateId: 'rehearsal-brief', title: title.trim(), language, runId: chosen },
      {
        onSuccess: (document) => {
          onClose();
          go('composer', { documentId: document.id });
        },
      },
    );
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('new.template')}>
        <Select
          value="rehearsal-brief"
          options={[{ value: 'rehearsal-brief', label: t('template.rehearsal-brief') }]}
        />
      </Field>
      <Field label={t('new.name')} required>
        <Input
          ref={first}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <Field label={t('new.run')} hint={runs.length === 0 ? t('new.noRuns') : t('new.runHint')}>
        <Select
          value={chosen}
          allowClear
          options={runs.map((run) => ({ value: run.id, label: ownName(run.name) }))}
          onChange={(id: string | undefined) => setPicked(id ?? null)}
        />
      </Field>
      <div>
        <div id="new-language" className={styles.label}>
          {t('new.language')}
        </div>
        <Segmented<Language>
          aria-labelledby="new-language"
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
          {t('new.submit')}
        </Button>
      </div>
    </form>
  );
}
