import { useTranslation } from 'react-i18next';
import { usePipeline, useToday } from '../view/use-view';
import styles from './toolbar.module.css';

/** Where the rows come from and of which day they speak, below them. */
export function Provenance() {
  const { t } = useTranslation(['pipeline', 'common']);
  const { origin, sourceNote } = usePipeline();
  const today = useToday();
  const note = sourceNote === '' ? t(`switch.origin.${origin}`) : sourceNote;
  const source = note.replace(/[。.]\s*$/, '');
  const line = t('provenance', { origin: t(`common:origin.${origin}`), source, day: today });
  return (
    <p className={styles.provenance} title={line}>
      {line}
    </p>
  );
}
