import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BatchReport,
  type DocumentContent,
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportReceipt,
  MOST_RECIPIENTS,
} from '#shared/composer/model';
import { recipientsIn } from '#shared/composer/recipients';
import { documentProblems, type DocumentProblem } from '#shared/composer/problems';
import { useCall } from '../app/queries';
import { useWorkspace } from '../app/workspace';
import { Field } from '../kit/field/Field';
import { JobBar } from '../kit/JobBar';
import { useNotify } from '../kit/notify';
import { WrittenFile } from '../kit/WrittenFile';
import { ErrorState } from '../kit/states/ErrorState';
import { Alert, Button, Input, type InputRef, Modal, Segmented, Typography } from '../kit/ui';
import { useFocusOnMount } from '../kit/use-focus-on-mount';
import { useJob } from '../kit/use-job';
import { useFormat } from '../kit/use-format';
import { BatchReceipt } from './BatchReceipt';
import { kindKey } from './blocks';
import styles from './composer.module.css';
import {
  type ExportCheck,
  OpenContradictions,
  RefusedBlocks,
  useExportCheck,
} from './content/ExportCheck';
import { RecipientsField } from './RecipientsField';

interface ExportDialogProps {
  readonly documentId: string;
  /** What is on the page now, to be looked over before it goes out. */
  readonly content: DocumentContent;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Closes the dialog to go to a block. */
  readonly onShow: (blockId: string) => void;
  readonly afterClose: () => void;
  /** Saves what is unsaved; the export is of a stored version only. */
  readonly beforeExport: () => Promise<void>;
}

/** Two questions (for whom, as what), one sentence on what will be visible, then the receipt with the trace code. */
export function ExportDialog(props: ExportDialogProps) {
  const { t } = useTranslation('composer');
  return (
    <Modal
      open={props.open}
      title={t('export.title')}
      footer={null}
      onCancel={props.onClose}
      afterClose={props.afterClose}
      destroyOnHidden
    >
      <ExportForm {...props} />
    </Modal>
  );
}

function ExportForm({ documentId, content, onClose, onShow, beforeExport }: ExportDialogProps) {
  const { t } = useTranslation(['composer', 'common']);
  const workspace = useWorkspace();
  const first = useFocusOnMount<InputRef>();
  const [recipient, setRecipient] = useState('');
  const [format, setFormat] = useState<ExportFormat>('pdf');
  const [many, setMany] = useState(false);
  const [list, setList] = useState('');
  const [receipt, setReceipt] = useState<ExportReceipt | null>(null);
  const [report, setReport] = useState<BatchReport | null>(null);
  const [saveError, setSaveError] = useState<unknown>(null);
  const runs = useCall('sandbox.list', { pipelineId: null }).data;
  const studies = useCall('study.list', {}).data;
  const known = runs && studies ? [...runs, ...studies].map(({ id }) => id) : null;
  const problems = documentProblems(content, known && new Set(known));
  const check = useExportCheck(documentId, content);
  const [reason, setReason] = useState('');
  const single = useJob('composer.export', 'export', { failure: 'inline' });
  const batch = useJob('composer.exportMany', 'export', { failure: 'inline' });
  const job = many ? batch : single;
  const recipients = many ? recipientsIn(list) : { names: [recipient.trim()], tooLong: [] };
  const ready =
    recipients.tooLong.length === 0 &&
    recipients.names.length <= MOST_RECIPIENTS &&
    recipients.names.some((name) => name !== '');

  const run = async () => {
    try {
      setSaveError(null);
      await beforeExport();
    } catch (error) {
      setSaveError(error);
      return;
    }
    const { names } = recipients;
    const why = { reason: reason.trim() || null };
    if (many)
      setReport(await batch.run({ id: documentId, recipients: [...names], format, ...why }));
    else
      setReceipt(await single.run({ id: documentId, recipient: names[0] ?? '', format, ...why }));
  };

  if (receipt !== null) return <Receipt receipt={receipt} onClose={onClose} />;
  if (report !== null) return <BatchReceipt report={report} onClose={onClose} />;
  const error = saveError ?? job.error;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Segmented<'one' | 'many'>
        aria-label={t('export.howMany')}
        value={many ? 'many' : 'one'}
        disabled={job.running}
        options={[
          { value: 'one', label: t('export.one') },
          { value: 'many', label: t('export.many') },
        ]}
        onChange={(value) => setMany(value === 'many')}
      />
      {many ? (
        <RecipientsField value={list} found={recipients} onChange={setList} />
      ) : (
        <Field label={t('export.recipient')} hint={t('export.recipientHint')} required>
          <Input
            ref={first}
            value={recipient}
            maxLength={120}
            onChange={(event) => setRecipient(event.target.value)}
          />
        </Field>
      )}
      <Field label={t('export.format')} hint={t(`export.formatHint.${format}`)}>
        <Segmented<ExportFormat>
          aria-label={t('export.format')}
          value={format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={setFormat}
        />
      </Field>
      <RefusedBlocks refused={check.refused} onShow={onShow} />
      <OpenContradictions
        contradictions={check.contradictions}
        reason={reason}
        onReason={setReason}
      />
      {problems.length === 0 ? null : (
        <Problems content={content} problems={problems} onShow={onShow} />
      )}
      <Alert type="info" showIcon title={t('export.mark', { name: workspace.userName })} />
      {job.running ? (
        <JobBar
          progress={job.progress}
          onCancel={job.cancel}
          {...(many ? { unit: t('export.unit') } : {})}
        />
      ) : null}
      {error === null || error === undefined ? null : <ErrorState error={error} />}
      <div className={styles.formEnd}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={job.running}
          disabled={!ready || !mayLeave(check, reason)}
        >
          {t(problems.length === 0 ? 'export.action' : 'export.anyway')}
        </Button>
      </div>
    </form>
  );
}

