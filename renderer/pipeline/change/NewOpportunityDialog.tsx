import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '#renderer/app/queries';
import { Field } from '#renderer/kit/field/Field';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Modal } from '#renderer/kit/ui';
import type { OpportunityPatch, OpportunityRow } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import styles from './change.module.css';
import { FieldInput } from './FieldInput';

const FIELDS = ['accountId', 'ownerId', 'amountMinor', 'expectedCloseDay'] as const;

/** A new opportunity: a name is enough, the rest can follow. */
export function NewOpportunityDialog(props: {
  readonly onClose: () => void;
  readonly onDone: (row: OpportunityRow) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { id: pipelineId } = usePipeline();
  const create = useCommand('pipeline.create', { failure: 'inline' });
  const [patch, setPatch] = useState<OpportunityPatch>({});
  const [asked, setAsked] = useState(false);
  const name = patch.name?.trim() ?? '';
  const submit = () => {
    setAsked(true);
    if (name === '') return;
    const { name: _name, ...rest } = patch;
    create.mutate({ pipelineId, name, patch: rest }, { onSuccess: props.onDone });
  };
  return (
    <Modal
      open
      width={480}
      title={t('create.title')}
      okText={t('create.submit')}
      cancelText={t('common:cancel')}
      confirmLoading={create.isPending}
      mask={{ closable: false }}
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
          label={t('patch.name')}
          error={asked && name === '' ? t('create.nameMissing') : null}
        >
          <FieldInput
            field="name"
            autoFocus
            accountId={null}
            value={patch.name}
            onChange={(value) =>
              setPatch(({ name: _old, ...old }) =>
                value === undefined ? old : { ...old, name: value },
              )
            }
          />
        </Field>
        {FIELDS.map((field) => (
          <Field key={field} label={t(`patch.${field}`)}>
            <FieldInput
              field={field}
              accountId={patch.accountId ?? null}
              value={patch[field]}
              onChange={(value) => setPatch((old) => ({ ...old, [field]: value }))}
            />
          </Field>
        ))}
        {create.isError ? <ErrorState error={create.error} /> : null}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
