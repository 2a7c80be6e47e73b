import { useEffect, useState, useSyncExternalStore } from 'react';
import { call, listen } from '#renderer/app/api';
import type { BoardColumn } from '#shared/pipeline/board';
import type { GridQuery } from '#shared/pipeline/model';
import { useViewStore } from '../view/view-store';
import { type BoardState, BoardStore } from './board-store';

/** The board of a query, read again when the data change. */
export function useBoard(
  query: GridQuery,
  columns: readonly BoardColumn[],
): { readonly store: BoardStore; readonly state: BoardState } {
  const [store] = useState(() => new BoardStore((input) => call('pipeline.board', input)));
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => store.show(query, columns), [store, query, columns]);
  useEffect(() => listen('changes', store.renew), [store]);

  const sawRows = useViewStore((view) => view.sawRows);
  const { pipelineId } = query;
  const answered = state.held !== null || state.error !== null;
  useEffect(() => {
    if (!answered) return;
    const windows = [...(state.held?.windows.values() ?? [])];
    sawRows(
      pipelineId,
      windows.flatMap((held) => [...held.values()].flat()),
    );
  }, [sawRows, pipelineId, answered, state.held]);
  return { store, state };
}
