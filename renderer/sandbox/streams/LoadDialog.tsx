import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { CallInput } from '#shared/contract';
import type { ColumnMapping } from '#shared/pipeline/import-model';
import { mapByHeaders } from '#shared/pipeline/import-fields';
import type { StreamReport } from '#shared/sandbox/streams/model';
import { streamOf } from '#shared/sandbox/streams/streams';
import { JobBar } from '../../kit/JobBar';
import { ProblemTable } from '../../kit/table/ProblemTable';
import { useNotify } from '../../kit/notify';
import { Alert, Modal, Select } from '../../kit/ui';
import { useFailureText } from '../../app/failure';
import { useFormat } from '../../kit/use-format';
import { useJob } from '../../kit/use-job';
import type { Picked } from './StreamsDrawer';
import styles from './streams.module.css';

const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY', 'HKD'];

type Plan = Omit<CallInput<'sandbox.lookAtStream'>, 'jobId' | 'mapping'> & {
  readonly mapping: ColumnMapping;
};

/** What a plan would bring; null when it could not be said. */
interface Answer {
  readonly plan: Plan;
  readonly report: StreamReport | null;
}

/** A picked file before it is loaded: which column is what, what it would bring, what is wrong with it. */
export function LoadDialog(props: { readonly picked: Picked; readonly onClose: () => void }) {
  const { stream, file } = props.picked;
  const { t } = useTranslation(['streams', 'common']);
  const notify = useNotify();
  const failure = useFailureText();
  const { fields } = streamOf(stream);
  // Every choice makes a plan of its own: an answer that comes late is one to another plan.
  const [plan, setPlan] = useState<Plan>(() => ({
    stream,
    fileToken: file.fileToken,
    format: file.format,
    mapping: mapByHeaders(file.headers, fields),
    currency: 'CNY',
  }));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const look = useJob('sandbox.lookAtStream', 'preview', { failure: 'inline' });
  const load = useJob('sandbox.loadStream', 'import', { failure: 'inline' });
  const { mapping } = plan;
  const missing = fields.filter(({ name, required }) => required && mapping[name] === undefined);
  const complete = missing.length === 0;
  const { run: lookAgain } = look;

  const report = answer?.plan === plan ? answer.report : null;
  useEffect(() => {
    if (complete) void lookAgain(plan).then((found) => setAnswer({ plan, report: found }));
  }, [plan, complete, lookAgain]);

  const name = t(`name.${stream}`);
  const good = report === null ? 0 : report.inserted + report.replaced;
  const run = async () => {
    const done = await load.run(plan);
    if (done === null) return;
    notify.success(t('loaded', { name, rows: formatCount(done.inserted + done.replaced) }));
    props.onClose();
  };
  const error = load.error ?? look.error;
  return (
    <Modal
      open
      width={720}
      title={t('loadTitle', { name, file: file.fileName })}
      okText={t('loadRows', { rows: formatCount(good) })}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: !complete || good === 0, loading: load.running }}
      onOk={() => void run()}
      onCancel={() => {
        look.cancel();
        load.cancel();
        props.onClose();
      }}
    >
      <div className={styles.fields}>
        {fields.map((field) => (
          <label key={field.name} className={styles.field}>
            <span>
              {t(`field.${field.name}` as 'field.fromDay')}
              {field.required ? ' *' : ''}
            </span>
            <Select
              allowClear={!field.required}
              placeholder={t('noColumn')}
              value={mapping[field.name] ?? null}
              status={field.required && mapping[field.name] === undefined ? 'error' : ''}
              options={file.headers.map((header, column) => ({ value: column, label: header }))}
              onChange={(column: number | null | undefined) =>
                setPlan(({ mapping: { [field.name]: _old, ...others }, ...rest }) => ({
                  ...rest,
                  mapping:
                    typeof column === 'number' ? { ...others, [field.name]: column } : others,
                }))
              }
            />
          </label>
        ))}
        {fields.some(({ type }) => type.kind === 'amount') ? (
          <label className={styles.field}>
            <span>{t('currency')}</span>
            <Select
              value={plan.currency}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
              onChange={(currency) => setPlan({ ...plan, currency })}
            />
          </label>
        ) : null}
      </div>
      {complete ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('columnsMissing', {
            columns: missing
              .map((field) => t(`field.${field.name}` as 'field.fromDay'))
              .join(t('and')),
          })}
        />
      )}
      {look.running ? <JobBar progress={look.progress} onCancel={look.cancel} /> : null}
      {load.running ? <JobBar progress={load.progress} onCancel={load.cancel} /> : null}
      {error === null || look.running || load.running ? null : (
        <Alert type="error" showIcon title={failure(error).sentence} />
      )}
      {report === null || !complete ? null : <Findings report={report} />}
    </Modal>
  );
}

function Findings({ report }: { readonly report: StreamReport }) {
  const { t } = useTranslation('streams');
  const format = useFormat();
  const { rows, inserted, replaced, rejected, firstDay, lastDay, problems, problemCount } = report;
  return (
    <>
      <p className={styles.findings} role="status">
        {t('found', {
          rows: formatCount(rows),
          inserted: formatCount(inserted),
          replaced: formatCount(replaced),
          rejected: formatCount(rejected),
        })}
        {firstDay === null || lastDay === null
          ? null
          : ` ${t('foundDays', { from: format.day(firstDay), to: format.day(lastDay) })}`}
      </p>
      {problemCount === 0 ? null : <p>{t('problems')}</p>}
      <ProblemTable problems={problems} count={problemCount} />
    </>
  );
}
