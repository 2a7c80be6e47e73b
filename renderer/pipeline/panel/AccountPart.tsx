import { useTranslation } from 'react-i18next';
import { useGo } from '#renderer/app/locations';
import { Button } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { OpportunityDetail } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import styles from './panel.module.css';

/** The customer behind an opportunity, and its people with their roles. */
export function AccountPart({
  account,
  contacts,
  opportunityId,
}: Pick<OpportunityDetail, 'account' | 'contacts'> & { readonly opportunityId: string }) {
  const go = useGo();
  const { t } = useTranslation(['pipeline', 'common']);
  const { short } = useAmounts();
  if (account === null) return <p className={styles.quiet}>{t('panel.noAccount')}</p>;
  const facts = [
    [t('account.industry'), account.industry],
    [t('account.segment'), account.segment],
    [t('account.place'), [account.region, account.city].filter((one) => one !== null).join(' · ')],
    [t('account.employees'), account.employees === null ? null : formatCount(account.employees)],
    [
      t('account.revenue'),
      account.annualRevenueMinor === null ? null : short(account.annualRevenueMinor),
    ],
    [t('account.id'), account.externalId],
  ] as const;
  return (
    <>
      <div className={styles.partHead}>
        <h3 className={styles.part}>{account.name}</h3>
        <Button
          size="small"
          onClick={() => go('account', { accountId: account.id, opportunityId })}
        >
          {t('account.open')}
        </Button>
      </div>
      <dl className={styles.pairs}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
      </dl>
      <h3 className={styles.part}>{t('panel.contacts')}</h3>
      {contacts.length === 0 ? <p className={styles.quiet}>{t('panel.noContacts')}</p> : null}
      <ul className={styles.list}>
        {contacts.map((one) => (
          <li key={one.id} className={styles.contact}>
            <span className={styles.avatar} aria-hidden>
              {one.name.slice(-2)}
            </span>
            <div>
              <span className={styles.strong}>{one.name}</span>
              <span className={styles.role}>{t(`common:role.${one.role}`)}</span>
              {one.title === null ? null : <span className={styles.quiet}>{one.title}</span>}
              <div className={styles.quiet}>
                {[one.phone, one.email].filter((part) => part !== null).join(' · ')}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
