import { useTranslation } from 'react-i18next';
import { Alert, Flex, Segmented } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { UNNAMED, type Unnamed } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** Notes that are told one by one. */
const SHOWN = 5;

/** Opportunities without a name: how many, what they would be called, and the choice to leave them out instead. */
export function UnnamedNotes({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const { preview, unnamed } = flow;
  if (preview === null || (preview.noteCount === 0 && unnamed === 'derive')) return null;
  const { noteCount } = preview;
  const notes = preview.notes.filter(({ code }) => code === 'nameDerived');
  return (
    <Alert
      type="info"
      showIcon
      title={
        noteCount > 0
          ? t('unnamed.title', { count: noteCount, rows: formatCount(noteCount) })
          : t('unnamed.rejected')
      }
      description={
        <Flex vertical gap={8} align="flex-start">
          {notes.length === 0 ? null : (
            <ul className={styles.notices}>
              {notes.slice(0, SHOWN).map(({ line, value }) => (
                <li key={line}>{t('unnamed.line', { line: formatCount(line), name: value })}</li>
              ))}
              {noteCount > SHOWN ? (
                <li>{t('unnamed.more', { rows: formatCount(noteCount - SHOWN) })}</li>
              ) : null}
            </ul>
          )}
          <Segmented<Unnamed>
            aria-label={t('unnamed.label')}
            value={unnamed}
            onChange={flow.chooseUnnamed}
            options={UNNAMED.map((value) => ({ value, label: t(`unnamed.${value}`) }))}
          />
        </Flex>
      }
    />
  );
}
