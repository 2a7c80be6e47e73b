import type { CellFocusedEvent } from 'ag-grid-community';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Grouping } from '#shared/pipeline/grid-groups';
import type { GridField, GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { opensField, sheetKeyOf } from '#renderer/kit/grid/grid-keys';
import { useNotify } from '#renderer/kit/notify';
import {
  activeBlock,
  type CellAt,
  cellSelection,
  type Direction,
  extendBy,
  isRange,
  rowSpans,
  type Selection,
  wholeRows,
  wholeView,
} from '#shared/pipeline/sheet/selection';
import { useEditOffers } from '../change/use-edit-offers';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { useLayout } from '../layout/use-layout';
import { useView } from '../view/use-view';
import { paint, placeOf } from './paint';
import { pressed } from './pointer';
import { useSheetStore } from './sheet-store';
import { useCopy } from './use-copy';
import { useFill } from './use-fill';
import { usePaste } from './use-paste';
import { useSheetEdits } from './use-sheet-edits';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Keys of what needs the right to change many cells. */
const CHANGES_MANY: ReadonlySet<string> = new Set([
  'grid.fillDown',
  'grid.fillRight',
  'grid.today',
  'grid.clear',
  'grid.bulkEdit',
  'grid.deleteRows',
]);

/** The columns of the view from the left. */
function fieldsOf(api: OpportunityGridApi | null): readonly GridField[] {
  // The ids of our columns are the fields they show.
  return (api?.getAllDisplayedColumns() ?? []).map((column) => column.getColId() as GridField);
}

/**
 * Makes the grid behave as a sheet: ranges, clipboard, filling, deleting. Listens on the
 * element around the grid, before the grid does.
 */
export function useSheet(
  frame: RefObject<HTMLElement | null>,
  api: RefObject<OpportunityGridApi | null>,
): { readonly onCellFocused: (event: CellFocusedEvent<OpportunityRow>) => void } {
  const { query } = useView();
  const { grouping } = useLayout().layout;
  const edits = useSheetEdits();
  const offers = useEditOffers();
  const notify = useNotify();
  const fills = useFill(api, edits);
  const fields = () => fieldsOf(api.current);
  const extent = () => ({
    rows: api.current?.getDisplayedRowCount() ?? 0,
    columns: fields().length,
  });
  const onCopy = useCopy(api);
  const onPaste = usePaste(edits, extent);
  const select = (selection: Selection | null) =>
    // Lines among headers of groups are no places of the query: there is nothing to select by.
    useSheetStore.getState().select(grouping === null ? selection : null, fields());
  const show = ({ row, column }: CellAt) => {
    const field = fields()[column];
    api.current?.ensureIndexVisible(row);
    if (field !== undefined) api.current?.ensureColumnVisible(field);
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { selection } = useSheetStore.getState();
    if (selection === null || !isCell(event.target)) return;
    const refusal = offers.cell(fields()[selection.anchor.column] ?? '');
    if (refusal !== null && (opensField(event) || sheetKeyOf(event) === 'grid.list')) {
      take(event);
      notify.info(refusal);
      return;
    }
    if (event.key === 'Process') {
      // Not prevented: the input method goes on in the field that opens under it, and its text replaces what was there.
      event.stopPropagation();
      flushSync(() => startEditing(api.current, selection, fields()));
      return;
    }
    if (event.key === 'Escape' && !event.isComposing && isRange(selection)) {
      select(cellSelection(selection.anchor));
      take(event);
      return;
    }
    const id = sheetKeyOf(event);
    if (id === null) return;
    take(event);
    if (offers.many !== null && CHANGES_MANY.has(id)) {
      notify.info(offers.many);
      return;
    }
    const extend = (toEdge: boolean) => {
      const next = extendBy(selection, ARROWS[event.key] ?? 'down', toEdge, extent());
      select(next);
      show(next.lead);
    };
    switch (id) {
      case 'grid.extend':
        return extend(false);
      case 'grid.extendToEdge':
        return extend(true);
      case 'grid.selectRow':
        return select(wholeRows(selection, extent().columns));
      case 'grid.selectAll':
        return select(wholeView(extent()));
      case 'grid.fillDown':
        return fills.down();
      case 'grid.fillRight':
        return fills.right();
      case 'grid.today':
        return fills.today();
      case 'grid.clear':
        return fills.clear();
      case 'grid.bulkEdit':
        return useSheetStore.getState().openBulk(rowSpans(selection));
      case 'grid.deleteRows':
        return void edits.remove({ query, spans: rowSpans(selection) });
      case 'grid.list':
        return startEditing(api.current, selection, fields());
    }
  });

  /** True while a press belongs to the sheet alone. */
  const kept = useRef(false);
  const onPress = useEffectEvent((event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    kept.current = pressed(event, {
      selection: () => useSheetStore.getState().selection,
      handle: () => useSheetStore.getState().handle,
      fields,
      rows: () => extent().rows,
      select,
      show,
      ghost: (block) => useSheetStore.getState().setGhost(block),
      fill: (block) => {
        const { selection } = useSheetStore.getState();
        if (selection !== null) fills.fill(activeBlock(selection), block);
      },
    });
    // Not prevented: without its mouse events the drag would never end.
    if (kept.current) event.stopPropagation();
  });
  const onMouseDown = useEffectEvent((event: MouseEvent) => {
    // The grid listens to the pointer, the browser moves the focus with the mouse event that follows.
    if (kept.current) take(event);
    kept.current = false;
  });

  const onClick = useEffectEvent((event: MouseEvent) => {
    // What was pressed to select must not open anything.
    const { selection } = useSheetStore.getState();
    if (selection !== null && isRange(selection) && within(event.target)) event.stopPropagation();
  });
  const onDoubleClick = useEffectEvent(({ target }: MouseEvent) => {
    const cell = target instanceof Element ? target.closest('.ag-cell') : null;
    const refusal = offers.cell((cell === null ? null : placeOf(cell))?.columnId ?? '');
    if (refusal !== null) notify.info(refusal);
  });
  // These events go to where the text caret was last, such as the search, and not to the cell that has the focus.
  const focusedHere = () =>
    isCell(document.activeElement) && frame.current?.contains(document.activeElement) === true;
  const copy = useEffectEvent((event: ClipboardEvent) => {
    if (focusedHere()) onCopy(event);
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (!focusedHere()) return;
    if (offers.many === null) onPaste(event);
    else notify.info(offers.many);
  });

  useEffect(() => {
    const root = frame.current;
    if (root === null) return undefined;
    const key = (event: KeyboardEvent) => onKey(event);
    const press = (event: PointerEvent) => onPress(event);
    const mouseDown = (event: MouseEvent) => onMouseDown(event);
    const click = (event: MouseEvent) => onClick(event);
    const doubleClick = (event: MouseEvent) => onDoubleClick(event);
    const copied = (event: ClipboardEvent) => copy(event);
    const pasted = (event: ClipboardEvent) => paste(event);
    root.addEventListener('keydown', key, true);
    root.addEventListener('pointerdown', press, true);
    root.addEventListener('mousedown', mouseDown, true);
    root.addEventListener('click', click, true);
    root.addEventListener('dblclick', doubleClick, true);
    document.addEventListener('copy', copied);
    document.addEventListener('paste', pasted);
    const stopPainting = useSheetStore.subscribe((now, before) => {
      if (
        now.selection !== before.selection ||
        now.ghost !== before.ghost ||
        now.handle !== before.handle
      )
        paint(root);
    });
    return () => {
      root.removeEventListener('keydown', key, true);
      root.removeEventListener('pointerdown', press, true);
      root.removeEventListener('mousedown', mouseDown, true);
      root.removeEventListener('click', click, true);
      root.removeEventListener('dblclick', doubleClick, true);
      document.removeEventListener('copy', copied);
      document.removeEventListener('paste', pasted);
      stopPainting();
      useSheetStore.getState().select(null, []);
    };
  }, [frame]);

  useEffect(() => useSheetStore.getState().offerHandle(offers.many === null), [offers]);

  const onQuery = useEffectEvent((_now: GridQuery, _grouping: Grouping | null) => {
    // The rows under the places are others now.
    const { selection } = useSheetStore.getState();
    if (selection !== null) select(cellSelection(selection.anchor));
  });
  useEffect(() => onQuery(query, grouping), [query, grouping]);

  return {
    onCellFocused: ({ rowIndex, column }) => {
      if (rowIndex === null || column === null) return;
      const id = typeof column === 'string' ? column : column.getColId();
      const place = { row: rowIndex, column: fields().findIndex((field) => field === id) };
      const { selection } = useSheetStore.getState();
      const { anchor } = selection ?? { anchor: null };
      if (place.column < 0) return;
      if (anchor?.row === place.row && anchor.column === place.column) return;
      select(cellSelection(place));
    },
  };
}

function take(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A cell itself, not a field in it. */
function isCell(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.classList.contains('ag-cell') &&
    !target.classList.contains('ag-cell-inline-editing')
  );
}

function within(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.ag-cell') !== null;
}

function startEditing(
  api: OpportunityGridApi | null,
  { anchor }: Selection,
  fields: readonly GridField[],
): void {
  const colKey = fields[anchor.column];
  if (colKey !== undefined) api?.startEditingCell({ rowIndex: anchor.row, colKey });
}
