import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../app/queries';
import { Section } from '../kit/page/Page';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import styles from './settings.module.css';

/** Versions, the runtime in plain words, licence, logs. */
export function AboutSection() {
  const { t } = useTranslation('settings');
  const info = useCall('app.info', {});
  const showFolder = useCommand('app.showFolder');
  if (info.isError) return <ErrorState error={info.error} onRetry={() => void info.refetch()} />;
  if (info.data === undefined) return <LoadingState />;
  const { version, electron, chromium, node, sqlite, platform, runtime, logFolder } = info.data;
  const versions = { version, electron, chromium, node, sqlite, platform };
  return (
    <Section title={t('about.title')}>
      {runtime === 'registry' ? (
        <Alert
          type="warning"
          showIcon
          className={styles.alert ?? ''}
          title={t('about.registryTitle')}
          description={t('about.registryText')}
        />
      ) : null}
      <dl className={styles.facts}>
        {Object.entries(versions).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{t(`about.${name as keyof typeof versions}`)}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{t('about.licence')}</dt>
          <dd>Apache-2.0</dd>
        </div>
        <div className={styles.fact}>
          <dt>{t('about.logs')}</dt>
          <dd className={styles.path}>{logFolder}</dd>
        </div>
      </dl>
      <p className={styles.note}>{t('about.privacy')}</p>
      <Button onClick={() => showFolder.mutate({ which: 'logs' })}>{t('about.showLogs')}</Button>
    </Section>
  );
}
