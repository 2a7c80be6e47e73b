import { useTranslation } from 'react-i18next';
import { formatChance, formatCount, formatDecimal, formatPercent } from '#shared/format';
import { futuresRange, Z95 } from '#shared/sandbox/futures-range';
import type { Ranking, VariantResult } from '#shared/sandbox/run-result';
import { Table, type TableColumnsType } from '../kit/ui';
import styles from './sandbox.module.css';
import { useFigures } from './use-figures';
import { ScrollRegion } from '../kit/ScrollRegion';

interface Row {
  readonly result: VariantResult;
  readonly rank: Ranking[number] | undefined;
  readonly name: string;
}

/**
 * Every variant's figures side by side on the same futures, in two tables: what is booked, and how it comes about. One of
 * them all would be cut off beside the levers of a small laptop.
 */
export function VariantTable(props: {
  readonly variants: readonly VariantResult[];
  readonly ranking: Ranking;
  readonly currency: string;
  readonly nameOf: (variantId: string) => string;
  readonly hasTarget: boolean;
  /** Set in bold; null where no variant leads by enough. */
  readonly winnerId: string | null;
  /** The run is under way; how many futures it stands on is said by the progress line alone. */
  readonly growing: boolean;
}) {
  const { t } = useTranslation('sandbox');
  const figures = useFigures(props.currency);
  const amounts = props.variants.map((variant) => variant.bookingsMinor.p90);
  const scale = figures.scale(amounts);
  const differences = figures.scale(
    props.ranking.flatMap(({ versusBaseline }) => {
      const range = futuresRange(versusBaseline);
      return [versusBaseline?.meanMinor ?? 0, ...(range === null ? [] : [range.low, range.high])];
    }),
  );
  const largestError = Math.max(
    0,
    ...props.ranking.map(({ versusBaseline }) => Z95 * (versusBaseline?.seMinor ?? 0)),
  );
  const rows: Row[] = props.variants.map((result) => ({
    result,
    rank: props.ranking.find((rank) => rank.variantId === result.variantId),
    name: props.nameOf(result.variantId),
  }));

  const number = (
    key: string,
    title: string,
    text: (row: Row) => string,
  ): TableColumnsType<Row>[number] => ({
    key,
    title,
    align: 'right',
    render: (_value: unknown, row: Row) => <span className="num">{text(row)}</span>,
  });
  const amount = (title: string) => t('table.inUnit', { title, unit: scale.label });
  const name: TableColumnsType<Row>[number] = {
    key: 'name',
    title: t('table.variant'),
    className: styles.variantCell ?? '',
    render: (_value: unknown, row: Row) => (
      <span className={row.result.variantId === props.winnerId ? styles.bestName : ''}>
        {row.name}
      </span>
    ),
  };
  const booked: TableColumnsType<Row> = [
    name,
    number('p10', amount(t('table.p10')), (row) => scale.format(row.result.bookingsMinor.p10)),
    number('p50', amount(t('table.p50')), (row) => scale.format(row.result.bookingsMinor.p50)),
    number('p90', amount(t('table.p90')), (row) => scale.format(row.result.bookingsMinor.p90)),
    number('best', t('table.bestChance'), (row) => formatChance(row.rank?.bestChance ?? null)),
    {
      key: 'versus',
      title: t('table.inUnit', { title: t('table.versusBaseline'), unit: differences.label }),
      align: 'right',
      className: styles.noWrap ?? '',
      render: (_value: unknown, { rank }: Row) => {
        const range = futuresRange(rank?.versusBaseline ?? null);
        return (
          <>
            <span className="num">
              {differences.format(rank?.versusBaseline?.meanMinor ?? null, true)}
            </span>
            {range === null ? null : (
              <small className={styles.interval}>
                {`${differences.format(range.low, true)} … ${differences.format(range.high, true)}`}
              </small>
            )}
          </>
        );
      },
    },
    ...(props.hasTarget
      ? [number('target', t('table.targetChance'), (row) => formatChance(row.result.targetChance))]
      : []),
  ];
  const deals: TableColumnsType<Row> = [
    name,
    number('conversion', t('table.conversion'), (row) =>
      formatPercent(row.result.conversion?.mean ?? null, 1),
    ),
    number('cycle', t('table.cycleDays'), (row) =>
      formatDecimal(row.result.cycleDays?.mean ?? null, 0),
    ),
    number('wins', t('table.wins'), (row) => formatDecimal(row.result.wins.mean, 1)),
    number('wait', t('table.validationWait'), (row) =>
      formatDecimal(row.result.validationWaitDays, 1),
    ),
    number('cvar', amount(t('table.cvar')), (row) => scale.format(row.result.cvar5Minor)),
    number('regret', amount(t('table.regret')), (row) =>
      scale.format(row.rank?.expectedRegretMinor ?? null),
    ),
  ];
  return (
    <>
      {[
        { label: t('table.booked'), columns: booked },
        { label: t('table.deals'), columns: deals },
      ].map(({ label, columns }) => (
        <ScrollRegion key={label} className={styles.wide} role="group" label={label}>
          <Table
            size="small"
            rowKey={(row) => row.result.variantId}
            columns={columns}
            dataSource={rows}
            pagination={false}
          />
        </ScrollRegion>
      ))}
      {props.growing ? null : (
        <p className={styles.note}>
          {t('table.note', {
            n: formatCount(props.variants[0]?.bookingsMinor.n ?? 0),
            error: figures.amount(largestError),
          })}
        </p>
      )}
    </>
  );
}
