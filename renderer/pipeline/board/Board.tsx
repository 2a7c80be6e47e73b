import { type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DragBetween } from '#renderer/kit/dnd/DragBetween';
import { useNotify } from '#renderer/kit/notify';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { formatCount } from '#shared/format';
import { BOARD_COLUMNS, type BoardColumn as ColumnCode } from '#shared/pipeline/board';
import { type GridQuery, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import type { ChangeWatch, Target } from '../change/target';
import { useEditOffers } from '../change/use-edit-offers';
import { useView } from '../view/use-view';
import { useViewStore } from '../view/view-store';
import { BoardColumn } from './BoardColumn';
import styles from './board.module.css';
import type { BoardState } from './board-store';
import { CardMenu, type OpenMenu } from './CardMenu';
import { useColumnName } from './column-name';
import { FoldedColumn } from './FoldedColumn';
import { useBoard } from './use-board';
import { useBoardDrag } from './use-board-drag';
import { isFocusFree, useBoardFocus } from './use-board-focus';
import { useBoardKeys } from './use-board-keys';
import { useCardPlaces } from './use-card-places';
import { useFolded } from './use-folded';

interface BoardProps {
  /** Begins a stage change under the rules that hold everywhere; asks what is missing. */
  readonly onStage: (row: OpportunityRow, to: Target, watch?: ChangeWatch) => void;
  readonly handle: Ref<BoardHandle>;
}

/** What the page may tell the board. */
export interface BoardHandle {
  /** A deal was changed, however it was begun: its card comes to the front of its column. */
  readonly arrived: (row: OpportunityRow) => void;
  /** Gives the focus to the first card. */
  readonly enter: () => void;
}

/** All outcomes, when what has ended is to be seen, too. */
function withEnded(query: GridQuery): GridQuery {
  const { outcome: _outcome, ...filters } = query.filters;
  return { ...query, filters };
}

/** The deals of the view as cards by stage: drag, Alt+←/→ or the menu moves one, Space peeks, Enter opens. */
export function Board({ onStage, handle }: BoardProps) {
  const { t } = useTranslation('pipeline');
  const { query: viewed } = useView();
  const withOutcomes = useViewStore((store) => store.boardOutcomes);
  const open = useViewStore((store) => store.open);
  const query = useMemo(() => (withOutcomes ? withEnded(viewed) : viewed), [viewed, withOutcomes]);
  const shown: readonly ColumnCode[] = withOutcomes ? BOARD_COLUMNS : STAGES;
  const { folded, fold } = useFolded();
  const { store, state } = useBoard(query, shown);
  const columnName = useColumnName();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const { move: refusal } = useEditOffers();
  const notify = useNotify();
  const places = useCardPlaces(root);
  const focus = useBoardFocus(places, state);

  const focusIn = (column: ColumnCode, id: string) => {
    const cards = places.columnAt(column);
    if (cards !== undefined) return cards.focusId(id);
    // A folded column has no cards; it is what holds the deal now.
    return root.current?.querySelector<HTMLElement>(`[data-column="${column}"] button`)?.focus();
  };
  const move = (row: OpportunityRow, to: Target) => {
    if (refusal !== null) return notify.info(refusal);
    const { goal, started, settled } = store.watch(row, to);
    const startedHere = () => {
      const free = isFocusFree(root.current);
      started();
      if (free) focusIn(goal, row.id);
    };
    return onStage(row, to, { started: startedHere, settled });
  };
  const openAndEnter = (row: OpportunityRow) => {
    open(row.id);
    // The panel is there after this render.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('aside [tabindex="-1"], aside button')?.focus(),
    );
  };
  const onKeyDown = useBoardKeys(shown, places, { move, openAndEnter, openMenu: setMenu });
  const drag = useBoardDrag(places, move, refusal === null);
  const see = useCallback<typeof store.see>((column, sight) => store.see(column, sight), [store]);

  useImperativeHandle(handle, () => ({
    enter: () => root.current?.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus(),
    arrived: (row) => {
      const { column, wasShown } = store.arrived(row);
      setSaid(t('board.moved', { name: row.name, column: columnName(column) }));
      // The focus has gone with a card that was shown ahead.
      if (!wasShown && isFocusFree(root.current)) focusIn(column, row.id);
    },
  }));

  const ended = endedIn(state);
  return (
    <DragBetween {...drag}>
      <div className={styles.body}>
        {state.error === null ? null : <ErrorState error={state.error} onRetry={store.renew} />}
        {/* The keys of the cards; each card is a stop of its own. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={root}
          className={styles.board}
          role="group"
          aria-label={t('board.label')}
          aria-describedby="board-keys"
          {...focus}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            const card =
              event.target instanceof Element
                ? event.target.closest<HTMLElement>('[data-card]')
                : null;
            const at = card === null ? null : places.placeOf(card);
            if (at === null) return;
            places.columnAt(at.column)?.focus(at.index);
            open(at.row.id);
          }}
        >
          <span id="board-keys" className="visually-hidden">
            {t('board.keys')}
          </span>
          {shown.map((column) =>
            folded.has(column) ? (
              <FoldedColumn
                key={column}
                column={column}
                figures={state.columns?.get(column)?.figures}
                onUnfold={() => fold(column, false)}
              />
            ) : (
              <BoardColumn
                key={column}
                column={column}
                cards={state.columns?.get(column)}
                share={shareOf(column, state)}
                onSight={see}
                onMenu={(row, place) => setMenu({ row, ...place })}
                onFold={() => fold(column, true)}
                handle={(one) => places.keep(column, one)}
              />
            ),
          )}
        </div>
        {refusal === null ? null : <p className={styles.hidden}>{refusal}</p>}
        {!withOutcomes && ended > 0 ? (
          <p className={styles.hidden}>
            {t('board.hidden', { count: ended, text: formatCount(ended) })}
          </p>
        ) : null}
      </div>
      {menu === null ? null : (
        <CardMenu
          menu={menu}
          refusal={refusal}
          onClose={() => {
            setMenu(null);
            places.elementOf(menu.row.id)?.focus();
          }}
          onOpen={openAndEnter}
          onMove={move}
        />
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </DragBetween>
  );
}

/** Deals of the view in the columns of what has ended. */
function endedIn({ columns }: BoardState): number {
  const countOf = (column: ColumnCode) => columns?.get(column)?.figures.count ?? 0;
  return countOf('lost') + countOf('dormant');
}

/** Share 0–1 of open deals of a column that are won; null where that says nothing. */
function shareOf(column: ColumnCode, { held }: BoardState): number | null {
  const stage = STAGES.find((one) => one === column);
  if (held === null || stage === undefined || stage.startsWith('delivery')) return null;
  return held.shares[stage];
}
