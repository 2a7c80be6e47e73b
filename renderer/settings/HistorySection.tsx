import { Button, Space, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Action } from '#shared/workspace/model';
import { useActionText } from '../app/action-text';
import { runCommand } from '../app/commands/registry';
import { useTimeTravel } from '../app/frame/use-time-travel';
import { useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { useFormat } from '../kit/use-format';

const SHOWN = 200;

/** What was done in this workspace, newest first, with undo and redo. */
export function HistorySection() {
  const { t } = useTranslation(['settings', 'import']);
  const go = useGo();
  const travel = useTimeTravel(true);
  const list = useCall('history.list', { limit: SHOWN });
  return (
    <Section
      title={t('tab.history')}
      extra={
        <Space>
          <Button onClick={() => go('pipeline', { action: 'imports' })}>
            {t('import:imports.open')}
          </Button>
          <Button disabled={!travel.canUndo} onClick={() => runCommand('history.undo')}>
            {t('history.undo')}
          </Button>
          <Button disabled={!travel.canRedo} onClick={() => runCommand('history.redo')}>
            {t('history.redo')}
          </Button>
        </Space>
      }
    >
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <LoadingState />
      ) : list.data.length === 0 ? (
        <EmptyState kind="nothingYet" title={t('history.empty')} />
      ) : (
        <ActionTable actions={list.data} />
      )}
    </Section>
  );
}

function ActionTable({ actions }: { readonly actions: readonly Action[] }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const actionText = useActionText();
  return (
    <Table<Action>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...actions]}
      columns={[
        {
          title: t('history.at'),
          key: 'at',
          width: 160,
          className: 'num',
          render: (_, action) => format.instant(action.at),
        },
        { title: t('history.actor'), dataIndex: 'actorName', width: 140 },
        { title: t('history.what'), key: 'what', render: (_, action) => actionText(action) },
        {
          title: t('history.state'),
          key: 'state',
          width: 140,
          render: (_, { kind, state }) => {
            // An import that is no longer the last step is taken back as a whole, from the list of imports.
            const isImport = kind === 'import.run' && state === 'final';
            return <Tag>{t(isImport ? 'history.finalImport' : `history.${state}`)}</Tag>;
          },
        },
      ]}
    />
  );
}
