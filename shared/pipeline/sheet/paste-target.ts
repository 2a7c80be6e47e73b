import { activeBlock, type Block, type Extent, type Selection } from './selection';

/** Where a block from the clipboard goes, or why it does not fit. */
export type PasteTarget =
  | {
      readonly ok: true;
      readonly block: Block;
      /** Rows of the clipboard for which there is no row below. */
      readonly cutRows: number;
    }
  /** More columns than there are from here to the right edge. */
  | {
      readonly ok: false;
      readonly problem: 'tooWide';
      readonly given: number;
      readonly free: number;
    }
  /** Several columns are selected, and the clipboard has another number of them. */
  | {
      readonly ok: false;
      readonly problem: 'otherWidth';
      readonly given: number;
      readonly free: number;
    }
  | { readonly ok: false; readonly problem: 'severalBlocks' };

/**
 * Where a block of `rows` × `columns` cells is pasted, as in Excel: over a selection that is a whole multiple of it the
 * block repeats (one value fills everything); otherwise it starts at the first selected cell. A number of columns that
 * does not fit is not guessed at.
 */
export function pasteTarget(
  given: { readonly rows: number; readonly columns: number },
  selection: Selection,
  extent: Extent,
): PasteTarget {
  if (selection.others.length > 0) return { ok: false, problem: 'severalBlocks' };
  const block = activeBlock(selection);
  const height = block.bottom - block.top + 1;
  const width = block.right - block.left + 1;
  if (height % given.rows === 0 && width % given.columns === 0) {
    return { ok: true, block, cutRows: 0 };
  }
  if (width > 1 && width % given.columns !== 0) {
    return { ok: false, problem: 'otherWidth', given: given.columns, free: width };
  }
  const free = extent.columns - block.left;
  if (given.columns > free) {
    return { ok: false, problem: 'tooWide', given: given.columns, free };
  }
  const rows = Math.min(given.rows, extent.rows - block.top);
  const right = block.left + Math.max(width, given.columns) - 1;
  return {
    ok: true,
    block: { ...block, bottom: block.top + rows - 1, right },
    cutRows: given.rows - rows,
  };
}
