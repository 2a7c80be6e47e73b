import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportReceipt } from '#shared/composer/model';
import { useWorkspace } from '../app/workspace';
import { Field } from '../kit/field/Field';
import { JobBar } from '../kit/JobBar';
import { ErrorState } from '../kit/states/ErrorState';
import { Alert, Button, Descriptions, Input, type InputRef, Modal, Typography } from '../kit/ui';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import { useJob } from '../kit/use-job';
import { useFormat } from '../kit/use-format';
import styles from './composer.module.css';

interface ExportDialogProps {
  readonly documentId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Saves what is unsaved; the export is of a stored version only. */
  readonly beforeExport: () => Promise<void>;
}

/** One question (for whom), one sentence on what will be visible, then the receipt with the trace code. */
export function ExportDialog(props: ExportDialogProps) {
  const { t } = useTranslation('composer');
  return (
    <Modal
      open={props.open}
      title={t('export.title')}
      footer={null}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <ExportForm {...props} />
    </Modal>
  );
}

function ExportForm({ documentId, onClose, beforeExport }: ExportDialogProps) {
  const { t } = useTranslation(['composer', 'common']);
  const workspace = useWorkspace();
  const first = useFocusOnMount<InputRef>();
  const [recipient, setRecipient] = useState('');
  const [receipt, setReceipt] = useState<ExportReceipt | null>(null);
  const [saveError, setSaveError] = useState<unknown>(null);
  const job = useJob('composer.export', 'export', { failure: 'inline' });

  const run = async () => {
    try {
      setSaveError(null);
      await beforeExport();
    } catch (error) {
      setSaveError(error);
      return;
    }
    setReceipt(await job.run({ id: documentId, recipient: recipient.trim() }));
  };

  if (receipt !== null) return <Receipt receipt={receipt} onClose={onClose} />;
  const error = saveError ?? job.error;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Field label={t('export.recipient')} hint={t('export.recipientHint')} required>
        <Input
          ref={first}
          value={recipient}
          maxLength={120}
          onChange={(event) => setRecipient(event.target.value)}
        />
      </Field>
      <Alert type="info" showIcon title={t('export.mark', { name: workspace.userName })} />
      {job.running ? <JobBar progress={job.progress} onCancel={job.cancel} /> : null}
      {error === null || error === undefined ? null : <ErrorState error={error} />}
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={job.running}
          disabled={recipient.trim() === ''}
        >
          {t('export.action')}
        </Button>
      </div>
    </form>
  );
}

function Receipt(props: { readonly receipt: ExportReceipt; readonly onClose: () => void }) {
  const { receipt } = props;
  const { t } = useTranslation(['composer', 'common']);
  const format = useFormat();
  return (
    <div className={styles.form}>
      <Alert type="success" showIcon title={t('export.done', { file: receipt.fileName })} />
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: 'code',
            label: t('export.traceCode'),
            children: (
              <Typography.Text copyable className="num">
                {receipt.traceCode}
              </Typography.Text>
            ),
          },
          { key: 'pages', label: t('export.pages'), children: format.count(receipt.pages) },
          { key: 'at', label: t('export.at'), children: format.instant(receipt.exportedAt) },
          {
            key: 'sha',
            label: 'SHA-256',
            children: <span className={styles.hash}>{receipt.sha256}</span>,
          },
        ]}
      />
      <div className={styles.formEnd}>
        <Button type="primary" autoFocus onClick={props.onClose}>
          {t('common:done')}
        </Button>
      </div>
    </div>
  );
}
