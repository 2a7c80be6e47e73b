import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../workspace';

/** Permanent while nothing can be written: says so, why, and what to do. */
export function ReadOnlyBand() {
  const { t } = useTranslation('app');
  const { readOnly } = useWorkspace();
  if (readOnly === null) return null;
  return (
    <section aria-label={t('readOnly.title')}>
      <Alert
        banner
        type="warning"
        showIcon
        title={
          <>
            <strong>{t('readOnly.title')}</strong> {t(`readOnly.${readOnly}`)}
          </>
        }
      />
    </section>
  );
}
