import { useTranslation } from 'react-i18next';
import { useGo } from '#renderer/app/locations';
import { useFormat } from '#renderer/kit/use-format';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import styles from './account.module.css';

/** Documents whose text names the account, and rehearsals with a focus on a slice it is in. */
export function RelatedPart({ detail }: { readonly detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const go = useGo();
  return (
    <>
      <h3 className={styles.part}>{t('related.documents')}</h3>
      {detail.documents.length === 0 ? (
        <p className={styles.quiet}>{t('related.noDocuments')}</p>
      ) : null}
      <ul className={styles.list}>
        {detail.documents.map(({ id, title, updatedAt }) => (
          <li key={id} className={styles.line}>
            <button
              type="button"
              className={styles.link}
              onClick={() => go('composer', { documentId: id })}
            >
              {title}
            </button>
            <time className={styles.quiet}>{instant(updatedAt)}</time>
          </li>
        ))}
      </ul>
      <h3 className={styles.part}>{t('related.rehearsals')}</h3>
      {detail.rehearsals.length === 0 ? (
        <p className={styles.quiet}>{t('related.noRehearsals')}</p>
      ) : null}
      <ul className={styles.list}>
        {detail.rehearsals.map(({ id, name, createdAt, slices }) => (
          <li key={id} className={styles.line}>
            <button
              type="button"
              className={styles.link}
              onClick={() => go('sandbox', { runId: id })}
            >
              {name}
            </button>
            <span className={styles.quiet}>
              {t('related.focus', { slices: slices.join(t('list')), at: instant(createdAt) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
