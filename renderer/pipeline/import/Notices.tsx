import { useTranslation } from 'react-i18next';
import { Alert } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { TableNotice } from '#shared/pipeline/import-model';
import styles from './import.module.css';

/** What of a workbook is left out, or read in another form: said before anything is written. */
export function Notices({ notices }: { readonly notices: readonly TableNotice[] }) {
  const { t } = useTranslation('import');
  if (notices.length === 0) return null;
  return (
    <Alert
      className={styles.notice ?? ''}
      type="info"
      showIcon
      title={t('notice.title')}
      description={
        <ul className={styles.notices}>
          {notices.map(({ code, count }) => (
            <li key={code}>{t(`notice.${code}`, { count, number: formatCount(count) })}</li>
          ))}
        </ul>
      }
    />
  );
}
