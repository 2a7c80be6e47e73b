import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../workspace';
import styles from './frame.module.css';

/** Permanent in a demo workspace: says that it is one, and which data were generated and which are public. */
export function DemoBand() {
  const { t } = useTranslation('app');
  if (useWorkspace().kind !== 'demo') return null;
  return (
    <section className={styles.demo} aria-label={t('demo.name')}>
      <strong>{t('demo.name')}</strong>
      <span>{t('demo.explain')}</span>
    </section>
  );
}
