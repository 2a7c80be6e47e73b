import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { useRowCountsText } from '#renderer/app/row-counts-text';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Button, Modal, Table, Tag } from '#renderer/kit/ui';
import { useFormat } from '#renderer/kit/use-format';
import { formatCount } from '#shared/format';
import type { ImportRun } from '#shared/pipeline/import-revert';
import styles from '../import.module.css';

/** Every import of this workspace, newest first: file, when, who, what came of it, what is left of it. */
export function ImportList(props: {
  readonly title: string;
  readonly onRevert: (run: ImportRun) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['import', 'common']);
  const list = useCall('import.list', {});
  return (
    <Modal
      open
      width={1000}
      title={props.title}
      onCancel={props.onClose}
      footer={<Button onClick={props.onClose}>{t('common:close')}</Button>}
    >
      <div className={styles.body}>
        {list.isError ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data === undefined ? (
          <LoadingState rows={6} />
        ) : list.data.length === 0 ? (
          <EmptyState kind="nothingYet" title={t('imports.empty')} />
        ) : (
          <>
            <p className={styles.quiet}>{t('imports.lead')}</p>
            <Runs runs={list.data} onRevert={props.onRevert} />
          </>
        )}
      </div>
    </Modal>
  );
}

function Runs(props: {
  readonly runs: readonly ImportRun[];
  readonly onRevert: (run: ImportRun) => void;
}) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const countsText = useRowCountsText();
  return (
    <Table<ImportRun>
      size="small"
      rowKey="actionId"
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...props.runs]}
      columns={[
        {
          title: t('imports.file'),
          key: 'file',
          render: (_, run) => (
            <>
              {run.fileName} <span className={styles.quiet}>{t(`kind.${run.kind}`)}</span>
            </>
          ),
        },
        {
          title: t('imports.at'),
          key: 'at',
          width: 140,
          className: 'num',
          render: (_, run) => format.instant(run.at),
        },
        { title: t('imports.who'), dataIndex: 'actorName', width: 110 },
        {
          title: t('imports.counts'),
          key: 'counts',
          width: 270,
          render: (_, run) =>
            t('imports.result', {
              what: countsText(run.counts) || t('nothing'),
              rejected: formatCount(run.rejected),
            }),
        },
        {
          title: t('imports.state'),
          key: 'state',
          width: 150,
          render: (_, run) => (
            <Tag>{t(`imports.is.${run.state}`, { kept: formatCount(run.kept) })}</Tag>
          ),
        },
        {
          title: '',
          key: 'revert',
          width: 90,
          render: (_, run) =>
            run.state === 'whole' || run.state === 'partly' ? (
              <Button
                size="small"
                aria-label={t('imports.revertOf', { file: run.fileName })}
                onClick={() => props.onRevert(run)}
              >
                {t('imports.revert')}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}
