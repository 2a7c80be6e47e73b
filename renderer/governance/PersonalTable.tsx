import { DownOutlined, RightOutlined } from '@ant-design/icons';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonalRecord, PersonalReport } from '#shared/governance/personal/report';
import { useGo } from '../app/locations';
import { Button, Table } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './personal.module.css';

type Entry = PersonalReport['entries'][number];

interface ExpandProps {
  readonly entry: Entry;
  readonly expanded: boolean;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
}

function Expand({ entry: { place, kind }, expanded, onClick }: ExpandProps) {
  const { t } = useTranslation('personal');
  return (
    <Button
      type="text"
      size="small"
      aria-expanded={expanded}
      aria-label={t('show', { place: t(`place.${place}`), kind: t(`kind.${kind}`) })}
      icon={expanded ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      onClick={onClick}
    />
  );
}

const recordsOf = (entry: Entry) => <Records entry={entry} />;

interface ExpandIcon {
  readonly expanded: boolean;
  readonly onExpand: (entry: Entry, event: MouseEvent<HTMLElement>) => void;
  readonly record: Entry;
}

const expandButton = ({ expanded, onExpand, record }: ExpandIcon) => (
  <Expand entry={record} expanded={expanded} onClick={(event) => onExpand(record, event)} />
);

/** One line a field and kind; each opens to the first records that hold some. */
export function PersonalTable({ report }: { readonly report: PersonalReport }) {
  const { t } = useTranslation('personal');
  const { count } = useFormat();
  return (
    <Table<Entry>
      size="small"
      rowKey={({ place, kind }) => `${place} ${kind}`}
      pagination={false}
      dataSource={report.entries}
      expandable={{
        expandedRowRender: recordsOf,
        expandIcon: expandButton,
        columnWidth: 48,
        // The column of buttons has no words of its own.
        columnTitle: <span className={styles.hidden}>{t('open')}</span>,
      }}
      columns={[
        { title: t('column.place'), key: 'place', render: (_, one) => t(`place.${one.place}`) },
        { title: t('column.kind'), key: 'kind', render: (_, one) => t(`kind.${one.kind}`) },
        {
          title: t('column.records'),
          key: 'records',
          width: 120,
          align: 'right',
          className: 'num',
          render: (_, one) => count(one.records),
        },
        {
          title: t('column.findings'),
          key: 'findings',
          width: 120,
          align: 'right',
          className: 'num',
          render: (_, one) => count(one.findings),
        },
      ]}
    />
  );
}

function Records({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('personal');
  const { count } = useFormat();
  const go = useGo();
  const titleOf = ({ title }: PersonalRecord) => (title === '' ? t('noTitle') : title);
  return (
    <>
      <Table<PersonalRecord>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={entry.named}
        columns={[
          {
            title: t('column.title'),
            key: 'title',
            width: '40%',
            render: (_, one) => {
              const { opportunityId } = one;
              return opportunityId === null ? (
                titleOf(one)
              ) : (
                <Button
                  type="link"
                  size="small"
                  className={styles.link ?? ''}
                  aria-label={t('openRow', { title: titleOf(one) })}
                  onClick={() => go('pipeline', { opportunityId })}
                >
                  {titleOf(one)}
                </Button>
              );
            },
          },
          {
            title: t('column.excerpt'),
            key: 'excerpt',
            render: (_, { excerpt }) => <bdi className={styles.excerpt}>{excerpt}</bdi>,
          },
        ]}
      />
      {entry.records > entry.named.length ? (
        <p className={styles.more}>
          {t('more', { shown: count(entry.named.length), all: count(entry.records) })}
        </p>
      ) : null}
    </>
  );
}
