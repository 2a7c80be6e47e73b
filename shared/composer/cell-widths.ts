/** Cells up to this width are kept on one line: a name, a date range, a fingerprint. */
const SHORT = 28;
/** What a line of a printed table holds beside its padding, in the same unit at 9 pt. */
const LINE = 108;
const PADDING = 2.2;

/** A word of a header longer than this is broken. */
const LONGEST_WORD = 12;

/** Width of a text's longest line: an ideograph 2, everything else 1. */
function widthOf(text: string): number {
  const lines = text.split('\n').map((line) => {
    const wide = line.match(/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/g)?.length ?? 0;
    return line.length + wide;
  });
  return Math.max(...lines);
}

/** Whether a cell is short enough to stay on one line where its table has room. */
export const isShort = (cell: string): boolean => widthOf(cell) <= SHORT;

/**
 * Whether a page is wide enough for a table whose short cells do not wrap. Headers may wrap between words; long cells
 * are counted as short ones.
 */
export function hasRoom(header: readonly string[], rows: readonly (readonly string[])[]): boolean {
  // A table of one's own may have no header.
  const titles = header.length > 0 ? header : (rows[0] ?? []).map(() => '');
  const columns = titles.map((title, column) => {
    const cells = rows.map((row) => Math.min(SHORT, widthOf(row[column] ?? '')));
    const words = title.split(/[\s，]|(?=（)/).map(widthOf);
    return Math.max(0, ...cells, ...words.map((width) => Math.min(LONGEST_WORD, width))) + PADDING;
  });
  return columns.reduce((sum, width) => sum + width, 0) <= LINE;
}
