import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDropPlace } from '#renderer/kit/dnd/DragBetween';
import type { BoardColumn as ColumnCode } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import { useToday } from '../view/use-view';
import { useViewStore } from '../view/view-store';
import { BoardCard, CardPlace } from './BoardCard';
import styles from './board.module.css';
import { cardMarks } from './card-marks';
import { ColumnHead } from './ColumnHead';
import { useColumnName } from './column-name';
import type { Sight } from './held-cards';
import type { ShownColumn } from './moves';
import { useDwell } from './use-dwell';

/** Height of a card and the room between two, px; the same as in the style sheet. */
const CARD_PX = 124;
const GAP_PX = 8;
/** Frames to wait for a card to come to the screen before giving the focus up. */
const FRAMES = 90;

/** What the board may ask of a column. */
export interface ColumnHandle {
  /** Cards in it. */
  readonly count: () => number;
  /** Brings the card at an index into sight and gives it the focus. */
  readonly focus: (index: number) => void;
  /** Gives the focus to a card as soon as it is there. */
  readonly focusId: (id: string) => void;
  readonly rowAt: (index: number) => OpportunityRow | undefined;
}

/** One stage (or outcome) with its figures and its cards, of which only those in sight exist. */
export function BoardColumn(props: {
  readonly column: ColumnCode;
  /** Undefined before the first answer. */
  readonly cards: ShownColumn | undefined;
  /** Share 0–1 of open deals of this stage that are won; null for outcomes. */
  readonly share: number | null;
  readonly onSight: (column: ColumnCode, sight: Sight) => void;
  readonly onMenu: (row: OpportunityRow, at: { readonly x: number; readonly y: number }) => void;
  readonly onFold: () => void;
  readonly handle: Ref<ColumnHandle>;
}) {
  const { t } = useTranslation('pipeline');
  const { column, cards, onSight } = props;
  const name = useColumnName()(column);
  const today = useToday();
  const openId = useViewStore((store) => store.openId);
  const { staleAfter } = useDwell();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const total = cards?.figures.count ?? 0;
  const { ref: dropRef, isDropTarget } = useDropPlace(column);

  // Not memoised: what it returns is used in this component only.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PX,
    gap: GAP_PX,
    overscan: 3,
  });
  const items = virtual.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSight(column, { from, to: Math.max(to, 12) }), [onSight, column, from, to]);

  const focusWhenThere = (selector: string, frames = FRAMES): void => {
    const card = scroller.current?.querySelector<HTMLElement>(selector);
    if (card !== null && card !== undefined) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (frames > 0) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
  };
  useImperativeHandle(props.handle, () => ({
    count: () => total,
    rowAt: (index) => cards?.at(index),
    focus: (index) => {
      const at = Math.max(0, Math.min(total - 1, index));
      setActive(at);
      virtual.scrollToIndex(at);
      focusWhenThere(`[data-card][data-index="${at}"]`);
    },
    focusId: (id) => {
      setActive(0);
      virtual.scrollToIndex(0);
      focusWhenThere(`[data-card="${id}"]`);
    },
  }));

  const tabbable = Math.min(active, Math.max(0, total - 1));
  return (
    <section
      ref={dropRef}
      className={styles.column}
      data-column={column}
      data-target={isDropTarget}
      aria-label={t('board.columnLabel', { column: name, count: total })}
    >
      <ColumnHead
        column={column}
        figures={cards?.figures}
        share={props.share}
        onFold={props.onFold}
      />
      <div ref={scroller} className={styles.scroller}>
        <div className={styles.cards} style={{ height: virtual.getTotalSize() }} role="list">
          {items.map(({ index, start }) => {
            const row = cards?.at(index);
            return (
              <div
                key={row?.id ?? index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={index + 1}
                className={styles.slot}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row === undefined ? (
                  <CardPlace index={index} />
                ) : (
                  <BoardCard
                    row={row}
                    marks={cardMarks(row, today, staleAfter(row.stage))}
                    index={index}
                    tabbable={index === tabbable}
                    isOpen={row.id === openId}
                    onMenu={props.onMenu}
                  />
                )}
              </div>
            );
          })}
        </div>
        {cards !== undefined && total === 0 ? (
          <p className={styles.emptyColumn}>{t('board.emptyColumn')}</p>
        ) : null}
      </div>
    </section>
  );
}
