import { type BoardColumn, boardColumnOf } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import { weightedAmountMinor } from '#shared/pipeline/stage-probability';
import type { Target } from '../change/target';
import { type ColumnFigures, type Held, placeOf, WINDOW } from './held-cards';

/** A move that the held answer does not contain for certain. */
export interface Move {
  readonly ticket: number;
  /** The deal as it will be. */
  readonly row: OpportunityRow;
  /** Questions asked before the write was acknowledged: a later one contains it. Null while it is written. */
  readonly askedBefore: number | null;
}

/** One column as it is shown. */
export interface ShownColumn {
  readonly figures: ColumnFigures;
  /** The card at an index, or undefined while it is read. */
  readonly at: (index: number) => OpportunityRow | undefined;
  /** The index in the answer of what is shown at an index. */
  readonly heldIndex: (index: number) => number;
}

/** A deal as it will be when a change to `to` that needs nothing else is written. */
export function moved(row: OpportunityRow, to: Target): OpportunityRow {
  const stage =
    'stage' in to ? to.stage : to.outcome === 'won' ? 'delivery_implementation' : row.stage;
  const outcome = 'outcome' in to ? to.outcome : stage.startsWith('delivery') ? 'won' : row.outcome;
  // How long it will have been there is not known yet.
  return { ...row, stage, outcome, stageEnteredAt: null };
}

/** Moves that an answer to question number `asked` may lack. */
export function unconfirmed(moves: readonly Move[], asked: number): readonly Move[] {
  return moves.filter(({ askedBefore }) => askedBefore === null || asked <= askedBefore);
}

/**
 * The columns of an answer with moves under way: each deal stands once, in front of the column where its newest move
 * leads, and counts there, whether the answer has the move already or not.
 */
export function withMoves(
  held: Held,
  moves: readonly Move[],
): ReadonlyMap<BoardColumn, ShownColumn> {
  const newest = [...new Map(moves.map(({ row }) => [row.id, row])).values()].toReversed();
  const places = new Map(newest.map(({ id }) => [id, placeOf(held, id)]));
  const shown = new Map<BoardColumn, ShownColumn>();
  for (const [column, figures] of held.figures) {
    const front = newest.filter((row) => columnOf(row) === column);
    const gone = [...places.values()]
      .flatMap((place) => (place?.column === column ? [place.index] : []))
      .toSorted((a, b) => a - b);
    const heldIndex = (index: number): number =>
      gone.reduce((at, hole) => (hole <= at ? at + 1 : at), Math.max(0, index - front.length));
    const windows = held.windows.get(column);
    const heldAt = (index: number) => windows?.get(Math.floor(index / WINDOW))?.[index % WINDOW];
    shown.set(column, {
      figures: sum(figures, [
        ...front.map((row) => [weigh(held, row), 1] as const),
        ...gone.flatMap((index) => {
          const row = heldAt(index);
          return row === undefined ? [] : [[weigh(held, row), -1] as const];
        }),
      ]),
      at: (index) => (index < front.length ? front[index] : heldAt(heldIndex(index))),
      heldIndex,
    });
  }
  return shown;
}

function columnOf({ stage, outcome }: OpportunityRow): BoardColumn {
  return boardColumnOf(stage, outcome);
}

function weigh(held: Held, row: OpportunityRow): ColumnFigures {
  const weightedMinor = weightedAmountMinor(row, held.shares) ?? 0;
  return { count: 1, amountMinor: row.amountMinor ?? 0, weightedMinor };
}

function sum(
  figures: ColumnFigures,
  parts: readonly (readonly [ColumnFigures, 1 | -1])[],
): ColumnFigures {
  return parts.reduce(
    (all, [one, sign]) => ({
      count: all.count + sign * one.count,
      amountMinor: all.amountMinor + sign * one.amountMinor,
      weightedMinor: all.weightedMinor + sign * one.weightedMinor,
    }),
    figures,
  );
}
