import { useTranslation } from 'react-i18next';
import type { BatchReport } from '#shared/composer/model';
import { SandtableError } from '#shared/errors';
import { useFailureText } from '../app/failure';
import { useNotify } from '../kit/notify';
import { Alert, Button, Table, type TableColumnsType } from '../kit/ui';
import { WrittenFile } from '../kit/WrittenFile';
import styles from './composer.module.css';

type Row = BatchReport['files'][number];

/** What was written for whom, what was not and why, and how many were left. */
export function BatchReceipt(props: {
  readonly report: BatchReport;
  readonly onClose: () => void;
}) {
  const { files, left } = props.report;
  const { t } = useTranslation(['composer', 'common']);
  const notify = useNotify();
  const failureText = useFailureText();
  const sentenceOf = (failure: Row['failure']) =>
    failure === null
      ? ''
      : failureText(new SandtableError(failure.code, failure.message, failure.details)).sentence;
  const written = files.filter(({ receipt }) => receipt !== null).length;
  const whole = written === files.length && left === 0;
  const columns: TableColumnsType<Row> = [
    { key: 'recipient', title: t('export.recipient'), dataIndex: 'recipient' },
    {
      key: 'code',
      title: t('export.traceCode'),
      render: (_v, { receipt, failure }) =>
        receipt === null ? sentenceOf(failure) : <span className="num">{receipt.traceCode}</span>,
    },
  ];
  return (
    <div className={styles.form}>
      <Alert
        type={whole ? 'success' : 'warning'}
        showIcon
        title={t('export.batchDone', { n: written, total: files.length + left })}
        description={left === 0 ? undefined : t('export.batchLeft', { n: left })}
      />
      <Table
        size="small"
        rowKey="recipient"
        columns={columns}
        dataSource={[...files]}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      />
      <WrittenFile by={props.report} folder onFailure={notify.failure} />
      <div className={styles.formEnd}>
        <Button type="primary" autoFocus onClick={props.onClose}>
          {t('common:done')}
        </Button>
      </div>
    </div>
  );
}
