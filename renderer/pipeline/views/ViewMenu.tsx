import { CheckOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keyLabel, ON_MAC } from '#renderer/app/commands/key-label';
import { OfferButton } from '#renderer/app/OfferButton';
import type { SavedView } from '#shared/pipeline/grid-view';
import type { ViewChoice, Views } from './use-views';
import styles from './views.module.css';

const MOST_KEYS = 9;

/** The views to choose from, by who they belong to; the saved ones can be renamed and deleted here. */
export function ViewMenu(props: {
  readonly views: Views;
  readonly onClose: () => void;
  readonly onName: (naming: 'new' | SavedView) => void;
}) {
  const { t } = useTranslation('views');
  const { views, onClose, onName } = props;
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>('button')?.focus(), []);
  const groups = [
    { title: t('private'), of: (one: ViewChoice) => one.saved?.shared === false },
    { title: t('shared'), of: (one: ViewChoice) => one.saved?.shared === true },
    { title: t('always'), of: (one: ViewChoice) => one.saved === null },
  ];
  return (
    <div
      ref={root}
      className={styles.menu}
      role="group"
      aria-label={t('title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          event.preventDefault();
          moveFocus(root.current, event.key === 'ArrowDown' ? 1 : -1);
        }
      }}
    >
      {groups.map(({ title, of }) => {
        const members = views.choices.filter(of);
        if (members.length === 0) return null;
        return (
          <section key={title} aria-label={title}>
            <p className={styles.title}>{title}</p>
            {members.map((choice) => (
              <MenuLine
                key={choice.id}
                choice={choice}
                place={views.choices.indexOf(choice)}
                chosen={choice.id === views.current.id}
                onOpen={() => {
                  views.open(choice);
                  onClose();
                }}
                onRename={(view) => {
                  onClose();
                  onName(view);
                }}
                onRemove={views.remove}
              />
            ))}
          </section>
        );
      })}
      <div className={styles.foot}>
        <OfferButton
          call="pipeline.saveView"
          size="small"
          type="text"
          onClick={() => {
            onClose();
            onName('new');
          }}
        >
          {t('saveAs')}
        </OfferButton>
      </div>
    </div>
  );
}

function MenuLine(props: {
  readonly choice: ViewChoice;
  readonly place: number;
  readonly chosen: boolean;
  readonly onOpen: () => void;
  readonly onRename: (view: SavedView) => void;
  readonly onRemove: (view: SavedView) => void;
}) {
  const { t } = useTranslation('views');
  const { choice, place, chosen } = props;
  const { name, saved } = choice;
  return (
    <div className={styles.line}>
      <button
        type="button"
        className={styles.choice}
        data-choice
        aria-current={chosen ? 'true' : undefined}
        onClick={props.onOpen}
      >
        <span className={styles.mark}>{chosen ? <CheckOutlined aria-hidden /> : null}</span>
        <span className={styles.choiceName}>{name}</span>
        {place < MOST_KEYS ? <kbd>{keyLabel(`$mod+Digit${place + 1}`, ON_MAC)}</kbd> : null}
      </button>
      {saved === null ? null : (
        <>
          <OfferButton
            call="pipeline.saveView"
            size="small"
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('renameOf', { name })}
            onClick={() => props.onRename(saved)}
          />
          <OfferButton
            call="pipeline.removeView"
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('removeOf', { name })}
            onClick={() => props.onRemove(saved)}
          />
        </>
      )}
    </div>
  );
}

function moveFocus(root: HTMLElement | null, by: 1 | -1): void {
  const buttons = [...(root?.querySelectorAll<HTMLElement>('[data-choice]') ?? [])];
  const now = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(now + by + buttons.length) % buttons.length]?.focus();
}
