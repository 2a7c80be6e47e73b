import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChance, formatCount, formatDecimal, NO_VALUE } from '#shared/format';
import type { AllocationAnswer, PositionRisk } from '#shared/sandbox/allocation/model';
import { ScrollRegion } from '../../kit/ScrollRegion';
import { Select, Table } from '../../kit/ui';
import room from '../sandbox.module.css';
import styles from './allocation.module.css';
import { useNames } from './use-names';

const ROWS = 15;
const ALL = '';

interface Row {
  readonly before: PositionRisk;
  readonly after: PositionRisk;
}

/** Every store and SKU: days of cover, stock-out and expiry risk, without and with the plan; the worst first. */
export function PositionTable({ answer }: { readonly answer: AllocationAnswer }) {
  const { plan, stores, skus } = answer;
  const { t } = useTranslation('transfers');
  const { storeOf, skuOf } = useNames(answer);
  const [store, setStore] = useState(ALL);
  const [sku, setSku] = useState(ALL);
  const rows = useMemo(() => {
    const key = (risk: PositionRisk) => JSON.stringify([risk.store, risk.sku]);
    const after = new Map(plan.after.map((risk) => [key(risk), risk]));
    return plan.before
      .map((before): Row => ({ before, after: after.get(key(before)) ?? before }))
      .toSorted((a, b) => b.before.stockOutChance - a.before.stockOutChance);
  }, [plan]);
  const shown = rows.filter(
    ({ before }) =>
      (store === ALL || before.store === store) && (sku === ALL || before.sku === sku),
  );
  const pair = (say: (risk: PositionRisk) => string) => (_value: unknown, row: Row) => {
    const [before, after] = [say(row.before), say(row.after)];
    return <span className="num">{before === after ? before : `${before} → ${after}`}</span>;
  };
  const column = (key: keyof PositionRisk, title: string, say: (risk: PositionRisk) => string) => ({
    key,
    title,
    align: 'right' as const,
    sorter: (a: Row, b: Row) => Number(a.before[key] ?? 0) - Number(b.before[key] ?? 0),
    render: pair(say),
  });
  const options = (
    all: string,
    list: readonly { readonly id: string }[],
    name: (id: string) => string,
  ) => [{ value: ALL, label: all }, ...list.map(({ id }) => ({ value: id, label: name(id) }))];
  return (
    <>
      <div className={styles.filters}>
        <Select
          aria-label={t('positions.store')}
          value={store}
          options={options(t('positions.allStores'), stores, storeOf)}
          onChange={setStore}
          popupMatchSelectWidth={false}
        />
        <Select
          aria-label={t('positions.sku')}
          value={sku}
          options={options(t('positions.allSkus'), skus, skuOf)}
          onChange={setSku}
          popupMatchSelectWidth={false}
        />
      </div>
      <ScrollRegion className={room.wide} role="group" label={t('positions.title')}>
        <Table
          size="small"
          rowKey={({ before }) => JSON.stringify([before.store, before.sku])}
          dataSource={shown}
          pagination={{ pageSize: ROWS, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            {
              key: 'store',
              title: t('positions.store'),
              render: (_value: unknown, { before }: Row) => storeOf(before.store),
            },
            {
              key: 'sku',
              title: t('positions.sku'),
              render: (_value: unknown, { before }: Row) => skuOf(before.sku),
            },
            column('onHand', t('positions.onHand'), ({ onHand }) => formatCount(onHand)),
            column('coverDays', t('positions.cover'), ({ coverDays }) =>
              coverDays === null ? NO_VALUE : formatDecimal(coverDays, 0),
            ),
            column('stockOutChance', t('positions.stockOut'), ({ stockOutChance }) =>
              formatChance(stockOutChance),
            ),
            column('lostUnits', t('positions.lost'), ({ lostUnits }) =>
              formatDecimal(lostUnits, 1),
            ),
            column('expiredUnits', t('positions.expired'), ({ expiredUnits }) =>
              formatDecimal(expiredUnits, 1),
            ),
          ]}
        />
      </ScrollRegion>
      <p className={room.note}>{t('positions.note')}</p>
    </>
  );
}
