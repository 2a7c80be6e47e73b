import { type RefObject, useCallback } from 'react';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { readWindow } from '../groups/read-window';
import { layoutOf } from '../layout/layout-store';
import { useView } from '../view/use-view';
import { useViewStore } from '../view/view-store';
import { nextRow } from './next-row';

/** Goes to the previous or next opportunity in the order on screen; the grid scrolls along. Does nothing at the ends. */
export function useNeighbour(
  id: string,
  gridApi: RefObject<OpportunityGridApi | null>,
): (by: -1 | 1) => void {
  const { query } = useView();
  const open = useViewStore((store) => store.open);
  const notify = useNotify();
  return useCallback(
    (by) => {
      const go = async () => {
        const { grouping, expansion } = layoutOf(query.pipelineId);
        // The board shows no groups.
        const groups =
          grouping === null || gridApi.current === null ? null : { grouping, expansion };
        const { offset } = await call('pipeline.locate', { query, id, groups });
        if (offset === null) return;
        const read = (from: number, limit: number) =>
          groups === null
            ? call('pipeline.page', { query, offset: from, limit })
            : readWindow(query, from, limit);
        const next = await nextRow(read, offset, by);
        if (next === null) return;
        gridApi.current?.ensureIndexVisible(next.line);
        open(next.row.id);
      };
      go().catch(notify.failure);
    },
    [query, id, gridApi, open, notify],
  );
}
