import { Button, Table, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Backup } from '#shared/workspace/model';
import { useFormat } from './use-format';

const MEGABYTE = 1024 * 1024;

/** The backups of a workspace, newest first, each with a way back to it. */
export function BackupList(props: {
  readonly backups: readonly Backup[];
  readonly busy: boolean;
  /** Why none may be restored; left out or null = any may. */
  readonly refusal?: string | null;
  readonly onRestore: (backup: Backup) => void;
}) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  return (
    <Table<Backup>
      size="small"
      rowKey="fileName"
      pagination={{ pageSize: 6, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={props.backups.toSorted((a, b) => b.at - a.at)}
      columns={[
        { title: t('backup.at'), key: 'at', render: (_, row) => format.instant(row.at) },
        {
          title: t('backup.reason'),
          key: 'reason',
          render: (_, row) =>
            t(row.reason === 'restore' ? 'backup.restoreReason' : `backup.${row.reason}`),
        },
        {
          title: t('backup.size'),
          key: 'bytes',
          align: 'right',
          render: (_, row) => `${(row.bytes / MEGABYTE).toFixed(1)} MB`,
        },
        {
          title: <span className="visually-hidden">{t('backup.restore')}</span>,
          key: 'restore',
          align: 'right',
          render: (_, row) => (
            <Tooltip title={props.refusal ?? null} trigger={['hover', 'focus']}>
              <Button
                size="small"
                disabled={props.busy}
                {...(props.refusal == null
                  ? { onClick: () => props.onRestore(row) }
                  : { 'aria-disabled': true })}
              >
                {t('backup.restore')}
              </Button>
            </Tooltip>
          ),
        },
      ]}
    />
  );
}
