import type { GridField } from '#shared/pipeline/model';
import {
  activeBlock,
  addBlock,
  type Block,
  type CellAt,
  cellSelection,
  extendTo,
  fillTarget,
  isRange,
  type Selection,
} from '#shared/pipeline/sheet/selection';
import { placeOf } from './paint';

/** The size of the corner that belongs to the fill handle, px. */
const HANDLE_PX = 9;
/** How often a drag outside the rows scrolls one on, ms. */
const SCROLL_MS = 40;

/** What the pointer needs of the sheet. */
export interface PointerNeeds {
  readonly selection: () => Selection | null;
  /** Whether there is a fill handle. */
  readonly handle: () => boolean;
  readonly fields: () => readonly GridField[];
  readonly rows: () => number;
  readonly select: (selection: Selection) => void;
  readonly show: (cell: CellAt) => void;
  readonly ghost: (block: Block | null) => void;
  readonly fill: (block: Block) => void;
}

/** The cell under a point, by its place; null outside cells. */
function cellUnder(x: number, y: number, fields: readonly GridField[]): CellAt | null {
  const element = document.elementFromPoint(x, y)?.closest('.ag-cell') ?? null;
  return element === null ? null : cellOf(element, fields);
}

function cellOf(element: Element, fields: readonly GridField[]): CellAt | null {
  const place = placeOf(element);
  const column = fields.findIndex((field) => field === place?.columnId);
  return place === null || column < 0 ? null : { row: place.row, column };
}

/** Whether the press is on the fill handle as it is drawn: a single cell without the focus has none. */
function onHandle(cell: Element, { clientX, clientY }: MouseEvent, isShown: boolean): boolean {
  if (!isShown) return false;
  const { right, bottom } = cell.getBoundingClientRect();
  return right - clientX <= HANDLE_PX && bottom - clientY <= HANDLE_PX;
}

/**
 * A press on a cell: begins a selection, extends it (Shift), adds a further block (Ctrl or ⌘), or drags the fill handle.
 * @returns true when the grid must not see the press: the focus stays where it is
 */
export function pressed(event: MouseEvent, needs: PointerNeeds): boolean {
  if (event.button !== 0 || !(event.target instanceof Element)) return false;
  if (event.target.closest('input, textarea, select, button') !== null) return false;
  const element = event.target.closest('.ag-cell');
  const cell = element === null ? null : cellOf(element, needs.fields());
  if (element === null || cell === null) return false;
  if (element.classList.contains('ag-cell-inline-editing')) return false;
  const present = needs.selection();
  const canFill = needs.handle() && present?.others.length === 0;
  if (canFill && onHandle(element, event, isRange(present) || element.matches(':focus'))) {
    const block = activeBlock(present);
    if (block.bottom === cell.row && block.right === cell.column) {
      dragFill(block, needs);
      return true;
    }
  }
  if (event.shiftKey && present !== null) {
    needs.select(extendTo(present, cell));
    drag(needs);
    return true;
  }
  const further = (event.ctrlKey || event.metaKey) && present !== null;
  needs.select(further ? addBlock(present, cell) : cellSelection(cell));
  drag(needs);
  return false;
}

/** Follows the pointer until it is released; outside the rows it goes on by itself. */
function follow(needs: PointerNeeds, to: (cell: CellAt) => void, done: () => void): void {
  let last: CellAt | null = null;
  let [x, y] = [0, 0];
  let moved = false;
  const take = () => {
    if (!moved) return;
    const cell = cellUnder(x, y, needs.fields()) ?? beyond(y, last, needs);
    if (cell === null || (cell.row === last?.row && cell.column === last.column)) return;
    last = cell;
    to(cell);
    needs.show(cell);
  };
  const onMove = (event: MouseEvent) => {
    moved = true;
    [x, y] = [event.clientX, event.clientY];
    take();
  };
  const timer = setInterval(take, SCROLL_MS);
  const stop = () => {
    clearInterval(timer);
    window.removeEventListener('mousemove', onMove);
    window.removeEventListener('mouseup', stop);
    done();
  };
  window.addEventListener('mousemove', onMove);
  window.addEventListener('mouseup', stop);
}

/** One row further in the direction in which the pointer has left the rows. */
function beyond(y: number, last: CellAt | null, needs: PointerNeeds): CellAt | null {
  const body = document.querySelector('.ag-grid-viewport');
  if (body === null || last === null) return null;
  const { top, bottom } = body.getBoundingClientRect();
  if (y > bottom) return { ...last, row: Math.min(needs.rows() - 1, last.row + 1) };
  if (y < top) return { ...last, row: Math.max(0, last.row - 1) };
  return null;
}

function drag(needs: PointerNeeds): void {
  follow(
    needs,
    (cell) => {
      const selection = needs.selection();
      if (selection !== null) needs.select(extendTo(selection, cell));
    },
    () => undefined,
  );
}

function dragFill(source: Block, needs: PointerNeeds): void {
  let target: Block | null = null;
  follow(
    needs,
    (cell) => {
      target = fillTarget(source, cell);
      needs.ghost(target);
    },
    () => {
      needs.ghost(null);
      if (target !== null) needs.fill(target);
    },
  );
}
