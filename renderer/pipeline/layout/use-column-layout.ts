import type { AgGridReactProps } from 'ag-grid-react';
import type { GridApi } from 'ag-grid-community';
import { useMemo } from 'react';
import { type ColumnLayout, wholeColumns } from '#shared/pipeline/grid-view';
import { GRID_FIELDS, type OpportunityRow } from '#shared/pipeline/model';
import { useLayout } from './use-layout';

type Events = Pick<
  AgGridReactProps<OpportunityRow>,
  'onColumnResized' | 'onColumnMoved' | 'onColumnPinned'
>;

const BY_HAND: readonly string[] = ['uiColumnResized', 'autosizeColumns', 'uiColumnMoved'];

/** Keeps what a person does to the columns in the grid: width (also by double-click on an edge), order, pin. */
export function useColumnLayout(): Events {
  const { change } = useLayout();
  return useMemo(() => {
    const keep = (api: GridApi<OpportunityRow>) =>
      change((layout) => ({ ...layout, columns: columnsOf(api, layout.columns) }));
    return {
      onColumnResized: ({ api, finished, source }) => {
        if (finished && BY_HAND.includes(source)) keep(api);
      },
      onColumnMoved: ({ api, finished, source }) => {
        if (finished && BY_HAND.includes(source)) keep(api);
      },
      onColumnPinned: ({ api, source }) => {
        if (BY_HAND.includes(source)) keep(api);
      },
    };
  }, [change]);
}

function columnsOf(api: GridApi<OpportunityRow>, before: readonly ColumnLayout[]): ColumnLayout[] {
  const columns = api.getAllGridColumns().flatMap((column): ColumnLayout[] => {
    const field = GRID_FIELDS.find((one) => one === column.getColId());
    if (field === undefined) return [];
    const width = Math.min(900, Math.max(72, Math.round(column.getActualWidth())));
    const hidden = before.find((one) => one.field === field)?.hidden ?? !column.isVisible();
    return [{ field, width, hidden, pinned: column.isPinned() }];
  });
  return wholeColumns(columns);
}
