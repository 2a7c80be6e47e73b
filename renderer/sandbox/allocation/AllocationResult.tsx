import { useTranslation } from 'react-i18next';
import { formatChance, formatCount, formatDecimal } from '#shared/format';
import type {
  AllocationAnswer,
  AllocationCost,
  AllocationLock,
} from '#shared/sandbox/allocation/model';
import { Section } from '../../kit/page/Page';
import { Alert } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import room from '../sandbox.module.css';
import { PositionTable } from './PositionTable';
import { TransferTable } from './TransferTable';

/** The saving in sentences, the transfers to decide on, and what every store and SKU has to expect. */
export function AllocationResult(props: {
  readonly answer: AllocationAnswer;
  readonly locks: readonly AllocationLock[];
  readonly onLocks: (locks: AllocationLock[]) => void;
}) {
  const { answer } = props;
  const { plan, withoutDemand } = answer;
  const { t } = useTranslation('transfers');
  const format = useFormat();
  const amount = (minor: number) => format.amount(Math.round(minor), plan.currency);
  const facts = (cost: AllocationCost) => ({
    lost: amount(cost.lostSalesMinor),
    lostUnits: formatDecimal(cost.lostUnits, 0),
    expired: amount(cost.expiredMinor),
    expiredUnits: formatDecimal(cost.expiredUnits, 0),
  });
  const { p5Minor, p95Minor, gainChance } = plan.savedRange;
  return (
    <>
      <div className={room.headline} role="status">
        <p className={room.finding}>
          {t(plan.moves.length === 0 ? 'answer.none' : 'answer.saved', {
            saved: amount(plan.savedMinor),
            n: formatCount(plan.moves.length),
          })}
        </p>
        <p>
          {t('answer.range', {
            low: amount(p5Minor),
            high: amount(p95Minor),
            chance: formatChance(gainChance),
          })}
        </p>
        <p>
          {t('answer.gap', { most: amount(plan.savedAtMostMinor), gap: amount(plan.gapMinor) })}
        </p>
        <p>{t('answer.nothing', facts(plan.nothing))}</p>
        <p>
          {t('answer.planned', {
            ...facts(plan.planned),
            paid: amount(plan.transportMinor + plan.fixedMinor),
          })}
        </p>
        <p className={room.note}>
          {t('answer.day', { day: format.day(plan.day), days: plan.horizonDays })}
        </p>
      </div>
      {withoutDemand === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('withoutDemand', { n: formatCount(withoutDemand) })}
        />
      )}
      <Section title={t('moves.title')}>
        <TransferTable {...props} />
      </Section>
      <Section title={t('positions.title')}>
        <PositionTable answer={answer} />
      </Section>
    </>
  );
}
