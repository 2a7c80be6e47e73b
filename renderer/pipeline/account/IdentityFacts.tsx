import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useOffer } from '#renderer/app/offers';
import { useNotify } from '#renderer/kit/notify';
import { formatCount, NO_VALUE } from '#shared/format';
import type { AccountPatch, AccountRecord } from '#shared/pipeline/accounts/model';
import styles from './account.module.css';
import { InlineText } from './InlineText';

const FIELDS = [
  'name',
  'shortName',
  'taxId',
  'industry',
  'segment',
  'region',
  'city',
  'employees',
  'website',
  'phone',
] as const satisfies readonly (keyof AccountPatch)[];

/** Who the customer is: each fact is edited in place, saved by itself, and can be undone. */
export function IdentityFacts({ account }: { readonly account: AccountRecord }) {
  const { t } = useTranslation('accounts');
  const notify = useNotify();
  const refusal = useOffer('account.update');
  const save = async (field: (typeof FIELDS)[number], text: string): Promise<boolean> => {
    const value = text.trim() === '' ? null : text.trim();
    const count = value === null ? null : Number(value.normalize('NFKC').replace(/[,，\s]/g, ''));
    if (field === 'employees' && count !== null && !(Number.isInteger(count) && count >= 0)) {
      notify.info(t('notACount'));
      return false;
    }
    if (field === 'name' && value === null) return false;
    const patch: AccountPatch = { [field]: field === 'employees' ? count : value };
    try {
      const saved = await call('account.update', {
        id: account.id,
        version: account.version,
        patch,
      });
      notify.undoable(t('saved', { name: saved.name }), saved);
      return true;
    } catch (error) {
      notify.failure(error);
      return false;
    }
  };
  return (
    <div className={styles.facts}>
      {FIELDS.map((field) => {
        const value = account[field];
        const written = typeof value === 'number' ? formatCount(value) : value;
        return (
          <InlineText
            key={field}
            label={t(`field.${field}`)}
            value={written ?? ''}
            lock={refusal}
            onSave={(text) => save(field, text)}
          />
        );
      })}
      <div>
        <span className={styles.label}>{t('field.externalId')}</span>
        <span className={styles.fixed}>{account.externalId ?? NO_VALUE}</span>
      </div>
    </div>
  );
}
