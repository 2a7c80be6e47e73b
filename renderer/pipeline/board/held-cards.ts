import type { Board, BoardColumn } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import type { StageShares } from '#shared/pipeline/stage-probability';

/** Cards read at a time: about three screens of a column. */
export const WINDOW = 30;

export type ColumnFigures = Omit<Board['columns'][number], 'column'>;

/** What a board holds of the answers it got, all of one state of the data. */
export interface Held {
  /** The state; see {@link Board}. */
  readonly seq: number;
  readonly figures: ReadonlyMap<BoardColumn, ColumnFigures>;
  readonly shares: StageShares;
  /** Number of a window (of {@link WINDOW} cards) → its cards. */
  readonly windows: ReadonlyMap<BoardColumn, ReadonlyMap<number, readonly OpportunityRow[]>>;
}

/** Indices in sight, the last one included. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

/** What an answer holds, and nothing else. */
export function heldOf(answer: Board): Held {
  return {
    seq: answer.seq,
    figures: new Map(answer.columns.map(({ column, ...figures }) => [column, figures])),
    shares: answer.probabilities.shares,
    windows: withWindows(new Map(), answer),
  };
}

/** Windows that came into sight later, beside those held; null when they are of another state and cannot stand together. */
export function heldWith(held: Held, answer: Board): Held | null {
  if (answer.seq !== held.seq) return null;
  return { ...held, windows: withWindows(held.windows, answer) };
}

function withWindows(windows: Held['windows'], answer: Board): Held['windows'] {
  const all = new Map(windows);
  for (const { column, offset, rows } of answer.windows) {
    all.set(column, new Map(all.get(column)).set(Math.floor(offset / WINDOW), rows));
  }
  return all;
}

/** Numbers of the windows that hold the indices in sight. */
export function windowsOf({ from, to }: Sight): number[] {
  const first = Math.floor(from / WINDOW);
  return Array.from({ length: Math.floor(to / WINDOW) - first + 1 }, (_, at) => first + at);
}

/** The column in which the held cards show a deal, and its index there. */
export function placeOf(
  held: Held,
  id: string,
): { readonly column: BoardColumn; readonly index: number } | null {
  for (const [column, windows] of held.windows) {
    for (const [number, rows] of windows) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return { column, index: number * WINDOW + at };
    }
  }
  return null;
}
