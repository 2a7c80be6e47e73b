import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import { lastQuestions } from '#shared/pipeline/accounts/dimensions';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import styles from './account.module.css';

const MOST_NEEDS = 4;

/** What the customer wants, as far as it was written down: the last questions, and the needs of open deals. */
export function IntentPart({ detail }: { readonly detail: AccountDetail }) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const questions = lastQuestions(detail.touchpoints);
  const needs = detail.deals
    .filter(({ outcome, needSummary }) => outcome === 'open' && needSummary !== null)
    .slice(0, MOST_NEEDS);
  if (questions.length + needs.length === 0)
    return <p className={styles.quiet}>{t('intent.none')}</p>;
  return (
    <>
      {questions.length === 0 ? null : <h3 className={styles.part}>{t('intent.questions')}</h3>}
      <ul className={styles.list}>
        {questions.map(({ id, at, who, text }) => (
          <li key={id}>
            <div>{text}</div>
            <div className={styles.quiet}>
              {[who, instant(at)].filter((one) => one !== null).join(' · ')}
            </div>
          </li>
        ))}
      </ul>
      {needs.length === 0 ? null : <h3 className={styles.part}>{t('intent.needs')}</h3>}
      <ul className={styles.list}>
        {needs.map(({ id, name, needSummary }) => (
          <li key={id}>
            <div>{needSummary}</div>
            <div className={styles.quiet}>{name}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
