import type { GridApi, IDatasource } from 'ag-grid-community';
import { type RefObject, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { call, listen } from '#renderer/app/api';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { takeEcho } from '../change/use-writes';
import { useViewStore } from '../view/view-store';

/** Rows a window holds: about three screens. */
export const BLOCK_ROWS = 150;
const QUIET_MS = 60;

export interface Rows {
  readonly datasource: IDatasource;
  /** Why the newest window could not be read; null when all is well. */
  readonly error: unknown;
  /** True until the first window of this pipeline has arrived. */
  readonly first: boolean;
  /** Rows that match, as the newest window said; null before. */
  readonly total: number | null;
  /** Reads the windows on screen again, in place: scroll, focus and old rows stay meanwhile. */
  readonly refresh: () => void;
}

/** Gives the grid its windows of rows, and reads them again when the query or the data change. */
export function useRows(query: GridQuery, api: RefObject<GridApi<OpportunityRow> | null>): Rows {
  const latest = useRef(query);
  const [error, setError] = useState<unknown>(null);
  const [total, setTotal] = useState<number | null>(null);
  const sawRows = useViewStore((store) => store.sawRows);

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows({ startRow, endRow, successCallback, failCallback }) {
        const asked = latest.current;
        call('pipeline.page', { query: asked, offset: startRow, limit: endRow - startRow }).then(
          (page) => {
            if (asked === latest.current) {
              setTotal(page.total);
              setError(null);
            }
            successCallback([...page.rows], page.total);
            sawRows(asked.pipelineId, page.rows);
          },
          (failure: unknown) => {
            sawRows(asked.pipelineId, []);
            setError(failure);
            failCallback();
          },
        );
      },
    }),
    [sawRows],
  );

  const refresh = () => api.current?.refreshInfiniteCache();

  const onQuery = useEffectEvent(() => {
    refresh();
    if ((api.current?.getDisplayedRowCount() ?? 0) > 0) api.current?.ensureIndexVisible(0, 'top');
  });
  useEffect(() => {
    if (latest.current === query) return;
    latest.current = query;
    onQuery();
  }, [query]);

  const onChanges = useEffectEvent(refresh);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen('changes', ({ ids }) => {
      if (takeEcho(ids)) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChanges(), QUIET_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  return { datasource, error, first: total === null && error === null, total, refresh };
}
