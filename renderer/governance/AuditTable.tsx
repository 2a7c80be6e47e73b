import { useTranslation } from 'react-i18next';
import type { AuditEntry, AuditPage } from '#shared/governance/model';
import { entrySentence } from '#shared/governance/report-text';
import { Table } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './audit.module.css';
import { useAuditText } from './use-audit-text';

/** Entries of a window. */
export const PAGE_SIZE = 20;

interface AuditTableProps {
  readonly page: AuditPage;
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}

/** One window of the entries, newest first. */
export function AuditTable({ page, offset, onOffset }: AuditTableProps) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return (
    <Table<AuditEntry>
      size="small"
      rowKey="n"
      dataSource={page.entries}
      pagination={{
        current: offset / PAGE_SIZE + 1,
        pageSize: PAGE_SIZE,
        total: page.total,
        hideOnSinglePage: true,
        showSizeChanger: false,
        onChange: (current) => onOffset((current - 1) * PAGE_SIZE),
      }}
      columns={[
        { title: t('column.n'), dataIndex: 'n', width: 72, align: 'right', className: 'num' },
        {
          title: t('column.at'),
          key: 'at',
          width: 160,
          className: 'num',
          render: (_, { at }) => format.instant(at),
        },
        { title: t('column.actor'), dataIndex: 'actorName', width: 140 },
        {
          title: t('column.kind'),
          key: 'kind',
          width: 160,
          render: (_, { kind }) => t(kind === null ? 'unreadable' : `kind.${kind}`),
        },
        { title: t('column.what'), key: 'what', render: (_, entry) => <What entry={entry} /> },
      ]}
    />
  );
}

function What({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation(['composer', 'rights']);
  const text = useAuditText();
  const sentence = entrySentence(
    entry,
    (code) => t(`composer:verify.verdict.${code}` as 'composer:verify.verdict.intact'),
    (code) => t(`rights:role.${code}` as 'rights:role.owner'),
  );
  return sentence === null ? null : <span className={styles.what}>{text(sentence)}</span>;
}
