import { useTranslation } from 'react-i18next';
import type { CostedVariant } from '#shared/sandbox/cost';
import { costSentence, costTable, type CostText } from '#shared/sandbox/cost-text';
import { Section } from '../kit/page/Page';
import { Table } from '../kit/ui';
import styles from './sandbox.module.css';
import { useFigures } from './use-figures';
import { ScrollRegion } from '../kit/ScrollRegion';

interface CostSectionProps {
  readonly costed: readonly CostedVariant[];
  readonly currency: string;
  readonly nameOf: (variantId: string) => string;
  /** The variant that the sentence speaks of. */
  readonly leaderId: string | null;
}

/** What every variant costs and what is left of its gain, as in the brief; what was not stated is said to be missing. */
export function CostSection({ costed, currency, nameOf, leaderId }: CostSectionProps) {
  const { t } = useTranslation('sandbox');
  const figures = useFigures(currency);
  const text: CostText = (key, values) => t(`cost.${key}`, { ...values });
  const table = costTable(costed, figures.scale, { text, nameOf });
  const leader = costed.find(({ variantId }) => variantId === leaderId);
  const sentence = costSentence(leader, figures.amount, { text, nameOf });
  return (
    <Section title={t('cost.title')}>
      {sentence === null ? null : <p>{sentence}</p>}
      <ScrollRegion className={styles.wide} role="group" label={t('cost.title')}>
        <Table
          size="small"
          rowKey="id"
          columns={table.header.map((title, column) => ({
            key: title,
            title,
            className: (column === 0 ? styles.variantCell : '') ?? '',
            ...(table.numeric[column] === true ? { align: 'right' as const } : {}),
            render: (_value: unknown, row: { readonly cells: readonly string[] }) => (
              <span className={column === 0 ? '' : styles.lines}>{row.cells[column]}</span>
            ),
          }))}
          dataSource={table.rows.map((cells, index) => ({ id: costed[index]?.variantId, cells }))}
          pagination={false}
        />
      </ScrollRegion>
      <p className={styles.note}>{table.note}</p>
    </Section>
  );
}
