import type { Block, RenderedTable } from './model';

type TableSource = Extract<Block, { kind: 'table' }>['source'];
export type OwnCells = Extract<TableSource, { kind: 'cells' }>;

/** An amount, a share or a number as people write it: `-¥1.2万`, `12.5%`, `1,200`, `(300)`. */
const FIGURE =
  /^[(（]?[-+\u2212]?\s?(?:[A-Z]{3}\s?|[¥￥$€£])?\d[\d,.]*\s?(?:%|[万亿KMB元])?[)）]?$/;
const NOTHING = /^[-–—\s]*$/;

/** Whether the first row of a table of one's own is its header; it is unless somebody said otherwise. */
export const hasHeader = ({ header }: OwnCells): boolean => header !== false;

/** A table of one's own as it is printed; columns that hold nothing but figures stand to the right. */
export function ownTable(source: OwnCells): RenderedTable {
  const [first = [], ...others] = source.rows;
  const rows = hasHeader(source) ? others : source.rows;
  return {
    header: hasHeader(source) ? first : [],
    rows,
    numeric: first.map(
      (_, column) => column > 0 && isFigures(rows.map((row) => row[column] ?? '')),
    ),
    note: '',
  };
}

function isFigures(cells: readonly string[]): boolean {
  const written = cells.map((cell) => cell.trim()).filter((cell) => !NOTHING.test(cell));
  return written.length > 0 && written.every((cell) => FIGURE.test(cell));
}
