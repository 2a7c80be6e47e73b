import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentVersion } from '#shared/composer/content/block';
import type { Language } from '#shared/workspace/model';
import { useCall } from '../../app/queries';
import { Button, Input } from '../../kit/ui';
import styles from './content.module.css';
import { CARRIED } from './carried';

/** Released content to put into the document: found by words, put in by a press, or carried to its place. */
export function ReviewedPalette(props: {
  readonly language: Language;
  readonly onAdd: (version: Pick<ContentVersion, 'id' | 'blockId'>) => void;
}) {
  const { language, onAdd } = props;
  const { t } = useTranslation('content');
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const found = useCall('content.palette', { search, language }, { keepPrevious: true });
  const versions = found.data ?? [];
  return (
    <section className={styles.palette} aria-label={t('use.title')}>
      <h2>{t('use.title')}</h2>
      <Input
        size="small"
        aria-label={t('use.search')}
        placeholder={t('use.search')}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.data?.length === 0 ? (
        <p className={styles.quiet}>{t(search === '' ? 'use.none' : 'use.noMatch')}</p>
      ) : null}
      <ul className={styles.offered}>
        {versions.map(({ id, blockId, kind, content }) => (
          <li key={id}>
            <Button
              block
              draggable
              title={t('use.add', { title: content.title })}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'copy';
                event.dataTransfer.setData(CARRIED, JSON.stringify({ id, blockId }));
              }}
              onClick={() => onAdd({ id, blockId })}
            >
              <span className={styles.offeredTitle}>{content.title}</span>
              <span className={styles.offeredKind}>{t(`kind.${kind}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
