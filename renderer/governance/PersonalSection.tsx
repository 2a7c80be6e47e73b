import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonalReport } from '#shared/governance/personal/report';
import { OfferButton } from '../app/OfferButton';
import { JobBar } from '../kit/JobBar';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { useFormat } from '../kit/use-format';
import { useJob } from '../kit/use-job';
import styles from './personal.module.css';
import { PersonalTable } from './PersonalTable';

/** Which fields and texts hold personal data, and the way to the rows. */
export function PersonalSection() {
  const { t } = useTranslation('personal');
  const [report, setReport] = useState<PersonalReport | null>(null);
  const scan = useJob('personal.scan', 'scan', { failure: 'inline' });

  const search = async () => {
    const found = await scan.run({});
    if (found !== null) setReport(found);
  };

  return (
    <Section
      title={t('title')}
      extra={
        <OfferButton
          call="personal.scan"
          type="primary"
          loading={scan.running}
          onClick={() => void search()}
        >
          {t(report === null ? 'scan' : 'again')}
        </OfferButton>
      }
    >
      <p className={styles.text}>{t('subtitle')}</p>
      {scan.running ? (
        <div className={styles.job}>
          <JobBar progress={scan.progress} onCancel={scan.cancel} unit={t('records')} />
        </div>
      ) : null}
      {scan.error === null ? null : <ErrorState error={scan.error} />}
      {report === null ? (
        scan.running || scan.error !== null ? null : (
          <EmptyState kind="nothingYet" title={t('never')}>
            {t('neverHint')}
          </EmptyState>
        )
      ) : (
        <Found report={report} />
      )}
    </Section>
  );
}

function Found({ report }: { readonly report: PersonalReport }) {
  const { t } = useTranslation('personal');
  const { count } = useFormat();
  const byKind = new Map<PersonalReport['entries'][number]['kind'], number>();
  for (const { kind, findings } of report.entries) {
    byKind.set(kind, (byKind.get(kind) ?? 0) + findings);
  }
  if (report.entries.length === 0) return <EmptyState kind="nothingYet" title={t('none')} />;
  return (
    <>
      <p className={styles.text} role="status">
        {t('scanned', { records: count(report.scanned) })} {t('honest')}
      </p>
      <dl className={styles.figures} aria-label={t('byKind')}>
        {[...byKind]
          .toSorted(([, a], [, b]) => b - a)
          .map(([kind, findings]) => (
            <div key={kind}>
              <dt>{t(`kind.${kind}`)}</dt>
              <dd className="num">{count(findings)}</dd>
            </div>
          ))}
      </dl>
      <PersonalTable report={report} />
    </>
  );
}
