import { type RefObject, useCallback } from 'react';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { useView } from '../view/use-view';
import { useViewStore } from '../view/view-store';

/** Goes to the previous or next opportunity of the view; the grid scrolls along. Does nothing at the ends. */
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
        const { offset } = await call('pipeline.locate', { query, id });
        const next = (offset ?? -1) + by;
        if (offset === null || next < 0) return;
        const page = await call('pipeline.page', { query, offset: next, limit: 1 });
        const row = page.rows[0];
        if (row === undefined) return;
        gridApi.current?.ensureIndexVisible(next);
        open(row.id);
      };
      go().catch(notify.failure);
    },
    [query, id, gridApi, open, notify],
  );
}
