import { ArrowLeftOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerPage as Ledger } from '#shared/composer/model';
import { useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { Page, PageHeader, Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Button, Input, Select, Table, type TableColumnsType } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './composer.module.css';
import { SigningKeys } from './SigningKeys';

type Entry = Ledger['entries'][number];

const PERIODS = { all: null, week: 7, month: 31, year: 366 } as const;
type Period = keyof typeof PERIODS;
const DAY_MS = 24 * 60 * 60 * 1000;
/** As many as one answer holds. */
const PAGE_SIZE = 100;

/** What left this laptop, for whom, under which code: searchable, and nothing of it is ever changed or removed. */
export function LedgerPage() {
  const { t } = useTranslation('composer');
  const go = useGo();
  return (
    <Page>
      <PageHeader
        title={t('ledger.title')}
        subtitle={t('ledger.subtitle')}
        beside={
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go('composer', {})}>
            {t('editor.back')}
          </Button>
        }
      />
      <Entries />
      <SigningKeys />
    </Page>
  );
}

function Entries() {
  const { t } = useTranslation('composer');
  const [search, setSearch] = useState('');
  const [period, setPeriod] = useState<{ name: Period; from: number | null }>({
    name: 'all',
    from: null,
  });
  const [offset, setOffset] = useState(0);
  const page = useCall(
    'composer.ledger',
    { search, from: period.from, to: null, offset },
    { keepPrevious: true },
  );
  const choose = (name: Period) => {
    const days = PERIODS[name];
    setPeriod({ name, from: days === null ? null : Date.now() - days * DAY_MS });
    setOffset(0);
  };
  return (
    <Section title={t('ledger.entries')}>
      <div className={styles.ledgerBar}>
        <Input
          className={styles.ledgerSearch ?? ''}
          aria-label={t('ledger.search')}
          placeholder={t('ledger.search')}
          value={search}
          maxLength={200}
          allowClear
          onChange={(event) => {
            setSearch(event.target.value);
            setOffset(0);
          }}
        />
        <Select<Period>
          className={styles.ledgerPeriod ?? ''}
          aria-label={t('ledger.period')}
          value={period.name}
          virtual={false}
          options={(Object.keys(PERIODS) as Period[]).map((value) => ({
            value,
            label: t(`ledger.periods.${value}`),
          }))}
          onChange={choose}
        />
        {page.data === undefined ? null : (
          <span role="status">{t('ledger.count', { count: page.data.total })}</span>
        )}
      </div>
      {page.isError ? (
        <ErrorState error={page.error} onRetry={() => void page.refetch()} />
      ) : page.data === undefined ? (
        <LoadingState />
      ) : page.data.total === 0 ? (
        <EmptyState
          kind="nothingYet"
          title={t(search === '' && period.from === null ? 'ledger.empty' : 'ledger.noMatch')}
        />
      ) : (
        <EntryTable page={page.data} offset={offset} onOffset={setOffset} />
      )}
    </Section>
  );
}

function EntryTable(props: {
  readonly page: Ledger;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}) {
  const { t } = useTranslation('composer');
  const format = useFormat();
  const columns: TableColumnsType<Entry> = [
    {
      key: 'at',
      title: t('export.at'),
      render: (_v, row) => <span className="num">{format.instant(row.exportedAt)}</span>,
    },
    {
      key: 'code',
      title: t('export.traceCode'),
      render: (_v, row) => <span className="num">{row.traceCode}</span>,
    },
    { key: 'recipient', title: t('export.recipient'), dataIndex: 'recipient' },
    {
      key: 'title',
      title: t('list.title'),
      render: (_v, row) => t('ledger.version', { title: row.title, version: row.documentVersion }),
    },
    { key: 'by', title: t('verify.who'), dataIndex: 'exportedBy' },
    { key: 'format', title: t('export.format'), render: (_v, row) => row.format.toUpperCase() },
    {
      key: 'pages',
      title: t('export.pages'),
      align: 'right',
      render: (_v, row) => <span className="num">{row.pages}</span>,
    },
    { key: 'file', title: t('export.file'), dataIndex: 'fileName' },
  ];
  return (
    <Table
      size="small"
      rowKey="exportId"
      columns={columns}
      dataSource={[...props.page.entries]}
      pagination={{
        pageSize: PAGE_SIZE,
        total: props.page.total,
        current: props.offset / PAGE_SIZE + 1,
        hideOnSinglePage: true,
        showSizeChanger: false,
        onChange: (current) => props.onOffset((current - 1) * PAGE_SIZE),
      }}
    />
  );
}
