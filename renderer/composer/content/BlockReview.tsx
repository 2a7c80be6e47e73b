import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentBlock, ContentVersion } from '#shared/composer/content/block';
import { useOffer } from '../../app/offers';
import { useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { Section } from '../../kit/page/Page';
import { Button, Input } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './content.module.css';

/** What was said and decided about a block, newest first, and a place to say more. */
export function BlockReview(props: {
  readonly block: ContentBlock;
  readonly version: ContentVersion;
}) {
  const { block, version } = props;
  const { t } = useTranslation('content');
  const format = useFormat();
  const ownName = useOwnName();
  const comment = useCommand('content.comment');
  const refused = useOffer('content.comment');
  const [text, setText] = useState('');
  return (
    <Section title={t('review.title')}>
      {refused === null ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            comment.mutate(
              { versionId: version.id, text: text.trim() },
              { onSuccess: () => setText('') },
            );
          }}
        >
          <Input.TextArea
            aria-label={t('review.comment')}
            placeholder={t('review.comment')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.formEnd}>
            <Button
              size="small"
              htmlType="submit"
              loading={comment.isPending}
              disabled={text.trim() === ''}
            >
              {t('review.say')}
            </Button>
          </div>
        </form>
      ) : null}
      {block.notes.length === 0 ? <p className={styles.quiet}>{t('review.none')}</p> : null}
      <ul className={styles.notes}>
        {block.notes.map((note) => (
          <li key={note.id}>
            <span className={styles.small}>
              {t('review.line', {
                kind: t(`review.kind.${note.kind}`),
                number: note.number,
                name: ownName(note.author),
                at: format.instant(note.at),
              })}
            </span>
            {note.text === '' ? null : <span className={styles.noteText}>{note.text}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
