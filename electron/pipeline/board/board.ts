import type { Query } from '#electron/replica/transaction';
import { BOARD_COLUMNS, type Board, type BoardInput, boardColumnOf } from '#shared/pipeline/board';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { type StageShares, weightedAmountMinor } from '#shared/pipeline/stage-probability';
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

/**
 * Count, amount and weighted amount of every column over the rows of a view, and the cards asked for. One answer, so that
 * a deal stands in one column whatever is written meanwhile.
 */
export const board: Query<BoardInput, Board> = (tx, { query, windows }) => {
  const grid = gridOf(tx);
  const { columns, order, seq } = grid.order(tx, query);
  const probabilities = grid.probabilities(tx, query.pipelineId);
  const byColumn = bucketsOf(columns, order);
  const asked = windows.map(({ column, first, offset, limit }) => {
    const places = byColumn[BOARD_COLUMNS.indexOf(column)] ?? new Int32Array();
    const front = first.flatMap((id) => columns.placeOf(id) ?? []);
    return { column, offset, places: ahead(places, front).subarray(offset, offset + limit) };
  });
  const idOf = (place: number): string => columns.ids[place] ?? '';
  const ids = asked.flatMap(({ places }) => Array.from(places, idOf));
  const rows = new Map(rowsById(tx, ids).map((row) => [row.id, row]));
  return {
    seq,
    columns: byColumn.map((places, at) => ({
      column: BOARD_COLUMNS[at] ?? BOARD_COLUMNS[0],
      ...figuresOf(columns, places, probabilities.shares),
    })),
    probabilities,
    windows: asked.map(({ column, offset, places }) => ({
      column,
      offset,
      rows: Array.from(places, idOf).flatMap((id) => rows.get(id) ?? []),
    })),
  };
};

function figuresOf(
  columns: PipelineColumns,
  places: Int32Array,
  shares: StageShares,
): Omit<Board['columns'][number], 'column'> {
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
    weightedMinor += weightedAmountMinor(deal, shares) ?? 0;
  }
  return { count: places.length, amountMinor, weightedMinor };
}

/** The same places with those of `first` that are among them in front. */
function ahead(places: Int32Array, first: readonly number[]): Int32Array {
  if (first.length === 0) return places;
  const there = first.filter((place) => places.includes(place));
  const moved = new Set(there);
  return Int32Array.from([...there, ...places.filter((place) => !moved.has(place))]);
}
