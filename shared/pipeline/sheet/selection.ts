/** A cell by its place in the view: row from the top, column from the left, both from 0. */
export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells; all four sides belong to it. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Rows from a place to a place; both belong to it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What is selected in a sheet: the block between the cell where it began (`anchor`, it has the focus) and the cell to
 * which it was extended (`lead`), and blocks that were selected before with Ctrl held.
 */
export interface Selection {
  readonly anchor: CellAt;
  readonly lead: CellAt;
  readonly others: readonly Block[];
}

/** How many rows and columns the view has. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** One cell. */
export function cellSelection(cell: CellAt): Selection {
  return { anchor: cell, lead: cell, others: [] };
}

/** The block between two cells, in any order. */
function blockBetween(a: CellAt, b: CellAt): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** The block that Shift extends. */
export function activeBlock({ anchor, lead }: Selection): Block {
  return blockBetween(anchor, lead);
}

/** All blocks, the active one last. They may overlap. */
export function blocksOf(selection: Selection): readonly Block[] {
  return [...selection.others, activeBlock(selection)];
}

/** Extended from its anchor to another cell. */
export function extendTo(selection: Selection, lead: CellAt): Selection {
  return { ...selection, lead };
}

/** A further block that begins at `cell`; what was selected stays. */
export function addBlock(selection: Selection, cell: CellAt): Selection {
  return { anchor: cell, lead: cell, others: blocksOf(selection) };
}

/** Extended by one cell, or to the edge of the view. */
export function extendBy(
  selection: Selection,
  direction: Direction,
  toEdge: boolean,
  extent: Extent,
): Selection {
  const { row, column } = selection.lead;
  const lastRow = Math.max(0, extent.rows - 1);
  const lastColumn = Math.max(0, extent.columns - 1);
  switch (direction) {
    case 'up':
      return extendTo(selection, { row: toEdge ? 0 : Math.max(0, row - 1), column });
    case 'down':
      return extendTo(selection, { row: toEdge ? lastRow : Math.min(lastRow, row + 1), column });
    case 'left':
      return extendTo(selection, { row, column: toEdge ? 0 : Math.max(0, column - 1) });
    case 'right':
      return extendTo(selection, {
        row,
        column: toEdge ? lastColumn : Math.min(lastColumn, column + 1),
      });
  }
}

/** All columns of the selected rows. */
export function wholeRows(selection: Selection, columns: number): Selection {
  const right = Math.max(0, columns - 1);
  return {
    anchor: { row: selection.anchor.row, column: 0 },
    lead: { row: selection.lead.row, column: right },
    others: selection.others.map((block) => ({ ...block, left: 0, right })),
  };
}

/** Every cell of the view; the anchor is the first. */
export function wholeView({ rows, columns }: Extent): Selection {
  return {
    anchor: { row: 0, column: 0 },
    lead: { row: Math.max(0, rows - 1), column: Math.max(0, columns - 1) },
    others: [],
  };
}

/** True for more than one cell. */
export function isRange(selection: Selection): boolean {
  const { anchor, lead, others } = selection;
  return others.length > 0 || anchor.row !== lead.row || anchor.column !== lead.column;
}

const holds = (block: Block, { row, column }: CellAt): boolean =>
  row >= block.top && row <= block.bottom && column >= block.left && column <= block.right;

/** Whether a cell is selected, and on which sides its block ends. Null when it is not. */
export function edgesAt(
  selection: Selection,
  cell: CellAt,
): { top: boolean; bottom: boolean; left: boolean; right: boolean } | null {
  const block = blocksOf(selection).findLast((one) => holds(one, cell));
  if (block === undefined) return null;
  return {
    top: block.top === cell.row,
    bottom: block.bottom === cell.row,
    left: block.left === cell.column,
    right: block.right === cell.column,
  };
}

/** Spans in order, those that touch or overlap made one. */
function merged(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** The selected rows, each once. */
export function rowSpans(selection: Selection): Span[] {
  return merged(blocksOf(selection).map(({ top, bottom }) => ({ from: top, to: bottom })));
}

/** The selected rows of each selected column, every cell once, columns from the left. */
export function columnSpans(
  selection: Selection,
): { readonly column: number; readonly spans: Span[] }[] {
  const blocks = blocksOf(selection);
  const columns = new Set(
    blocks.flatMap(({ left, right }) =>
      Array.from({ length: right - left + 1 }, (_none, place) => left + place),
    ),
  );
  return [...columns]
    .toSorted((a, b) => a - b)
    .map((column) => ({
      column,
      spans: merged(
        blocks
          .filter(({ left, right }) => column >= left && column <= right)
          .map(({ top, bottom }) => ({ from: top, to: bottom })),
      ),
    }));
}

/** Number of rows in spans. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** The cells that a fill to `cell` would write: below, above or to the right of the source; null inside it. */
export function fillTarget(source: Block, { row, column }: CellAt): Block | null {
  const down = row - source.bottom;
  const up = source.top - row;
  const right = column - source.right;
  if (right > 0 && right >= Math.max(down, up)) {
    return { ...source, left: source.right + 1, right: column };
  }
  if (down > 0) return { ...source, top: source.bottom + 1, bottom: row };
  return up > 0 ? { ...source, top: row, bottom: source.top - 1 } : null;
}
