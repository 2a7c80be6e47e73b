import type { Query } from '#electron/replica/transaction';
import {
  BOARD_COLUMNS,
  type Board,
  type BoardCards,
  type BoardCardsInput,
  boardColumnOf,
} from '#shared/pipeline/board';
import { type GridQuery, OUTCOMES, STAGES } from '#shared/pipeline/model';
import { weightedAmountMinor } from '#shared/pipeline/stage-probability';
import type { PipelineColumns } from '../grid/columns';
import { gridOf } from '../grid/view';
import { rowsById } from '../rows';

/** [stage code][outcome code] → position of the column. */
const COLUMN_OF = STAGES.map((stage) =>
  OUTCOMES.map((outcome) => BOARD_COLUMNS.indexOf(boardColumnOf(stage, outcome))),
);

type Stored = Pick<PipelineColumns, 'stage' | 'outcome'>;

function columnAt({ stage, outcome }: Stored, place: number): number {
  return COLUMN_OF[stage[place] ?? 0]?.[outcome[place] ?? 0] ?? 0;
}

/** The places of each column in the order of the view. An order is never changed in place, so it may be the key. */
const buckets = new WeakMap<Int32Array, readonly Int32Array[]>();

function bucketsOf(columns: PipelineColumns, order: Int32Array): readonly Int32Array[] {
  const known = buckets.get(order);
  if (known) return known;
  const counts = new Int32Array(BOARD_COLUMNS.length);
  for (const place of order) counts[columnAt(columns, place)]! += 1;
  const made = BOARD_COLUMNS.map((_column, at) => new Int32Array(counts[at] ?? 0));
  const filled = new Int32Array(BOARD_COLUMNS.length);
  for (const place of order) {
    const column = columnAt(columns, place);
    const at = filled[column] ?? 0;
    made[column]![at] = place;
    filled[column] = at + 1;
  }
  buckets.set(order, made);
  return made;
}

/** Count, amount and weighted amount of every column over the rows of a view. */
export const board: Query<GridQuery, Board> = (tx, query) => {
  const grid = gridOf(tx);
  const { columns, order } = grid.order(tx, query);
  const probabilities = grid.probabilities(tx, query.pipelineId);
  const figures = bucketsOf(columns, order).map((places, at) => {
    let amountMinor = 0;
    let weightedMinor = 0;
    for (const place of places) {
      const amount = columns.amountMinor[place] ?? Number.NaN;
      if (Number.isNaN(amount)) continue;
      amountMinor += amount;
      const deal = {
        stage: STAGES[columns.stage[place] ?? 0] ?? STAGES[0],
        outcome: OUTCOMES[columns.outcome[place] ?? 0] ?? OUTCOMES[0],
        amountMinor: amount,
      };
      weightedMinor += weightedAmountMinor(deal, probabilities.shares) ?? 0;
    }
    const column = BOARD_COLUMNS[at] ?? BOARD_COLUMNS[0];
    return { column, count: places.length, amountMinor, weightedMinor };
  });
  return { columns: figures, probabilities };
};

/** A window of the cards of one column. */
export const boardCards: Query<BoardCardsInput, BoardCards> = (
  tx,
  { query, column, first, offset, limit },
) => {
  const { columns, order } = gridOf(tx).order(tx, query);
  const at = BOARD_COLUMNS.indexOf(column);
  const places = bucketsOf(columns, order)[at] ?? new Int32Array();
  const shown = ahead(
    places,
    first.flatMap((id) => columns.placeOf(id) ?? []),
  );
  const ids = Array.from(shown.subarray(offset, offset + limit), (place) => columns.ids[place]);
  return {
    rows: rowsById(
      tx,
      ids.map((id) => id ?? ''),
    ),
    total: places.length,
  };
};

/** The same places with those of `first` that are among them in front. */
function ahead(places: Int32Array, first: readonly number[]): Int32Array {
  if (first.length === 0) return places;
  const there = first.filter((place) => places.includes(place));
  const moved = new Set(there);
  return Int32Array.from([...there, ...places.filter((place) => !moved.has(place))]);
}
