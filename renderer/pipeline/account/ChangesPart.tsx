import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import type { Cell } from '#shared/pipeline/model';
import { MergeList } from '../duplicates/MergeList';
import styles from './account.module.css';

/** Column → field with a name; others are bookkeeping. */
const NAMED = {
  name: 'name',
  short_name: 'shortName',
  tax_id: 'taxId',
  industry: 'industry',
  segment: 'segment',
  region: 'region',
  city: 'city',
  employees: 'employees',
  website: 'website',
  phone: 'phone',
  external_id: 'externalId',
} as const;

/** What was merged into the account, and who changed its facts. */
export function ChangesPart({ detail }: { readonly detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const { account, history } = detail;
  const written = (value: Cell) => (value === null || value === '' ? t('nothing') : String(value));
  return (
    <>
      <MergeList survivor={account.id} />
      <h3 className={styles.part}>{t('changes.title')}</h3>
      <ol className={styles.list}>
        {history.map(({ seq, at, actorName, op, fields }) => {
          const who = { actor: actorName, at: instant(at) };
          if (op !== 'update') return <li key={seq}>{t(`changes.${op}`, who)}</li>;
          return Object.entries(NAMED).flatMap(([column, field]) => {
            const change = fields.find((one) => one.field === column);
            if (change === undefined) return [];
            return (
              <li key={`${seq} ${column}`}>
                {t('changes.update', {
                  ...who,
                  field: t(`field.${field}`),
                  was: written(change.was),
                  now: written(change.now),
                })}
              </li>
            );
          });
        })}
      </ol>
    </>
  );
}
