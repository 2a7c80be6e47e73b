import { useTranslation } from 'react-i18next';
import { usePreferences } from '#renderer/app/preferences';
import { usePipeline, useToday } from '../view/use-view';
import { sourceNoteIn } from './source-note';
import styles from './toolbar.module.css';

/** Where the rows come from and of which day they speak, below them. */
export function Provenance() {
  const { t } = useTranslation(['pipeline', 'common']);
  const { origin, sourceNote } = usePipeline();
  const { language } = usePreferences();
  const today = useToday();
  const note =
    sourceNote === '' ? t(`switch.origin.${origin}`) : sourceNoteIn(sourceNote, language);
  const source = note.replace(/[。.]\s*$/, '');
  const line = t('provenance', { origin: t(`common:origin.${origin}`), source, day: today });
  return (
    <p className={styles.provenance} title={line}>
      {line}
    </p>
  );
}
