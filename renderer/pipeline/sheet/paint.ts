import type { CellClassParams, CellClassRules } from 'ag-grid-community';
import type { OpportunityRow } from '#shared/pipeline/model';
import { activeBlock, edgesAt, isRange } from '#shared/pipeline/sheet/selection';
import styles from './sheet.module.css';
import { useSheetStore } from './sheet-store';

type Mark = 'selected' | 'top' | 'bottom' | 'left' | 'right' | 'handle' | 'ghost';
const MARKS: readonly Mark[] = ['selected', 'top', 'bottom', 'left', 'right', 'handle', 'ghost'];
const NONE: ReadonlySet<Mark> = new Set();

/** The marks of a cell by its place in the view. */
function marksAt(row: number, columnId: string): ReadonlySet<Mark> {
  const { selection, fields, handle, ghost } = useSheetStore.getState();
  if (selection === null) return NONE;
  const column = fields.findIndex((field) => field === columnId);
  if (column < 0) return NONE;
  const marks = new Set<Mark>();
  const block = activeBlock(selection);
  const single = handle && selection.others.length === 0;
  if (single && row === block.bottom && column === block.right) marks.add('handle');
  const inGhost =
    ghost !== null &&
    row >= ghost.top &&
    row <= ghost.bottom &&
    column >= ghost.left &&
    column <= ghost.right;
  if (inGhost) marks.add('ghost');
  const edges = isRange(selection) ? edgesAt(selection, { row, column }) : null;
  if (edges === null) return marks;
  const { anchor } = selection;
  // The cell with the focus keeps its ground, as in Excel.
  if (row !== anchor.row || column !== anchor.column) marks.add('selected');
  for (const side of ['top', 'bottom', 'left', 'right'] as const) if (edges[side]) marks.add(side);
  return marks;
}

const classOf = (mark: Mark): string => styles[mark] ?? mark;

/** Marks cells that come onto the screen. */
export const SHEET_CELL_RULES: CellClassRules<OpportunityRow> = Object.fromEntries(
  MARKS.map((mark) => [
    classOf(mark),
    ({ rowIndex, column }: CellClassParams<OpportunityRow>) =>
      marksAt(rowIndex, column.getColId()).has(mark),
  ]),
);

/** Marks the cells that are on the screen; cheap enough for every move of the pointer. */
export function paint(root: HTMLElement): void {
  for (const cell of root.querySelectorAll<HTMLElement>('.ag-cell')) {
    const place = placeOf(cell);
    const marks = place === null ? NONE : marksAt(place.row, place.columnId);
    for (const mark of MARKS) cell.classList.toggle(classOf(mark), marks.has(mark));
  }
}

/** The place of a cell's element. */
export function placeOf(cell: Element): { readonly row: number; readonly columnId: string } | null {
  const row = cell.closest('[row-index]')?.getAttribute('row-index');
  const columnId = cell.getAttribute('col-id');
  if (row === null || row === undefined || columnId === null) return null;
  return { row: Number(row), columnId };
}
