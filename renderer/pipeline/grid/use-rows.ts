import type { GridApi, IDatasource } from 'ag-grid-community';
import { type RefObject, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { listen } from '#renderer/app/api';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { takeEcho } from '../change/use-writes';
import { newestOf, writesSoFar } from '../change/written-rows';
import { readWindow } from '../groups/read-window';
import { useLayout } from '../layout/use-layout';
import { useViewStore } from '../view/view-store';
import { untilNotEditing } from './editing';

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
        const since = writesSoFar();
        const read = async () => {
          const page = await readWindow(asked, startRow, endRow - startRow);
          await untilNotEditing(api.current);
          return page;
        };
        read().then(
          (page) => {
            if (asked === latest.current) {
              setTotal(page.total);
              setError(null);
            }
            successCallback(
              page.rows.map((row) => newestOf(row, since)),
              page.total,
            );
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
    [api, sawRows],
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

  const { grouping, expansion } = useLayout().layout;
  const shown = useRef({ grouping, expansion });
  const onGroups = useEffectEvent((regrouped: boolean) => (regrouped ? onQuery() : refresh()));
  useEffect(() => {
    const before = shown.current;
    if (before.grouping === grouping && before.expansion === expansion) return;
    shown.current = { grouping, expansion };
    onGroups(before.grouping !== grouping);
  }, [grouping, expansion]);

  const grouped = useEffectEvent(() => grouping !== null);
  const onChanges = useEffectEvent(refresh);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen('changes', ({ ids }) => {
      // Totals of groups change with own edits, too.
      if (takeEcho(ids) && !grouped()) return;
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
