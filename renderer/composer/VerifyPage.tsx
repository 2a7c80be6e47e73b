import { SafetyCertificateOutlined } from '@ant-design/icons';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '#shared/composer/model';
import { droppedFile } from '../app/api';
import { useCommand } from '../app/queries';
import { Page, PageHeader } from '../kit/page/Page';
import { ErrorState } from '../kit/states/ErrorState';
import { Alert, Button, Descriptions } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import styles from './composer.module.css';

const TONE = {
  intact: 'success',
  altered: 'error',
  noMark: 'warning',
  unknownKey: 'warning',
  revokedKey: 'error',
  traced: 'success',
  unknownTrace: 'warning',
} as const;

/** Drop a file or a picture of its page: who exported it, for whom and when; of a file also whether a byte changed. */
export function VerifyPage() {
  const { t } = useTranslation('composer');
  const verify = useCommand('composer.verify', { failure: 'inline' });
  const [dropError, setDropError] = useState<unknown>(null);
  const [over, setOver] = useState(false);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    try {
      setDropError(null);
      verify.mutate({ fileToken: await droppedFile(file) });
    } catch (error) {
      setDropError(error);
    }
  };
  const error = dropError ?? verify.error;
  /** Once there is a verdict it comes first, and the place to drop makes room for it. */
  const compact = Boolean(verify.data);

  return (
    <Page>
      <PageHeader title={t('verify.title')} subtitle={t('verify.subtitle')} />
      {verify.data ? <Report report={verify.data} /> : null}
      {error === null || error === undefined ? null : <ErrorState error={error} />}
      <div
        className={over ? styles.dropOver : styles.drop}
        data-compact={compact}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void drop(event)}
      >
        {compact ? null : (
          <SafetyCertificateOutlined className={styles.dropIcon ?? ''} aria-hidden />
        )}
        <p>{t(compact ? 'verify.another' : 'verify.drop')}</p>
        <Button
          type={compact ? 'default' : 'primary'}
          loading={verify.isPending}
          onClick={() => verify.mutate({ fileToken: null })}
        >
          {t('verify.pick')}
        </Button>
      </div>
    </Page>
  );
}

function Report({ report }: { readonly report: VerifyReport }) {
  const { t } = useTranslation('composer');
  const format = useFormat();
  const { provenance, pixelCode } = report;
  return (
    <section className={styles.report} aria-live="polite" aria-label={t('verify.result')}>
      <Alert
        type={TONE[report.verdict]}
        showIcon
        title={t(`verify.verdict.${report.verdict}`)}
        description={
          <>
            {t(`verify.verdictText.${report.verdict}`)}
            {pixelCode === null || provenance !== null ? null : (
              <div>
                {t('export.traceCode')} <span className="num">{pixelCode}</span>
              </div>
            )}
            {report.problems.length === 0 ? null : (
              <ul>
                {report.problems.map((problem) => (
                  <li key={problem}>{t(`verify.problem.${problem}`)}</li>
                ))}
              </ul>
            )}
          </>
        }
      />
      {provenance === null ? null : (
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            { key: 'file', label: t('export.file'), children: report.fileName },
            { key: 'title', label: t('list.title'), children: provenance.title },
            { key: 'who', label: t('verify.who'), children: provenance.actor.name },
            { key: 'for', label: t('export.recipient'), children: provenance.recipient },
            { key: 'at', label: t('export.at'), children: format.instant(provenance.exportedAt) },
            {
              key: 'code',
              label: t('export.traceCode'),
              children: <span className="num">{provenance.traceCode}</span>,
            },
            {
              key: 'workspace',
              label: t('verify.workspace'),
              children: provenance.workspace.demo
                ? t('verify.demoWorkspace', { name: provenance.workspace.name })
                : provenance.workspace.name,
            },
            ...(report.keyFingerprint === null
              ? []
              : [
                  {
                    key: 'key',
                    label: t('verify.key'),
                    children: t(report.ownKey ? 'verify.ownKey' : 'verify.otherKey', {
                      fingerprint: report.keyFingerprint,
                    }),
                  },
                ]),
            ...(report.revokedAt === null
              ? []
              : [
                  {
                    key: 'revoked',
                    label: t('verify.revoked'),
                    children: t(
                      provenance.exportedAt < report.revokedAt
                        ? 'verify.revokedAfter'
                        : 'verify.revokedBefore',
                      { at: format.instant(report.revokedAt) },
                    ),
                  },
                ]),
            {
              key: 'register',
              label: t('export.register'),
              children: t(report.registered ? 'verify.registered' : 'verify.notRegistered'),
            },
          ]}
        />
      )}
    </section>
  );
}
