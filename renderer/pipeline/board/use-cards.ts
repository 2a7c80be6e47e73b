import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { call, listen } from '#renderer/app/api';
import type { BoardColumn } from '#shared/pipeline/board';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { useViewStore } from '../view/view-store';

/** Cards read at a time: about three screens of a column. */
const WINDOW = 30;
const QUIET_MS = 40;

interface Held {
  readonly windows: ReadonlyMap<number, readonly OpportunityRow[]>;
  readonly total: number | null;
  readonly error: unknown;
}

const NOTHING: Held = { windows: new Map(), total: null, error: null };

export interface Cards {
  /** Cards of the column; null before the first answer. */
  readonly total: number | null;
  readonly error: unknown;
  /** The card at a place, or undefined while it is read. */
  readonly at: (index: number) => OpportunityRow | undefined;
  readonly refresh: () => void;
}

/**
 * The cards of one column, read by windows as they come into sight and again when the data change. What is on the screen
 * stays there until the new answer has come.
 * @param first ids that stand in front
 * @param visible first and last index in sight
 */
export function useCards(
  query: GridQuery,
  column: BoardColumn,
  first: readonly string[],
  visible: { readonly from: number; readonly to: number },
): Cards {
  const [held, setHeld] = useState<Held>(NOTHING);
  const [round, setRound] = useState(0);
  /** Which windows have been asked for, and for what. */
  const asked = useRef({ what: '', windows: new Set<number>() });
  const sawRows = useViewStore((store) => store.sawRows);
  const what = JSON.stringify([round, query, column, first]);
  const [from, to] = [Math.floor(visible.from / WINDOW), Math.floor(visible.to / WINDOW)];

  const read = useEffectEvent((window: number) => {
    const input = { query, column, first: [...first], offset: window * WINDOW, limit: WINDOW };
    call('pipeline.boardCards', input).then(
      ({ rows, total }) => {
        if (asked.current.what !== what) return;
        sawRows(query.pipelineId, rows);
        setHeld((old) => ({
          windows: new Map([...old.windows].filter(([one]) => asked.current.windows.has(one))).set(
            window,
            rows,
          ),
          total,
          error: null,
        }));
      },
      (error: unknown) => {
        sawRows(query.pipelineId, []);
        asked.current.windows.delete(window);
        setHeld((old) => ({ ...old, error }));
      },
    );
  });
  useEffect(() => {
    if (asked.current.what !== what) asked.current = { what, windows: new Set() };
    for (let window = from; window <= to; window += 1) {
      if (asked.current.windows.has(window)) continue;
      asked.current.windows.add(window);
      read(window);
    }
  }, [what, from, to]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen('changes', () => {
      clearTimeout(timer);
      timer = setTimeout(() => setRound((old) => old + 1), QUIET_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  return {
    total: held.total,
    error: held.error,
    at: (index) => held.windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    refresh: () => setRound((old) => old + 1),
  };
}
