import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { DragBetween } from '#renderer/kit/dnd/DragBetween';
import { formatCount } from '#shared/format';
import {
  BOARD_COLUMNS,
  type BoardColumn as ColumnCode,
  boardColumnOf,
} from '#shared/pipeline/board';
import { type GridQuery, type OpportunityRow, OUTCOMES, STAGES } from '#shared/pipeline/model';
import type { ChangeWatch } from '../change/use-stage-change';
import type { Target } from '../change/use-writes';
import { useView } from '../view/use-view';
import { useViewStore } from '../view/view-store';
import { BoardColumn, type ColumnHandle, useColumnName } from './BoardColumn';
import styles from './board.module.css';
import { CardMenu, type OpenMenu } from './CardMenu';
import { useMoves } from './use-moves';

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

const targetOf = (column: ColumnCode): Target =>
  column === 'lost' || column === 'dormant' ? { outcome: column } : { stage: column };

/** The deals of the view as cards by stage: drag, Alt+←/→ or the menu moves one, Space peeks, Enter opens. */
export function Board({ onStage, handle }: BoardProps) {
  const { t } = useTranslation('pipeline');
  const { query: viewed } = useView();
  const withOutcomes = useViewStore((store) => store.boardOutcomes);
  const openId = useViewStore((store) => store.openId);
  const open = useViewStore((store) => store.open);
  const query = useMemo(() => (withOutcomes ? withEnded(viewed) : viewed), [viewed, withOutcomes]);
  const board = useCall('pipeline.board', query, { keepPrevious: true }).data;
  const columnName = useColumnName();
  const shown: readonly ColumnCode[] = withOutcomes ? BOARD_COLUMNS : STAGES;
  const { moves, first, watch, forget, arrived } = useMoves(JSON.stringify(query));
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const columns = useRef(new Map<ColumnCode, ColumnHandle>());
  const lifted = useRef<{ readonly id: string; readonly row: OpportunityRow } | null>(null);

  const move = (row: OpportunityRow, to: Target) => onStage(row, to, watch(row, to));

  useImperativeHandle(handle, () => ({
    enter: () => root.current?.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus(),
    arrived: (row) => {
      const column = arrived(row);
      setSaid(t('board.moved', { name: row.name, column: columnName(column) }));
      const { activeElement } = document;
      const free = activeElement === document.body || activeElement === null;
      // Whoever works elsewhere meanwhile, in the panel for instance, keeps the focus.
      if (free || root.current?.contains(activeElement) === true) {
        columns.current.get(column)?.focusId(row.id);
      }
    },
  }));

  /** The card that closes its panel gets the focus back. */
  const before = useRef(openId);
  useEffect(() => {
    const closed = before.current;
    before.current = openId;
    if (closed === null || openId !== null) return;
    root.current?.querySelector<HTMLElement>(`[data-card="${closed}"]`)?.focus();
  }, [openId]);

  const rowOf = (
    card: HTMLElement,
  ): { column: ColumnCode; index: number; row: OpportunityRow } | null => {
    const column = BOARD_COLUMNS.find(
      (one) => one === card.closest<HTMLElement>('[data-column]')?.dataset['column'],
    );
    const index = Number(card.dataset['index']);
    const row = column === undefined ? undefined : columns.current.get(column)?.rowAt(index);
    return column === undefined || row === undefined ? null : { column, index, row };
  };

  const rowById = (id: string): OpportunityRow | null => {
    const card = root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? null;
    return card === null ? null : (rowOf(card)?.row ?? null);
  };

  const goSideways = (column: ColumnCode, index: number, by: -1 | 1) => {
    for (let at = shown.indexOf(column) + by; at >= 0 && at < shown.length; at += by) {
      const next = shown[at];
      const cards = next === undefined ? undefined : columns.current.get(next);
      if (cards === undefined || cards.count() === 0) continue;
      cards.focus(index);
      return;
    }
  };

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const card = event.target instanceof HTMLElement ? event.target : null;
    if (card?.dataset['card'] === undefined || event.nativeEvent.isComposing) return;
    const at = rowOf(card);
    if (at === null) return;
    const { column, index, row } = at;
    const cards = columns.current.get(column);
    const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      const next = STAGES[STAGES.indexOf(row.stage) + side];
      if (side === 0) return;
      if (next !== undefined) move(row, { stage: next });
    } else if (side !== 0) goSideways(column, index, side);
    else if (event.key === 'ArrowDown') cards?.focus(index + 1);
    else if (event.key === 'ArrowUp') cards?.focus(index - 1);
    else if (event.key === 'Home') cards?.focus(0);
    else if (event.key === 'End') cards?.focus(cards.count() - 1);
    else if (event.key === ' ' || event.key === '　') open(openId === row.id ? null : row.id);
    else if (event.key === 'Enter') openAndEnter(row);
    else if (event.key === 'Escape') open(null);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const box = card.getBoundingClientRect();
      setMenu({ row, x: box.left + 24, y: box.top + 24 });
    } else return;
    event.preventDefault();
  };

  const openAndEnter = (row: OpportunityRow) => {
    open(row.id);
    // The panel is there after this render.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('aside [tabindex="-1"], aside button')?.focus(),
    );
  };

  const onDrop = (id: string, place: string) => {
    const row = lifted.current?.id === id ? lifted.current.row : undefined;
    const column = BOARD_COLUMNS.find((one) => one === place);
    if (row === undefined || column === undefined) return;
    if (boardColumnOf(row.stage, row.outcome) !== column) move(row, targetOf(column));
  };

  const leaving = useMemo(() => new Set(moves.map(({ row }) => row.id)), [moves]);
  const ended = (board?.columns ?? [])
    .filter(({ column }) => OUTCOMES.some((one) => one === column))
    .reduce((sum, { count }) => sum + count, 0);
  return (
    <DragBetween
      nameOf={(id) => (lifted.current?.id === id ? lifted.current.row : rowById(id))?.name ?? ''}
      onLift={(id) => {
        const row = rowById(id);
        lifted.current = row === null ? null : { id, row };
      }}
      placeName={(place) => {
        const column = BOARD_COLUMNS.find((one) => one === place);
        return column === undefined ? '' : columnName(column);
      }}
      onDrop={onDrop}
    >
      <div className={styles.body}>
        {/* The keys of the cards; each card is a stop of its own. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={root}
          className={styles.board}
          role="group"
          aria-label={t('board.label')}
          aria-describedby="board-keys"
          onKeyDown={onKey}
          onClick={(event) => {
            const card =
              event.target instanceof Element
                ? event.target.closest<HTMLElement>('[data-card]')
                : null;
            const at = card === null ? null : rowOf(card);
            if (at === null) return;
            columns.current.get(at.column)?.focus(at.index);
            open(at.row.id);
          }}
        >
          <span id="board-keys" className="visually-hidden">
            {t('board.keys')}
          </span>
          {shown.map((column) => (
            <BoardColumn
              key={column}
              column={column}
              query={query}
              figures={board?.columns.find((one) => one.column === column)}
              share={shareOf(column, board?.probabilities.shares)}
              first={first[column] ?? []}
              arriving={moves.filter(({ to }) => to === column).map(({ row }) => row)}
              leaving={leaving}
              onArrived={forget}
              onMenu={(row, place) => setMenu({ row, ...place })}
              handle={(one) => {
                if (one === null) columns.current.delete(column);
                else columns.current.set(column, one);
              }}
            />
          ))}
        </div>
        {!withOutcomes && ended > 0 ? (
          <p className={styles.hidden}>
            {t('board.hidden', { count: ended, text: formatCount(ended) })}
          </p>
        ) : null}
      </div>
      {menu === null ? null : (
        <CardMenu
          menu={menu}
          onClose={() => {
            setMenu(null);
            root.current?.querySelector<HTMLElement>(`[data-card="${menu.row.id}"]`)?.focus();
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

function shareOf(
  column: ColumnCode,
  shares: Readonly<Partial<Record<ColumnCode, number>>> | undefined,
): number | null {
  return column.startsWith('delivery') ? null : (shares?.[column] ?? null);
}
