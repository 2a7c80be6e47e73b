import type { EChartsCoreOption } from 'echarts/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '#renderer/kit/chart/Chart';
import { Select } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { monthlyRhythm } from '#shared/pipeline/accounts/dimensions';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import type { Channel } from '#shared/pipeline/model';
import { Touchpoints } from '../panel/Touchpoints';
import styles from './account.module.css';

/** How we meet: how often a month, by which channel, and what was said, over all deals of the account. */
export function TouchpointPart({ detail }: { readonly detail: AccountDetail }) {
  const { t } = useTranslation(['accounts', 'common']);
  const { touchpoints, touchpointTotal } = detail;
  const months = useMemo(() => monthlyRhythm(detail.rhythm), [detail.rhythm]);
  const channels = [...new Set(detail.rhythm.map(({ channel }) => channel))];
  const [channel, setChannel] = useState<Channel | null>(null);
  const shown = touchpoints.filter((one) => channel === null || one.channel === channel);
  const option: EChartsCoreOption = {
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
    xAxis: { type: 'category', data: months.map(({ month }) => month) },
    yAxis: { type: 'value', minInterval: 1 },
    series: channels.map((one) => ({
      type: 'bar',
      stack: 'all',
      name: t(`common:channel.${one}`),
      data: months.map(
        ({ channels: own }) => own.find((entry) => entry.channel === one)?.count ?? 0,
      ),
    })),
  };
  if (months.length === 0) return <p className={styles.quiet}>{t('touchpoint.none')}</p>;
  return (
    <>
      <Chart
        title={t('touchpoint.rhythm')}
        subtitle={t('touchpoint.rhythmUnit')}
        option={option}
        height={170}
        table={{
          header: [t('touchpoint.month'), t('touchpoint.count')],
          rows: months.map(({ month, count }) => [month, formatCount(count)]),
          numeric: [false, true],
        }}
      />
      <div className={styles.filterLine}>
        <Select<Channel | 'all'>
          aria-label={t('touchpoint.channel')}
          size="small"
          value={channel ?? 'all'}
          onChange={(next) => setChannel(next === 'all' ? null : next)}
          options={[
            { value: 'all', label: t('touchpoint.allChannels') },
            ...channels.map((one) => ({ value: one, label: t(`common:channel.${one}`) })),
          ]}
          popupMatchSelectWidth={false}
        />
        <span className={styles.quiet}>
          {t('touchpoint.shown', {
            shown: formatCount(shown.length),
            total: formatCount(touchpointTotal),
          })}
        </span>
      </div>
      <Touchpoints touchpoints={shown} />
    </>
  );
}
