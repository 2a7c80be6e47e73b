import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AUTHOR_MOVES,
  type ContentVersion,
  CURATOR_MOVES,
  type CuratorMove,
  type Move,
  nextVersionState,
  REASONED_MOVES,
} from '#shared/composer/content/block';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { useNotify } from '../../kit/notify';
import { ErrorState } from '../../kit/states/ErrorState';
import { Button, Modal } from '../../kit/ui';
import styles from './content.module.css';
import { ReasonField } from './ReasonField';
import { Uses } from './Uses';

/** What can be done about a version now; curators' moves ask for a word first. */
export function MoveButtons({ version }: { readonly version: ContentVersion }) {
  const { t } = useTranslation('content');
  const notify = useNotify();
  const submit = useCommand('content.submit');
  const [asking, setAsking] = useState<CuratorMove | null>(null);
  const isPossible = (move: Move): boolean => nextVersionState(version.state, move) !== null;
  const { id, version: from, content } = version;
  return (
    <>
      {AUTHOR_MOVES.filter(isPossible).map((move) => (
        <OfferButton
          key={move}
          call="content.submit"
          type={move === 'submit' ? 'primary' : 'default'}
          loading={submit.isPending}
          onClick={() =>
            submit.mutate(
              { id, version: from, move },
              {
                onSuccess: (block) =>
                  notify.undoable(t(`move.done.${move}`, { title: content.title }), block),
              },
            )
          }
        >
          {t(`move.${move}`)}
        </OfferButton>
      ))}
      {CURATOR_MOVES.filter(isPossible).map((move) => (
        <OfferButton
          key={move}
          call="content.review"
          type={move === 'approve' ? 'primary' : 'default'}
          danger={move === 'withdraw'}
          onClick={() => setAsking(move)}
        >
          {t(`move.${move}`)}
        </OfferButton>
      ))}
      {asking === null ? null : (
        <MoveDialog version={version} move={asking} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

function MoveDialog(props: {
  readonly version: ContentVersion;
  readonly move: CuratorMove;
  readonly onClose: () => void;
}) {
  const { version, move, onClose } = props;
  const { t } = useTranslation(['content', 'common']);
  const notify = useNotify();
  const run = useCommand('content.review', { failure: 'inline' });
  const [reason, setReason] = useState('');
  const needed = REASONED_MOVES.has(move);
  const missing = needed && reason.trim() === '';
  const { title } = version.content;
  return (
    <Modal open title={t(`move.${move}`)} footer={null} onCancel={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run.mutate(
            { id: version.id, version: version.version, move, reason: reason.trim() },
            {
              onSuccess: () => {
                onClose();
                notify.success(t(`move.done.${move}`, { title }));
              },
            },
          );
        }}
      >
        <p className={styles.text}>{t(`move.text.${move}`, { title })}</p>
        {move === 'withdraw' ? <Uses kind="version" id={version.id} /> : null}
        <ReasonField value={reason} needed={needed} onChange={setReason} />
        {run.isError ? <ErrorState error={run.error} /> : null}
        <div className={styles.formEnd}>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            type="primary"
            danger={move === 'withdraw'}
            htmlType="submit"
            loading={run.isPending}
            disabled={missing}
          >
            {t(`move.${move}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
