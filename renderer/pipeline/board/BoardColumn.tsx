import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDropPlace } from '#renderer/kit/dnd/DragBetween';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { formatCount, formatPercent, NO_VALUE } from '#shared/format';
import type { Board, BoardColumn as ColumnCode } from '#shared/pipeline/board';
import { type GridQuery, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import { usePipeline, useToday } from '../view/use-view';
import { useViewStore } from '../view/view-store';
import { BoardCard, CardPlace, OverLimit } from './BoardCard';
import styles from './board.module.css';
import { cardMarks } from './card-marks';
import { useCards } from './use-cards';
import { useDwell, useDwellText } from './use-dwell';

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

/** The name of a column as people read it. */
export function useColumnName(): (column: ColumnCode) => string {
  const { t } = useTranslation('common');
  return (column) =>
    column === 'lost' || column === 'dormant' ? t(`outcome.${column}`) : t(`stage.${column}`);
}

/** One stage (or outcome) with its figures and its cards, of which only those in sight exist. */
export function BoardColumn(props: {
  readonly column: ColumnCode;
  readonly query: GridQuery;
  readonly figures: Board['columns'][number] | undefined;
  /** Share 0–1 of open deals of this stage that are won; null for outcomes. */
  readonly share: number | null;
  readonly first: readonly string[];
  /** Cards on their way here that the answer does not hold yet, and cards on their way out. */
  readonly arriving: readonly OpportunityRow[];
  readonly leaving: ReadonlySet<string>;
  /** The answer holds a card that was arriving. */
  readonly onArrived: (id: string) => void;
  readonly onMenu: (row: OpportunityRow, at: { readonly x: number; readonly y: number }) => void;
  readonly handle: Ref<ColumnHandle>;
}) {
  const { t } = useTranslation('pipeline');
  const { column, query, first } = props;
  const name = useColumnName()(column);
  const today = useToday();
  const openId = useViewStore((store) => store.openId);
  const { dwell, staleAfter } = useDwell();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [visible, setVisible] = useState({ from: 0, to: 12 });
  const cards = useCards(query, column, first, visible);
  const total = cards.total ?? props.figures?.count ?? 0;
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
  useEffect(() => setVisible({ from, to: Math.max(to, 12) }), [from, to]);

  const focusWhenThere = (selector: string, frames = FRAMES): void => {
    const card = scroller.current?.querySelector<HTMLElement>(selector);
    if (card !== null && card !== undefined) card.focus({ preventScroll: true });
    else if (frames > 0) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
  };
  useImperativeHandle(props.handle, () => ({
    count: () => total,
    rowAt: cards.at,
    focus: (index) => {
      const at = Math.max(0, Math.min(total - 1, index));
      setActive(at);
      virtual.scrollToIndex(at);
      focusWhenThere(`[role="list"] [data-card][data-index="${at}"]`);
    },
    focusId: (id) => {
      setActive(0);
      virtual.scrollToIndex(0);
      // The card that is shown ahead goes again when the answer holds it.
      focusWhenThere(`[role="list"] [data-card="${id}"]`);
    },
  }));

  const shown = new Set(items.map(({ index }) => cards.at(index)?.id));
  const arriving = props.arriving.filter((row) => !shown.has(row.id));
  const there = props.arriving.find((row) => shown.has(row.id))?.id;
  const onArrived = useEffectEvent(props.onArrived);
  useEffect(() => {
    if (there !== undefined) onArrived(there);
  }, [there]);
  const marksOf = (row: OpportunityRow) => cardMarks(row, today, staleAfter(row.stage));
  const tabbable = Math.min(active, Math.max(0, total - 1));
  return (
    <section
      ref={dropRef}
      className={styles.column}
      data-column={column}
      data-target={isDropTarget}
      aria-label={t('board.columnLabel', { column: name, count: total })}
    >
      <ColumnHead {...props} name={name} dwell={dwell} />
      {cards.error === null ? null : <ErrorState error={cards.error} onRetry={cards.refresh} />}
      <div ref={scroller} className={styles.scroller}>
        {arriving.map((row) => (
          <BoardCard
            key={row.id}
            row={row}
            marks={marksOf(row)}
            index={0}
            tabbable={false}
            isOpen={false}
            onMenu={props.onMenu}
          />
        ))}
        <div className={styles.cards} style={{ height: virtual.getTotalSize() }} role="list">
          {items.map(({ index, start }) => {
            const row = cards.at(index);
            return (
              <div
                key={row?.id ?? index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={index + 1}
                className={styles.slot}
                data-leaving={row !== undefined && props.leaving.has(row.id)}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row === undefined ? (
                  <CardPlace index={index} />
                ) : (
                  <BoardCard
                    row={row}
                    marks={marksOf(row)}
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
        {total === 0 && arriving.length === 0 ? (
          <p className={styles.emptyColumn}>{t('board.emptyColumn')}</p>
        ) : null}
      </div>
    </section>
  );
}

function ColumnHead(props: {
  readonly column: ColumnCode;
  readonly name: string;
  readonly figures: Board['columns'][number] | undefined;
  readonly share: number | null;
  readonly dwell: ReturnType<typeof useDwell>['dwell'];
}) {
  const { t } = useTranslation('pipeline');
  const { column, name, figures, share } = props;
  const { rules } = usePipeline();
  const dwellText = useDwellText();
  const { short, exact } = useAmounts();
  const stage = STAGES.find((one) => one === column);
  const limit = stage === undefined ? null : rules[stage].wipLimit;
  const over = limit !== null && figures !== undefined && figures.count > limit;
  const stay = stage === undefined ? undefined : props.dwell[stage];
  const days = (count: number) => t('daysShort', { count: Math.round(count) });
  const about = [
    stage !== undefined && rules[stage].gated ? t('board.gated') : null,
    share === null ? null : t('board.share', { share: formatPercent(share, 0) }),
    stage === undefined ? undefined : dwellText(stage),
  ].filter((text) => text !== null && text !== undefined);
  return (
    <header className={styles.head} data-over={over} title={about.join(' · ')}>
      <h2 className={styles.columnName}>
        {name}
        <span className={styles.columnCount}>
          {figures === undefined
            ? NO_VALUE
            : limit === null
              ? formatCount(figures.count)
              : t('board.ofLimit', { count: formatCount(figures.count), limit })}
        </span>
      </h2>
      <p
        className={styles.columnSums}
        title={figures === undefined ? '' : exact(figures.amountMinor)}
      >
        <span>{figures === undefined ? NO_VALUE : short(figures.amountMinor)}</span>
        {stage === undefined || figures === undefined ? null : (
          <span className={styles.quiet}>
            {t('board.weighted', { amount: short(figures.weightedMinor) })}
          </span>
        )}
      </p>
      {stay === undefined ? null : (
        <p className={styles.quiet}>{t('board.typical', { days: days(stay.medianDays) })}</p>
      )}
      {over ? <OverLimit count={figures.count} limit={limit} /> : null}
    </header>
  );
}
