import {
  type Board,
  type BoardColumn,
  type BoardInput,
  boardColumnOf,
} from '#shared/pipeline/board';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import type { ChangeWatch, Target } from '../change/target';
import { type Held, heldOf, heldWith, type Sight, WINDOW, windowsOf } from './held-cards';
import { type Move, moved, type ShownColumn, unconfirmed, withMoves } from './moves';

/** Cards that stand in front of their column because they were moved there, at most. */
const MOST_FIRST = 20;
/** How long news are gathered before the board is read again, ms. */
const QUIET_MS = 40;
/** What is in sight of a column before it has been drawn. */
const FIRST_SIGHT: Sight = { from: 0, to: 12 };

/** A board as it is shown. */
export interface BoardState {
  /** The columns; null before the first answer. */
  readonly columns: ReadonlyMap<BoardColumn, ShownColumn> | null;
  readonly held: Held | null;
  /** Why the newest question was not answered; null when all is well. */
  readonly error: unknown;
}

interface Wanted {
  readonly key: string;
  readonly query: GridQuery;
  readonly columns: readonly BoardColumn[];
}

type Front = Partial<Record<BoardColumn, readonly string[]>>;

/**
 * What a board shows: its newest answer with the moves under way on top. All columns are read by one question, so that
 * a deal stands in one of them; one question at a time, so that answers come in order. A move is shown until an answer
 * comes that was asked for after the write was acknowledged: that one contains it.
 */
export class BoardStore {
  readonly #ask: (input: BoardInput) => Promise<Board>;
  readonly #listeners = new Set<() => void>();
  readonly #sights = new Map<BoardColumn, Sight>();
  #state: BoardState = { columns: null, held: null, error: null };
  #wanted: Wanted | null = null;
  #moves: readonly Move[] = [];
  #tickets = 0;
  /** Cards in front of their columns until the view changes, and those of the held answer. */
  #front: Front = {};
  #heldFront: Front = {};
  /** Questions so far. */
  #asked = 0;
  #busy = false;
  /** All windows in sight have to be read anew. */
  #stale = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (input: BoardInput) => Promise<Board>) {
    this.#ask = ask;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): BoardState => this.#state;

  /** Shows these columns of the rows of a query. What is on the screen stays until the answer comes. */
  show(query: GridQuery, columns: readonly BoardColumn[]): void {
    const key = JSON.stringify([query, columns]);
    if (this.#wanted?.key === key) return;
    if (JSON.stringify(this.#wanted?.query) !== JSON.stringify(query)) this.#front = {};
    this.#wanted = { key, query, columns };
    this.#stale = true;
    this.#next();
  }

  /** These cards of a column are in sight: what is missing of them is read. */
  see(column: BoardColumn, sight: Sight): void {
    this.#sights.set(column, sight);
    // Columns tell one after another within a frame.
    queueMicrotask(() => this.#next());
  }

  /** The data have changed: reads what is in sight again. */
  readonly renew = (): void => {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#stale = true;
      this.#next();
    }, QUIET_MS);
  };

  /** Follows a change to `to` that is made without asking; `goal` = the column where it leads. */
  watch(row: OpportunityRow, to: Target): ChangeWatch & { readonly goal: BoardColumn } {
    this.#tickets += 1;
    const ticket = this.#tickets;
    const goal = moved(row, to);
    return {
      goal: columnOf(goal),
      started: () => {
        this.#setMoves([...this.#moves, { ticket, row: goal, askedBefore: null }]);
      },
      settled: (saved) => {
        // A gate may have made a request of it: the card goes back.
        const stays = saved !== null && columnOf(saved) === columnOf(goal);
        this.#setMoves(
          this.#moves.flatMap((move) => {
            if (move.ticket !== ticket) return [move];
            return stays ? [{ ticket, row: saved, askedBefore: this.#asked }] : [];
          }),
        );
        this.renew();
      },
    };
  }

  /** A deal stands elsewhere now, however it was moved: it comes to the front of its column. */
  arrived(row: OpportunityRow): { readonly column: BoardColumn; readonly wasShown: boolean } {
    const column = columnOf(row);
    const others = (this.#front[column] ?? []).filter((id) => id !== row.id);
    this.#front = { ...this.#front, [column]: [row.id, ...others].slice(0, MOST_FIRST) };
    this.renew();
    return { column, wasShown: this.#moves.some((move) => move.row.id === row.id) };
  }

  #setMoves(moves: readonly Move[]): void {
    this.#moves = moves;
    this.#set({});
  }

  #set(change: Partial<Pick<BoardState, 'held' | 'error'>>): void {
    const { held, error } = { ...this.#state, ...change };
    this.#state = { held, error, columns: held === null ? null : withMoves(held, this.#moves) };
    for (const listener of this.#listeners) listener();
  }

  /** Asks what is to be asked next, when nothing is on its way. */
  #next(): void {
    const wanted = this.#wanted;
    if (this.#busy || wanted === null) return;
    const all = this.#stale;
    const windows = this.#missing(wanted, all);
    if (windows.length === 0 && !all) return;
    if (all) this.#heldFront = this.#front;
    this.#stale = false;
    this.#busy = true;
    this.#asked += 1;
    const asked = this.#asked;
    void this.#ask({ query: wanted.query, windows })
      .then(
        (answer) => {
          if (this.#wanted === wanted) this.#take(answer, all, asked);
          return true;
        },
        (error: unknown) => {
          if (this.#wanted === wanted) this.#set({ error });
          return this.#wanted !== wanted;
        },
      )
      .then((answered) => {
        this.#busy = false;
        // What failed is not asked for again at once; news, a scroll or a person do that.
        const again = answered || this.#stale;
        if (!answered && all) this.#stale = true;
        if (again) this.#next();
        return undefined;
      });
  }

  #take(answer: Board, all: boolean, asked: number): void {
    const { held } = this.#state;
    const next = all || held === null ? heldOf(answer) : heldWith(held, answer);
    if (next === null) {
      this.#stale = true;
      return;
    }
    if (all) this.#moves = unconfirmed(this.#moves, asked);
    this.#set({ held: next, error: null });
  }

  #missing({ columns }: Wanted, all: boolean): BoardInput['windows'] {
    const { held, columns: shown } = this.#state;
    return columns.flatMap((column) => {
      const { from, to } = this.#sights.get(column) ?? FIRST_SIGHT;
      const indexOf = (index: number) => shown?.get(column)?.heldIndex(index) ?? index;
      return windowsOf({ from: indexOf(from), to: indexOf(to) })
        .filter((number) => all || held?.windows.get(column)?.has(number) !== true)
        .map((number) => ({
          column,
          first: [...((all ? this.#front : this.#heldFront)[column] ?? [])],
          offset: number * WINDOW,
          limit: WINDOW,
        }));
    });
  }
}

function columnOf({ stage, outcome }: OpportunityRow): BoardColumn {
  return boardColumnOf(stage, outcome);
}
