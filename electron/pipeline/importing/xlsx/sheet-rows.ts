import { cellNumberText, columnOf } from '#shared/pipeline/sheet-values';
import { checkCell, checkLength, checkWidth } from '../limits';
import { readSharedStrings, TextItem } from './shared-strings';
import type { Sheet, Workbook } from './workbook';
import { readXml } from './xml-part';

/** A row's cells as text and its number in the sheet, 1-based. False ends the reading. */
export type OnRow = (cells: string[], line: number) => boolean;

/** What a sheet holds that a table of values cannot. */
export interface SheetCounts {
  /** Cells with an error such as #N/A: read as empty. */
  errors: number;
  /** Cells with a formula: the value that was stored with it is read. */
  formulas: number;
  /** Merged areas: the value stands in their first cell, the others are empty. */
  merged: number;
}

/**
 * The rows of a sheet that have a value, top to bottom, with empty cells as empty texts.
 *
 * @param onPiece called now and then; may throw to stop
 * @throws SandtableError TABLE_TOO_WIDE, TABLE_TOO_LONG, CELL_TOO_LONG and those of archive and XML
 */
export function readSheet(
  workbook: Workbook,
  sheet: Sheet,
  onRow: OnRow,
  onPiece: () => void,
): SheetCounts {
  const { zip, kinds, from1904 } = workbook;
  const shared = readSharedStrings(zip, workbook.sharedStrings, onPiece);
  const counts: SheetCounts = { errors: 0, formulas: 0, merged: 0 };
  const item = new TextItem();
  let cells: string[] = [];
  let line = 0;
  let rows = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let stored = '';
  let inValue = false;
  let inString = false;
  let goingOn = true;

  const valueOf = (): string => {
    switch (type) {
      case 's':
        return shared[Number(stored)] ?? '';
      case 'inlineStr':
      case 'str':
        return item.take();
      case 'b':
        return stored.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        counts.errors += 1;
        return '';
      case 'd':
        return stored.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?$/, '');
      default:
        return cellNumberText(stored, kinds[style] ?? 'number', from1904);
    }
  };
  const endCell = (): void => {
    const text = stored === '' && type !== 'inlineStr' && type !== 'str' ? '' : valueOf();
    if (text === '') return;
    checkWidth(column + 1, line);
    checkCell(text, line, column);
    while (cells.length < column) cells.push('');
    cells[column] = text;
  };
  const endRow = (): void => {
    if (cells.length === 0 || !goingOn) return;
    rows += 1;
    // The first of them is the header.
    checkLength(rows - 1);
    goingOn = onRow(cells, line);
  };

  readXml(zip, sheet.entry, {
    open(element, attributes) {
      switch (element) {
        case 'row': {
          const given = Number(attributes['r']);
          line = Number.isSafeInteger(given) && given > line ? given : line + 1;
          cells = [];
          column = -1;
          break;
        }
        case 'c': {
          const given = columnOf(attributes['r'] ?? '');
          column = given > column ? given : column + 1;
          type = attributes['t'] ?? 'n';
          style = Number(attributes['s'] ?? 0);
          stored = '';
          item.begin();
          break;
        }
        case 'v':
          inValue = true;
          if (type === 'str') item.open('t');
          break;
        case 'f':
          counts.formulas += 1;
          break;
        case 'is':
          inString = true;
          break;
        case 'mergeCell':
          counts.merged += 1;
          break;
        default:
          if (inString) item.open(element);
      }
    },
    close(element) {
      if (element === 'c') endCell();
      else if (element === 'row') endRow();
      else if (element === 'v') {
        inValue = false;
        if (type === 'str') item.close('t');
      } else if (element === 'is') inString = false;
      else if (inString) item.close(element);
    },
    text(text) {
      if (inString || (inValue && type === 'str')) item.add(text);
      else if (inValue) stored += text;
    },
    goOn() {
      onPiece();
      return goingOn;
    },
  });
  return counts;
}
