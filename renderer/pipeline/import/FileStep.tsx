import { FileAddOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Button } from '#renderer/kit/ui';
import { Unfinished } from './Unfinished';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** Pick a file (or drop one on the window), and what kinds of file there are. */
export function FileStep({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  if (flow.busy) return <LoadingState rows={4} />;
  return (
    <div className={styles.pick}>
      <FileAddOutlined aria-hidden className={styles.pickIcon} />
      <p className={styles.pickTitle}>{t('file.title')}</p>
      <p className={styles.quiet}>{t('file.text')}</p>
      <Button type="primary" autoFocus onClick={flow.pick}>
        {t('file.pick')}
      </Button>
      <p className={styles.quiet}>{t('file.order')}</p>
      <Unfinished flow={flow} />
    </div>
  );
}
