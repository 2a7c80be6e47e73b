import { DeleteOutlined, FileTextOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '../app/OfferButton';
import { useOffer } from '../app/offers';
import { useCommandHandler } from '../app/commands/registry';
import { useGo } from '../app/locations';
import { useCall, useCommand } from '../app/queries';
import { useNotify } from '../kit/notify';
import { Page, PageHeader, Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Button, Table, type TableColumnsType } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import type { CallOutput } from '#shared/contract';
import { NewDocument } from './NewDocument';

type Summary = CallOutput<'composer.list'>[number];
type Export = CallOutput<'composer.exports'>[number];

/** Documents and what was exported from them; a new one starts from the template. */
export function DocumentList({ runId }: { readonly runId: string | null }) {
  const { t } = useTranslation('composer');
  const [creating, setCreating] = useState(runId !== null);
  const documents = useCall('composer.list', {});
  const mayCreate = useOffer('composer.create') === null;
  useCommandHandler('room.create', () => setCreating(true), mayCreate);
  const create = (
    <OfferButton
      call="composer.create"
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {t('list.create')}
    </OfferButton>
  );
  return (
    <Page>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={create} />
      {documents.isPending ? <LoadingState /> : null}
      {documents.isError ? (
        <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
      ) : null}
      {documents.data?.length === 0 ? (
        <EmptyState kind="nothingYet" title={t('list.empty')} action={create}>
          {t('list.emptyText')}
        </EmptyState>
      ) : null}
      {documents.data !== undefined && documents.data.length > 0 ? (
        <Documents documents={documents.data} />
      ) : null}
      <Exports />
      <NewDocument open={creating} runId={runId} onClose={() => setCreating(false)} />
    </Page>
  );
}

function Documents({ documents }: { readonly documents: readonly Summary[] }) {
  const { t } = useTranslation(['composer', 'common']);
  const go = useGo();
  const format = useFormat();
  const notify = useNotify();
  const remove = useCommand('composer.remove');
  const columns: TableColumnsType<Summary> = [
    {
      key: 'title',
      title: t('list.title'),
      render: (_v, row) => (
        <Button
          type="link"
          size="small"
          icon={<FileTextOutlined aria-hidden />}
          onClick={() => go('composer', { documentId: row.id })}
        >
          {row.title}
        </Button>
      ),
    },
    {
      key: 'template',
      title: t('list.template'),
      render: (_v, row) => t(`template.${row.templateId}`),
    },
    {
      key: 'version',
      title: t('list.version'),
      align: 'right',
      render: (_v, row) => <span className="num">{row.version}</span>,
    },
    {
      key: 'updated',
      title: t('list.updated'),
      render: (_v, row) => (
        <span className="num">{`${format.instant(row.updatedAt)} · ${row.updatedBy}`}</span>
      ),
    },
    {
      key: 'actions',
      title: <span className="visually-hidden">{t('list.actions')}</span>,
      align: 'right',
      render: (_v, row) => (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('list.remove', { title: row.title })}
          onClick={() =>
            remove.mutate(
              { id: row.id },
              {
                onSuccess: (gone) => notify.undoable(t('list.removed', { title: row.title }), gone),
              },
            )
          }
        />
      ),
    },
  ];
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...documents]}
      pagination={false}
    />
  );
}

/** The export register: what left this laptop, for whom, under which trace code. */
function Exports() {
  const { t } = useTranslation('composer');
  const go = useGo();
  const format = useFormat();
  const exports = useCall('composer.exports', { documentId: null }).data ?? [];
  if (exports.length === 0) return null;
  const columns: TableColumnsType<Export> = [
    { key: 'title', title: t('list.title'), dataIndex: 'title' },
    { key: 'recipient', title: t('export.recipient'), dataIndex: 'recipient' },
    {
      key: 'code',
      title: t('export.traceCode'),
      render: (_v, row) => <span className="num">{row.traceCode}</span>,
    },
    {
      key: 'at',
      title: t('export.at'),
      render: (_v, row) => <span className="num">{format.instant(row.exportedAt)}</span>,
    },
    {
      key: 'pages',
      title: t('export.pages'),
      align: 'right',
      render: (_v, row) => <span className="num">{row.pages}</span>,
    },
    { key: 'file', title: t('export.file'), dataIndex: 'fileName' },
  ];
  return (
    <Section
      title={t('export.register')}
      extra={<Button onClick={() => go('exports')}>{t('ledger.open')}</Button>}
    >
      <Table
        size="small"
        rowKey="exportId"
        columns={columns}
        dataSource={[...exports]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </Section>
  );
}
