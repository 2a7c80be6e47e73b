import { useTranslation } from 'react-i18next';
import { useGo } from '#renderer/app/locations';
import { useFormat } from '#renderer/kit/use-format';
import type { AccountDeal } from '#shared/pipeline/accounts/model';
import { OutcomeTag, StageChip } from '../parts/StageChip';
import styles from './account.module.css';

/** The deals of the account in all pipelines; one is opened in its pipeline. */
export function DealsPart({ deals }: { readonly deals: readonly AccountDeal[] }) {
  const { t } = useTranslation('accounts');
  const { amount, day } = useFormat();
  const go = useGo();
  if (deals.length === 0) return <p className={styles.quiet}>{t('deals.none')}</p>;
  return (
    <ul className={styles.list}>
      {deals.map((deal) => (
        <li key={deal.id} className={styles.deal}>
          <button
            type="button"
            className={styles.link}
            onClick={() => go('pipeline', { opportunityId: deal.id })}
          >
            {deal.name}
          </button>
          <span className={styles.dealMarks}>
            <StageChip stage={deal.stage} />
            {deal.outcome === 'open' ? null : <OutcomeTag outcome={deal.outcome} />}
          </span>
          <span className="num">{amount(deal.amountMinor, deal.currency)}</span>
          <span className={styles.quiet}>
            {[
              deal.ownerName,
              deal.productName,
              deal.outcome === 'open'
                ? t('deals.expected', { day: day(deal.expectedCloseDay) })
                : t('deals.closed', { day: day(deal.closedDay) }),
              deal.pipelineName,
            ]
              .filter((one) => one !== null)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
