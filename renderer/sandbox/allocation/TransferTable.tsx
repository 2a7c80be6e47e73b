import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, NO_VALUE } from '#shared/format';
import {
  type LineRule,
  type TransferLine,
  transferLines,
  withRule,
} from '#shared/sandbox/allocation/edit-locks';
import type { AllocationAnswer, AllocationLock } from '#shared/sandbox/allocation/model';
import { ScrollRegion } from '../../kit/ScrollRegion';
import { InputNumber, Select, Table } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import room from '../sandbox.module.css';
import { useNames } from './use-names';

const RULES: readonly LineRule[] = ['free', 'fixed', 'atMost', 'forbidden'];
const ROWS = 12;

/** What travels: each line can be left to the plan, fixed, limited or forbidden. */
export function TransferTable(props: {
  readonly answer: AllocationAnswer;
  readonly locks: readonly AllocationLock[];
  readonly onLocks: (locks: AllocationLock[]) => void;
}) {
  const { answer, locks, onLocks } = props;
  const { plan } = answer;
  const { t } = useTranslation('transfers');
  const format = useFormat();
  const { storeOf, skuOf } = useNames(answer);
  const lines = useMemo(() => transferLines(plan.moves, locks), [plan, locks]);
  const amount = (minor: number | undefined) =>
    minor === undefined ? NO_VALUE : format.amount(Math.round(minor), plan.currency);
  const nameOf = ({ from, to, sku }: TransferLine) =>
    t('moves.line', { from: storeOf(from), to: storeOf(to), sku: skuOf(sku) });
  const number = (title: string, say: (line: TransferLine) => string) => ({
    key: title,
    title,
    align: 'right' as const,
    render: (_value: unknown, line: TransferLine) => <span className="num">{say(line)}</span>,
  });
  return (
    <ScrollRegion className={room.wide} role="group" label={t('moves.title')}>
      <Table
        size="small"
        rowKey={({ from, to, sku }) => JSON.stringify([from, to, sku])}
        dataSource={lines}
        pagination={{ pageSize: ROWS, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { key: 'from', title: t('moves.from'), render: (_value, { from }) => storeOf(from) },
          { key: 'to', title: t('moves.to'), render: (_value, { to }) => storeOf(to) },
          { key: 'sku', title: t('moves.sku'), render: (_value, { sku }) => skuOf(sku) },
          number(t('moves.units'), ({ move }) =>
            move === null ? NO_VALUE : `${formatCount(move.units)} (${formatCount(move.lots)})`,
          ),
          number(t('moves.lost'), ({ move }) => amount(move?.lostSalesSavedMinor)),
          number(t('moves.expiry'), ({ move }) => amount(move?.expirySavedMinor)),
          number(t('moves.transport'), ({ move }) => amount(move?.transportMinor)),
          {
            key: 'rule',
            title: t('moves.rule'),
            render: (_value, line) => (
              <span className={room.variantActions}>
                <Select<LineRule>
                  size="small"
                  aria-label={t('moves.ruleOf', { line: nameOf(line) })}
                  value={line.rule}
                  options={RULES.map((value) => ({ value, label: t(`rule.${value}`) }))}
                  onChange={(rule) => onLocks(withRule(locks, line, rule, line.lots))}
                  popupMatchSelectWidth={false}
                />
                {line.rule === 'fixed' || line.rule === 'atMost' ? (
                  <InputNumber
                    size="small"
                    aria-label={t('moves.lotsOf', { line: nameOf(line) })}
                    value={line.lots}
                    min={0}
                    max={1_000_000}
                    precision={0}
                    style={{ width: 72 }}
                    onChange={(lots) =>
                      typeof lots === 'number' && onLocks(withRule(locks, line, line.rule, lots))
                    }
                  />
                ) : null}
              </span>
            ),
          },
        ]}
      />
    </ScrollRegion>
  );
}
