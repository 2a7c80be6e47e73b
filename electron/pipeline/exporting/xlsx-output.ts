import { neutralise } from '#shared/pipeline/csv-safe';
import { writeWhole } from './output-file';
import { Cleaner, type Column, type TableOutput, type Value } from './table-output';
import { contentTypes, HEAD, MAIN, ROOT_RELATIONS, styles, workbookParts } from './xlsx-parts';
import { ZipOutput } from './zip-output';

/** Rows of one sheet, with its header; what is more goes on in the next sheet. */
const SHEET_ROWS = 1_048_576;
const DAY_MS = 86_400_000;

/** Numbers of the cell styles in `xlsx-parts.ts`. */
const STYLE = { count: 0, text: 1, amount: 2, percent: 3, day: 4, header: 5, marked: 6 } as const;
const WIDTH = { count: 12, text: 24, amount: 16, percent: 10, day: 12 } as const;

/** Tables as sheets of one workbook, one after the other. */
export interface WorkbookOutput extends TableOutput {
  /** Ends the table before and begins another on a sheet of its own. */
  table(name: string, columns: readonly Column[]): void;
}

/** Writes a workbook whole or not at all; `fill` must finish it. What `fill` returns is returned. */
export function writeWorkbook<T>(
  target: string,
  columns: readonly Column[],
  words: WorkbookWords,
  fill: (output: WorkbookOutput) => T,
): T {
  return writeWhole(target, (file) => fill(xlsxOutput(new ZipOutput(file), columns, words)));
}

interface WorkbookWords {
  /** Name of the first table's sheet. */
  readonly sheet: string;
  /** Name of the sheet about the file. */
  readonly about: string;
  /** Decimals of amounts. */
  readonly digits: number;
}

/**
 * A table as the first sheet of a workbook, written row by row, with lines about it in a sheet behind. Numbers and days
 * are numbers and days; texts are texts, and one that begins like a formula has the apostrophe that keeps it text.
 *
 * @param sheetRows rows that one sheet takes, for tests
 */
export function xlsxOutput(
  zip: ZipOutput,
  first: readonly Column[],
  words: WorkbookWords,
  sheetRows = SHEET_ROWS,
): WorkbookOutput {
  const cleaner = new Cleaner();
  const sheets: string[] = [];
  let columns = first;
  let letters = columns.map((_column, at) => columnName(at));
  let sheet = words.sheet;
  /** Sheets before those of the present table. */
  let before = 0;
  let line = 0;

  const end = (): void => {
    const last = letters.at(-1) ?? 'A';
    zip.write(`</sheetData><autoFilter ref="A1:${last}${line}"/></worksheet>`);
  };
  const begin = (): void => {
    const own = sheets.length - before;
    sheets.push(own === 0 ? sheet : `${sheet} ${own + 1}`);
    zip.begin(`xl/worksheets/sheet${sheets.length}.xml`);
    const widths = columns.map(
      ({ kind }, at) =>
        `<col min="${at + 1}" max="${at + 1}" width="${WIDTH[kind]}" customWidth="1"/>`,
    );
    zip.write(
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`,
    );
    line = 1;
    const headers = columns.map(({ header }, at) =>
      textCell(`${letters[at] ?? ''}1`, header, STYLE.header, cleaner),
    );
    zip.write(`<row r="1">${headers.join('')}</row>`);
  };

  begin();
  return {
    table(next, nextColumns) {
      end();
      sheet = next;
      columns = nextColumns;
      letters = columns.map((_column, at) => columnName(at));
      before = sheets.length;
      begin();
    },
    row(values, marked) {
      if (line >= sheetRows) {
        end();
        begin();
      }
      line += 1;
      let row = `<row r="${line}">`;
      for (const [at, value] of values.entries()) {
        const kind = columns[at]?.kind ?? 'text';
        const place = `${letters[at] ?? columnName(at)}${line}`;
        row +=
          marked?.has(at) === true
            ? textCell(place, String(value ?? ''), STYLE.marked, cleaner)
            : cell(place, value, kind, cleaner);
      }
      zip.write(`${row}</row>`);
    },
    finish(about) {
      end();
      sheets.push(words.about);
      zip.begin(`xl/worksheets/sheet${sheets.length}.xml`);
      zip.write(
        `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="70" customWidth="1"/></cols><sheetData>`,
      );
      for (const [at, [label, value]] of about.entries()) {
        const title = textCell(`A${at + 1}`, label, STYLE.header, cleaner);
        const shown =
          typeof value === 'number'
            ? `<c r="B${at + 1}"><v>${value}</v></c>`
            : textCell(`B${at + 1}`, value ?? '', STYLE.text, cleaner);
        zip.write(`<row r="${at + 1}">${title}${shown}</row>`);
      }
      zip.write('</sheetData></worksheet>');
      const { workbook, relations } = workbookParts(sheets.map(escapeXml));
      const parts = [
        ['[Content_Types].xml', contentTypes(sheets.length)],
        ['_rels/.rels', ROOT_RELATIONS],
        ['xl/workbook.xml', workbook],
        ['xl/_rels/workbook.xml.rels', relations],
        ['xl/styles.xml', styles(words.digits)],
      ] as const;
      for (const [name, text] of parts) {
        zip.begin(name);
        zip.write(text);
      }
      zip.finish();
    },
    removed: () => cleaner.removed,
  };
}

function cell(at: string, value: Value, kind: Column['kind'], cleaner: Cleaner): string {
  if (value === null || value === '') return '';
  if (kind === 'text') return textCell(at, String(value), STYLE.text, cleaner);
  const number = kind === 'day' ? daySerial(String(value)) : value;
  return `<c r="${at}" s="${STYLE[kind]}"><v>${number}</v></c>`;
}

function textCell(at: string, text: string, style: number, cleaner: Cleaner): string {
  const safe = escapeXml(escapeControls(neutralise(cleaner.clean(text))));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`;
}

/** Days since the beginning of 1900 as spreadsheets count them, with a 29 February 1900 that never was. */
function daySerial(day: string): number {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY_MS);
  return days < 61 ? days - 1 : days;
}

/** XML turns a carriage return into a line feed; `_x000D_` keeps it, and `_x005F_` a text that looks like that. */
function escapeControls(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_');
}

const XML_NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll(/[&<>"]/g, (character) => XML_NAMES[character] ?? character)
    : text;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
