import { useTranslation } from 'react-i18next';
import type { AuditReport } from '#shared/governance/model';
import { reportSentences } from '#shared/governance/report-text';
import { Alert } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './audit.module.css';
import { useAuditText } from './use-audit-text';

/** What a verification found, in words. */
export function AuditVerdict({ report }: { readonly report: AuditReport }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const text = useAuditText();
  const { explained, problems } = reportSentences(report, format.instant);
  return (
    <section className={styles.report} aria-live="polite" aria-label={t('verifying')}>
      <Alert
        type={report.verdict === 'intact' ? 'success' : 'error'}
        showIcon
        title={t(`verdict.${report.verdict}`)}
        description={
          <>
            {explained.map((sentence) => (
              <p key={sentence.key}>{text(sentence)}</p>
            ))}
            {problems.length === 0 ? null : (
              <ul>
                {problems.map((sentence) => (
                  <li key={`${sentence.key} ${sentence.values['n'] ?? ''}`}>{text(sentence)}</li>
                ))}
              </ul>
            )}
          </>
        }
      />
    </section>
  );
}
