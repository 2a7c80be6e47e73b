import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ColumnMapping } from '#shared/pipeline/import-model';
import { mapByHeaders } from '#shared/pipeline/import-fields';
import type { StreamReport } from '#shared/sandbox/streams/model';
import { streamOf } from '#shared/sandbox/streams/streams';
import { JobBar } from '../../kit/JobBar';
import { useNotify } from '../../kit/notify';
import { Alert, Modal, Select } from '../../kit/ui';
import { useFailureText } from '../../app/failure';
import { useFormat } from '../../kit/use-format';
import { useJob } from '../../kit/use-job';
import { ProblemList } from './ProblemList';
import type { Picked } from './StreamsDrawer';
import styles from './streams.module.css';

const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY', 'HKD'];

/** A picked file before it is loaded: which column is what, what it would bring, what is wrong with it. */
export function LoadDialog(props: { readonly picked: Picked; readonly onClose: () => void }) {
  const { stream, file } = props.picked;
  const { t } = useTranslation(['streams', 'common']);
  const notify = useNotify();
  const failure = useFailureText();
  const { fields } = streamOf(stream);
  const [mapping, setMapping] = useState<ColumnMapping>(() => mapByHeaders(file.headers, fields));
  const [currency, setCurrency] = useState('CNY');
  const [answers, setAnswers] = useState<Readonly<Record<string, StreamReport | null>>>({});
  const look = useJob('sandbox.lookAtStream', 'preview', { failure: 'inline' });
  const load = useJob('sandbox.loadStream', 'import', { failure: 'inline' });
  const plan = { stream, fileToken: file.fileToken, format: file.format, mapping, currency };
  const missing = fields.filter(({ name, required }) => required && mapping[name] === undefined);
  const complete = missing.length === 0;
  const { run: lookAgain } = look;

  const question = JSON.stringify(plan);
  // Every choice is a question of its own: an answer that comes late answers no other.
  const report = answers[question] ?? null;
  useEffect(() => {
    if (!complete) return;
    void lookAgain(JSON.parse(question) as typeof plan).then((found) =>
      setAnswers((known) => ({ ...known, [question]: found })),
    );
  }, [question, complete, lookAgain]);

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
                setMapping(({ [field.name]: _old, ...others }) =>
                  typeof column === 'number' ? { ...others, [field.name]: column } : others,
                )
              }
            />
          </label>
        ))}
        {fields.some(({ type }) => type.kind === 'amount') ? (
          <label className={styles.field}>
            <span>{t('currency')}</span>
            <Select
              value={currency}
              options={CURRENCIES.map((value) => ({ value, label: value }))}
              onChange={setCurrency}
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
  const { rows, inserted, replaced, rejected, firstDay, lastDay } = report;
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
      <ProblemList problems={report.problems} count={report.problemCount} />
    </>
  );
}
