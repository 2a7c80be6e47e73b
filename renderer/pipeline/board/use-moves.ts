import { useCallback, useState } from 'react';
import { type BoardColumn, boardColumnOf } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import type { ChangeWatch } from '../change/use-stage-change';
import type { Target } from '../change/use-writes';

/** Cards that stand in front of their column because they were moved there, at most. */
const MOST_FIRST = 20;
/** How long a moved card is shown ahead of the answer that holds it, ms. */
const SHOWN_MS = 1500;

interface Move {
  readonly row: OpportunityRow;
  readonly to: BoardColumn;
}

/** The column where a change leads. */
function columnOfTarget(to: Target): BoardColumn | null {
  if ('stage' in to) return to.stage;
  if (to.outcome === 'won') return 'delivery_implementation';
  return to.outcome === 'open' ? null : to.outcome;
}

/**
 * Moves under way: shown at once in the new column, taken back when refused. Moved cards stand in front of their new
 * column until the view changes (`of`), so that nobody loses sight of them.
 */
export function useMoves(of: string) {
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const [front, setFront] = useState<{
    readonly of: string;
    readonly ids: Readonly<Partial<Record<BoardColumn, readonly string[]>>>;
  }>({ of, ids: {} });

  const forget = useCallback(
    (id: string) => setMoves((old) => old.filter((move) => move.row.id !== id)),
    [],
  );
  /** Follows a change to `to` that is made without asking. */
  const watch = useCallback(
    (row: OpportunityRow, to: Target): ChangeWatch => ({
      started: () => {
        const column = columnOfTarget(to);
        if (column !== null) setMoves((old) => [...old, { row, to: column }]);
      },
      settled: (saved) => {
        if (saved === null) forget(row.id);
        else setTimeout(() => forget(row.id), SHOWN_MS);
      },
    }),
    [forget],
  );
  /** A deal stands elsewhere now: it comes to the front of its column. */
  const arrived = useCallback(
    (row: OpportunityRow) => {
      const column = boardColumnOf(row.stage, row.outcome);
      // An earlier move of the same deal no longer tells where it stands.
      setMoves((old) => old.filter((move) => move.row.id !== row.id || move.to === column));
      setFront((old) => {
        const ids = old.of === of ? old.ids : {};
        const others = (ids[column] ?? []).filter((id) => id !== row.id);
        return { of, ids: { ...ids, [column]: [row.id, ...others].slice(0, MOST_FIRST) } };
      });
      return column;
    },
    [of],
  );
  return { moves, first: front.of === of ? front.ids : {}, watch, forget, arrived };
}