/** Nothing goes out that was not released, and with open contradictions only for a reason. */
const mayLeave = ({ pending, refused, contradictions }: ExportCheck, reason: string): boolean =>
  !pending && refused.length === 0 && (contradictions.length === 0 || reason.trim().length >= 2);

/** What to look at before exporting; each entry leads to its block. */
function Problems(props: {
  readonly content: DocumentContent;
  readonly problems: readonly DocumentProblem[];
  readonly onShow: (blockId: string) => void;
}) {
  const { t } = useTranslation('composer');
  const nameOf = (place: number) => {
    const block = props.content.blocks[place - 1];
    return block === undefined ? '' : t(`kind.${kindKey(block)}`);
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={t('export.problems', { n: props.problems.length })}
      description={
        <ul className={styles.problems}>
          {props.problems.map(({ blockId, place, problem }) => (
            <li key={`${blockId}-${problem}`}>
              <Button size="small" type="link" onClick={() => props.onShow(blockId)}>
                {t('export.problemAt', {
                  n: place,
                  name: nameOf(place),
                  problem: t(`export.problem.${problem}`),
                })}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Receipt(props: { readonly receipt: ExportReceipt; readonly onClose: () => void }) {
  const { receipt } = props;
  const notify = useNotify();
  const { t } = useTranslation(['composer', 'common']);
  const format = useFormat();
  return (
    <div className={styles.form}>
      <Alert type="success" showIcon title={t('export.done', { file: receipt.fileName })} />
      <dl className={styles.receipt}>
        <dt>{t('export.traceCode')}</dt>
        <dd>
          <Typography.Text copyable className="num">
            {receipt.traceCode}
          </Typography.Text>
        </dd>
        <dt>{t('export.pages')}</dt>
        <dd className="num">{format.count(receipt.pages)}</dd>
        <dt>{t('export.at')}</dt>
        <dd className="num">{format.instant(receipt.exportedAt)}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{receipt.sha256}</dd>
      </dl>
      <WrittenFile by={receipt} onFailure={notify.failure} />
      <div className={styles.formEnd}>
        <Button type="primary" autoFocus onClick={props.onClose}>
          {t('common:done')}
        </Button>
      </div>
    </div>
  );
}
