import { PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SOURCE_STATES, type Source, type SourceStatus } from '#shared/composer/content/source';
import { useCommandHandler } from '../../app/commands/registry';
import { useGo, usePlaceSearch } from '../../app/locations';
import { OfferButton } from '../../app/OfferButton';
import { useOffer } from '../../app/offers';
import { useCall } from '../../app/queries';
import { Section } from '../../kit/page/Page';
import { EmptyState } from '../../kit/states/EmptyState';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Input, Select, Table, type TableColumnsType } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './content.module.css';
import { SourceForm } from './SourceForm';
import { SourcePanel } from './SourcePanel';
import { StatusTag } from './StatusTag';
import { useKinds } from './use-kinds';
import { useOwnerName } from './use-owner-name';

const STATUSES: readonly SourceStatus[] = [...SOURCE_STATES, 'expired'];

/** The admission list of sources. */
export function SourceList() {
  const { t } = useTranslation(['content', 'common']);
  const go = useGo();
  const { sourceId } = usePlaceSearch('content');
  const sources = useCall('content.sources', {});
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState<SourceStatus | null>(null);
  const [search, setSearch] = useState('');
  const mayAsk = useOffer('content.requestSource') === null;
  useCommandHandler('room.create', () => setAsking(true), mayAsk);
  const ask = (
    <OfferButton
      call="content.requestSource"
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => setAsking(true)}
    >
      {t('source.request')}
    </OfferButton>
  );
  if (sources.isPending) return <LoadingState />;
  if (sources.isError) {
    return <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />;
  }
  const shown = sources.data.filter(
    (source) => (status === null || source.status === status) && answers(source, search),
  );
  const open = sources.data.find(({ id }) => id === sourceId);
  return (
    <Section title={t('tab.sources')} extra={ask}>
      {sources.data.length === 0 ? (
        <EmptyState kind="nothingYet" title={t('source.empty')}>
          {t('source.emptyText')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.filters}>
            <Input
              aria-label={t('source.search')}
              placeholder={t('source.search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Select<SourceStatus>
              allowClear
              aria-label={t('source.filter')}
              placeholder={t('source.anyStatus')}
              value={status}
              options={STATUSES.map((one) => ({ value: one, label: t(`status.${one}`) }))}
              onChange={(next?: SourceStatus) => setStatus(next ?? null)}
            />
          </div>
          <SourceTable
            sources={shown}
            onOpen={(id) => go('content', { tab: 'sources', sourceId: id })}
          />
        </>
      )}
      {asking ? <SourceForm source={null} onClose={() => setAsking(false)} /> : null}
      {open === undefined ? null : (
        <SourcePanel
          key={open.id}
          source={open}
          onClose={() => go('content', { tab: 'sources' })}
        />
      )}
    </Section>
  );
}

/** Whether every word of a search stands somewhere in what is stated of a source. */
function answers(source: Source, search: string): boolean {
  const text = `${source.title} ${source.issuer} ${source.licence} ${source.locator}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function SourceTable(props: {
  readonly sources: readonly Source[];
  readonly onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('content');
  const format = useFormat();
  const { nameOf } = useKinds();
  const ownerName = useOwnerName();
  const columns: TableColumnsType<Source> = [
    {
      key: 'title',
      title: t('source.title'),
      render: (_v, { id, title }) => (
        <Button
          type="link"
          size="small"
          className={styles.wrapping ?? ''}
          onClick={() => props.onOpen(id)}
        >
          {title}
        </Button>
      ),
    },
    { key: 'kind', title: t('source.kind'), render: (_v, { kind }) => nameOf(kind) },
    {
      key: 'status',
      title: t('source.status'),
      render: (_v, { status }) => <StatusTag status={status} />,
    },
    { key: 'trust', title: t('source.trust'), render: (_v, { trust }) => t(`trust.${trust}`) },
    { key: 'licence', title: t('source.licence'), dataIndex: 'licence' },
    {
      key: 'owner',
      title: t('source.owner'),
      render: (_v, { ownerId }) => ownerName(ownerId),
    },
    {
      key: 'expires',
      title: t('source.expires'),
      render: (_v, { expiresOn }) => (
        <span className="num">
          {expiresOn === null ? t('source.never') : format.day(expiresOn)}
        </span>
      ),
    },
  ];
  if (props.sources.length === 0) {
    return <EmptyState kind="noMatch" title={t('source.noMatch')} />;
  }
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...props.sources]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    />
  );
}
