import { SandtableError } from '#shared/errors';
import type { SheetFormat, TableNotice } from '#shared/pipeline/import-model';
import { HEADER_SEARCH_ROWS, headerRowIndex } from '#shared/pipeline/sheet-values';
import { checkHeader } from '../limits';
import type { RecordSource } from '../record-source';
import { readSheet, type SheetCounts } from './sheet-rows';
import { openWorkbook, type Sheet, type Workbook } from './workbook';
import { attribute, readXml } from './xml-part';

/** What the first look at a workbook tells. */
export interface WorkbookHead {
  readonly format: SheetFormat;
  readonly sheets: { name: string; hidden: boolean }[];
  readonly headers: string[];
  readonly samples: string[][];
  readonly bytes: number;
  readonly notices: TableNotice[];
}

/**
 * Looks at the start of a sheet: the one asked for, else the first that is not hidden. The row of the headers is found
 * when it is not given.
 *
 * @throws SandtableError SHEET_NOT_FOUND, IMPORT_FILE_EMPTY, IMPORT_HEADER_INVALID and those of {@link openWorkbook}
 */
export function workbookHead(
  path: string,
  asked: { readonly sheet: string | null; readonly headerRow: number | null },
  samples: number,
): WorkbookHead {
  return withWorkbook(path, (workbook) => {
    if (asked.sheet !== null) return headOf(workbook, chosenSheet(workbook, asked.sheet));
    // The first sheet in sight that holds a table; covers and empty sheets before it are passed by.
    const sheets = workbook.sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden));
    for (const sheet of sheets) {
      try {
        return headOf(workbook, sheet);
      } catch (error) {
        const empty = error instanceof SandtableError && error.code === 'IMPORT_FILE_EMPTY';
        if (!empty) throw error;
      }
    }
    throw new SandtableError('IMPORT_FILE_EMPTY', 'no sheet has rows');
  });

  function headOf(workbook: Workbook, sheet: Sheet): WorkbookHead {
    const first: { cells: string[]; line: number }[] = [];
    const wanted = HEADER_SEARCH_ROWS + samples;
    const from = asked.headerRow ?? 1;
    readSheet(
      workbook,
      sheet,
      (cells, line) => {
        if (line >= from) first.push({ cells, line });
        return first.length < wanted;
      },
      () => undefined,
    );
    const index =
      asked.headerRow === null
        ? headerRowIndex(first.slice(0, HEADER_SEARCH_ROWS).map(({ cells }) => cells))
        : 0;
    const [header, ...rows] = first.slice(index);
    if (header === undefined || rows.length === 0) {
      throw new SandtableError('IMPORT_FILE_EMPTY', 'the sheet has no rows');
    }
    checkHeader(header.cells);
    return {
      format: { sheet: sheet.name, headerRow: header.line },
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      headers: header.cells,
      samples: rows.slice(0, samples).map(({ cells }) => cells),
      bytes: workbook.zip.bytes,
      notices: [...workbook.notices],
    };
  }
}

/** A sheet as a source of records: the rows below its header row. */
export function xlsxSource(path: string, format: SheetFormat): RecordSource {
  let counts: SheetCounts | null = null;
  let about: readonly TableNotice[] = [];
  return {
    countLines: () =>
      withWorkbook(path, (workbook) => lastRow(workbook, chosenSheet(workbook, format.sheet))),
    read: (onHeader, onRecord, onPause) =>
      withWorkbook(path, (workbook) => {
        about = workbook.notices;
        let width = -1;
        counts = readSheet(
          workbook,
          chosenSheet(workbook, format.sheet),
          (cells, line) => {
            if (line < format.headerRow) return true;
            if (width >= 0) {
              onRecord(cells, line);
              return true;
            }
            checkHeader(cells);
            width = cells.length;
            onHeader(cells);
            return true;
          },
          onPause,
        );
        if (width < 0) throw new SandtableError('IMPORT_FILE_EMPTY', 'the sheet has no header');
      }),
    notices: () => [...about, ...(counts === null ? [] : countNotices(counts))],
  };
}

function withWorkbook<T>(path: string, work: (workbook: Workbook) => T): T {
  const workbook = openWorkbook(path);
  try {
    return work(workbook);
  } finally {
    workbook.zip.close();
  }
}

function chosenSheet({ sheets }: Workbook, name: string): Sheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found !== undefined) return found;
  throw new SandtableError('SHEET_NOT_FOUND', 'no such sheet', {
    sheet: name,
    sheets: sheets.slice(0, 20).map((sheet) => sheet.name),
  });
}

/** The last row by what the sheet says of itself; 0 when it says nothing. */
function lastRow({ zip }: Workbook, { entry }: Sheet): number {
  let last = 0;
  let begun = false;
  readXml(zip, entry, {
    open(element, attributes) {
      if (element === 'sheetData') begun = true;
      if (element !== 'dimension') return;
      const end = Number(/(\d+)$/.exec(attribute(attributes, 'ref') ?? '')?.[1] ?? 0);
      last = Math.min(end, 1_048_576);
    },
    goOn: () => !begun,
  });
  return last;
}

function countNotices({ errors, formulas, merged }: SheetCounts): TableNotice[] {
  const found: TableNotice[] = [
    { code: 'errors', count: errors },
    { code: 'formulas', count: formulas },
    { code: 'merged', count: merged },
  ];
  return found.filter(({ count }) => count > 0);
}
