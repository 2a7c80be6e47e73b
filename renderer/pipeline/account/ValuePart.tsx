import type { EChartsCoreOption } from 'echarts/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { callOptions } from '#renderer/app/queries';
import { useHiddenFields } from '#renderer/app/standing';
import { Chart } from '#renderer/kit/chart/Chart';
import { useFormat } from '#renderer/kit/use-format';
import { NO_VALUE } from '#shared/format';
import { type AccountValue, accountValues } from '#shared/pipeline/accounts/dimensions';
import type { AccountDeal } from '#shared/pipeline/accounts/model';
import styles from './account.module.css';

const MOST_PRODUCTS = 6;

/** What the customer is worth: won, open, weighted and lost; by year; by product. Currency by currency. */
export function ValuePart({ deals }: { readonly deals: readonly AccountDeal[] }) {
  const { t } = useTranslation(['accounts', 'rights']);
  const kept = useHiddenFields();
  const open = deals.filter(({ outcome }) => outcome === 'open');
  const pipelines = [...new Set(open.map(({ pipelineId }) => pipelineId))];
  const known = useQueries({
    queries: pipelines.map((pipelineId) => callOptions('pipeline.probabilities', { pipelineId })),
  });
  const shares = new Map(pipelines.map((id, at) => [id, known[at]?.data?.shares]));
  const values = accountValues(deals, (id) => shares.get(id));
  if (kept.has('amountMinor')) return <p className={styles.quiet}>{t('rights:keptAmounts')}</p>;
  if (values.length === 0) return <p className={styles.quiet}>{t('accounts:value.none')}</p>;
  return values.map((value) => <InOneCurrency key={value.currency} value={value} />);
}

function InOneCurrency({ value }: { readonly value: AccountValue }) {
  const { t } = useTranslation('accounts');
  const { amount, scale } = useFormat();
  const { currency, years, products } = value;
  const short = (minor: number | null) => (minor === null ? NO_VALUE : amount(minor, currency));
  const unit = scale(
    years.flatMap(({ wonMinor, lostMinor }) => [wonMinor, lostMinor]),
    currency,
  );
  const option: EChartsCoreOption = {
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
    xAxis: { type: 'category', data: years.map(({ year }) => year) },
    yAxis: { type: 'value' },
    series: [
      { type: 'bar', name: t('value.won'), data: years.map((one) => one.wonMinor / unit.minor) },
      { type: 'bar', name: t('value.lost'), data: years.map((one) => one.lostMinor / unit.minor) },
    ],
  };
  return (
    <>
      <dl className={styles.figures}>
        {(
          [
            ['won', value.wonMinor],
            ['open', value.openMinor],
            ['weighted', value.weightedMinor],
            ['lost', value.lostMinor],
          ] as const
        ).map(([name, minor]) => (
          <div key={name}>
            <dt>{t(`value.${name}`)}</dt>
            <dd className="num">{short(minor)}</dd>
          </div>
        ))}
      </dl>
      {years.length === 0 ? null : (
        <Chart
          title={t('value.byYear')}
          subtitle={unit.label}
          option={option}
          height={150}
          table={{
            header: [t('value.year'), t('value.won'), t('value.lost')],
            rows: years.map((one) => [one.year, short(one.wonMinor), short(one.lostMinor)]),
            numeric: [false, true, true],
          }}
        />
      )}
      {products.length === 0 ? null : <h3 className={styles.part}>{t('value.products')}</h3>}
      <ul className={styles.list}>
        {products.slice(0, MOST_PRODUCTS).map(({ name, deals, wonMinor }) => (
          <li key={name} className={styles.line}>
            <span>{name}</span>
            <span className="num">
              {t('value.product', { count: deals, amount: short(wonMinor) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
