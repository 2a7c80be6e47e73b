import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Recovery } from '#shared/workspace/model';
import { useFormat } from '../kit/use-format';
import { useRecoveryText } from './recovery-text';

/** What was brought back when the workspace was opened, in figures, until it is closed or the person has read it. */
export function RecoveryNotice({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('home');
  const format = useFormat();
  const sentences = useRecoveryText()(recovery, format);
  return (
    <Alert
      closable
      showIcon
      role="status"
      type={
        recovery.missing > 0 || recovery.tables.some((one) => !one.complete) ? 'warning' : 'success'
      }
      title={t('recovered.title')}
      description={[...sentences, t('recovered.kept')].join(t('recovered.between'))}
    />
  );
}
