import type {
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useGridDefaults } from '#renderer/kit/grid/grid-defaults';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityRow } from '#shared/pipeline/model';
import { BLOCK_ROWS } from '#shared/pipeline/opening-view';
import type { Target } from '../change/target';
import { useEditOffers } from '../change/use-edit-offers';
import { useSheet } from '../sheet/use-sheet';
import { groupOf } from '../groups/group-row';
import { StickyHeaders } from '../groups/StickyHeaders';
import { useGroups } from '../groups/use-groups';
import { useColumnLayout } from '../layout/use-column-layout';
import { useDensity } from '../layout/use-layout';
import { usePipeline } from '../view/use-view';
import { useDrawn, useViewStore } from '../view/view-store';
import styles from './grid.module.css';
import { GRID_MODULES } from './modules';
import { useCellEdits } from './use-cell-edits';
import { COLUMN_TYPES, DEFAULT_COLUMN, useColumns } from './use-columns';
import type { Rows } from './use-rows';

export type OpportunityGridApi = GridApi<OpportunityRow>;

/** How long the focus must rest on a row before the open panel follows, ms. */
const FOLLOW_MS = 90;

interface PipelineGridProps {
  readonly rows: Rows;
  readonly apiRef: RefObject<OpportunityGridApi | null>;
  readonly onStage: (row: OpportunityRow, to: Target) => void;
  /** Stands over the rows when there is nothing to show in them. */
  readonly cover: ReactNode;
}

/** The grid of opportunities: Excel's keys, rows by windows, editing in place. */
export function PipelineGrid({ rows, apiRef, onStage, cover }: PipelineGridProps) {
  const { t } = useTranslation('pipeline');
  const { id: pipelineId, name } = usePipeline();
  const defaults = useGridDefaults(useDensity());
  const columnEvents = useColumnLayout();
  const groups = useGroups();
  // Space opens the panel here and selects nothing: the grid's own words would be wrong.
  const localeText = useMemo(
    () => ({
      ...defaults.localeText,
      ariaRowSelect: t('grid.rowHint'),
      ariaRowDeselect: t('grid.rowHint'),
    }),
    [defaults.localeText, t],
  );
  const columns = useColumns();
  const drawn = useDrawn(pipelineId);
  const openId = useViewStore((store) => store.openId);
  const open = useViewStore((store) => store.open);
  const onCellEditRequest = useCellEdits({ onStage, onRefused: rows.refresh });
  const frame = useRef<HTMLDivElement>(null);
  const sheet = useSheet(frame, apiRef);
  const offers = useEditOffers();
  const notify = useNotify();
  const follow = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const api = apiRef.current;
    if (api === null) return;
    if (openId === null) api.deselectAll();
    else api.getRowNode(openId)?.setSelected(true, true);
  }, [openId, apiRef]);
  useEffect(() => () => clearTimeout(follow.current), []);

  const onCellFocused = (event: CellFocusedEvent<OpportunityRow>) => {
    const { api, rowIndex } = event;
    sheet.onCellFocused(event);
    clearTimeout(follow.current);
    if (openId === null || rowIndex === null) return;
    const row = api.getDisplayedRowAtIndex(rowIndex)?.data;
    if (row === undefined || row.id === openId || groupOf(row) !== null) return;
    const { id } = row;
    follow.current = setTimeout(() => open(id), FOLLOW_MS);
  };

  const onCellKeyDown = (
    event: CellKeyDownEvent<OpportunityRow> | FullWidthCellKeyDownEvent<OpportunityRow>,
  ) => {
    const { event: key, data, api } = event;
    if (!(key instanceof KeyboardEvent) || key.isComposing || data === undefined) return;
    if (groups.onKey(event) || !('column' in event)) return;
    // The grid tells keys a moment later, when an editor may be closed already: its field is the witness.
    if (!(key.target instanceof Element && key.target.classList.contains('ag-cell'))) {
      if (key.key === 'Tab') leaveByTab(api, key);
      return;
    }
    const editable = event.column.isCellEditable(event.node);
    if (key.key === ' ' || key.key === '　') open(openId === data.id ? null : data.id);
    else if (key.key === 'Enter' && !editable) open(data.id);
    else if (key.key === 'Escape') open(null);
    else if (key.code === 'KeyE' && !editable) {
      const refusal = offers.cell('name');
      if (refusal === null) api.startEditingCell(startOf(event.rowIndex));
      else notify.info(refusal);
    } else return;
    key.preventDefault();
  };

  return (
    <div className={styles.frame} ref={frame}>
      <div className={styles.grid}>
        <AgGridReact<OpportunityRow>
          {...defaults}
          localeText={localeText}
          modules={GRID_MODULES}
          rowModelType="infinite"
          datasource={rows.datasource}
          cacheBlockSize={BLOCK_ROWS}
          maxBlocksInCache={20}
          maxConcurrentDatasourceRequests={2}
          // Rows that wait for data cost as much to draw as those that have it.
          infiniteInitialRowCount={1}
          // The first picture needs the rows in sight; those beyond the edges, for scrolling, come right after it.
          rowBuffer={drawn ? 10 : 0}
          getRowId={({ data }) => data.id}
          columnDefs={columns}
          columnTypes={COLUMN_TYPES}
          defaultColDef={DEFAULT_COLUMN}
          {...columnEvents}
          {...groups.options}
          readOnlyEdit
          invalidEditValueMode="block"
          enterNavigatesVerticallyAfterEdit
          stopEditingWhenCellsLoseFocus
          rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: false }}
          tooltipShowDelay={600}
          tooltipShowMode="whenTruncated"
          suppressNoRowsOverlay
          onGridReady={({ api }) => {
            apiRef.current = api;
            api.setGridAriaProperty('label', t('grid.label', { pipeline: name }));
          }}
          onGridPreDestroyed={() => {
            apiRef.current = null;
          }}
          onCellEditRequest={onCellEditRequest}
          onCellFocused={onCellFocused}
          onCellKeyDown={onCellKeyDown}
          onCellClicked={({ api, column, data }) => {
            // Other cells are clicked to be worked on; an open panel follows the focus anyway.
            if (data === undefined || column.getColId() !== 'name') return;
            if (api.getEditingCells().length === 0) open(data.id);
          }}
          onModelUpdated={({ api }) => {
            if (openId !== null) api.getRowNode(openId)?.setSelected(true, true);
          }}
        />
      </div>
      <StickyHeaders above={groups.above} />
      {cover === null ? null : <div className={styles.cover}>{cover}</div>}
    </div>
  );
}

/** Commits and goes one cell on; what cannot be read keeps its field open. */
function leaveByTab(api: OpportunityGridApi, key: KeyboardEvent): void {
  api.stopEditing();
  if (api.getEditingCells().length > 0) return;
  if (key.shiftKey) api.tabToPreviousCell();
  else api.tabToNextCell();
}

/** E starts with the name wherever it is pressed on a row. */
function startOf(rowIndex: number | null) {
  return { rowIndex: rowIndex ?? 0, colKey: 'name' };
}
