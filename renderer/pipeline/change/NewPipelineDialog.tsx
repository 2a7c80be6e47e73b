import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '#renderer/app/queries';
import { Field } from '#renderer/kit/field/Field';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Input, Modal } from '#renderer/kit/ui';
import type { Pipeline } from '#shared/pipeline/model';
import { CurrencySelect } from '../parts/CurrencySelect';
import styles from './change.module.css';

/** A pipeline of one's own: name and the one currency of its amounts. */
export function NewPipelineDialog(props: {
  readonly onClose: () => void;
  readonly onDone: (pipeline: Pipeline) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const create = useCommand('pipeline.createPipeline', { failure: 'inline' });
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState('CNY');
  const [asked, setAsked] = useState(false);
  const missing = name.trim() === '';
  const submit = () => {
    setAsked(true);
    if (!missing) create.mutate({ name, currency }, { onSuccess: props.onDone });
  };
  return (
    <Modal
      open
      width={420}
      title={t('newPipeline.title')}
      okText={t('newPipeline.submit')}
      cancelText={t('common:cancel')}
      confirmLoading={create.isPending}
      onOk={submit}
      onCancel={props.onClose}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          required
          label={t('newPipeline.name')}
          error={asked && missing ? t('newPipeline.nameMissing') : null}
        >
          <Input
            autoFocus
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={t('newPipeline.currency')} hint={t('newPipeline.currencyHint')}>
          <CurrencySelect value={currency} onChange={setCurrency} />
        </Field>
        {create.isError ? <ErrorState error={create.error} /> : null}
      </form>
    </Modal>
  );
}
