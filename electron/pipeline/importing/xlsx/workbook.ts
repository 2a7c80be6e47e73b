import { posix } from 'node:path';
import { SandtableError } from '#shared/errors';
import type { TableNotice } from '#shared/pipeline/import-model';
import { type NumberKind, numberKind } from '#shared/pipeline/sheet-values';
import { attribute, readXml } from './xml-part';
import type { ZipEntry } from './zip-directory';
import { ZipFile } from './zip-file';

/** Sheets and number formats that are looked at; real workbooks have a few dozen. */
const MAX_SHEETS = 1000;
const MAX_FORMATS = 100_000;

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

/** An open workbook: its sheets, how its numbers are read, and what of it is left out. */
export interface Workbook {
  readonly zip: ZipFile;
  readonly sheets: readonly Sheet[];
  /** What the number format of a cell style makes of a number. */
  readonly kinds: readonly NumberKind[];
  readonly from1904: boolean;
  readonly sharedStrings: ZipEntry | undefined;
  readonly notices: readonly TableNotice[];
}

/**
 * Opens a workbook (ECMA-376, also its strict form). Only values are read: macros, links to other files and
 * connections stay untouched and are told.
 *
 * @throws SandtableError XLSX_NOT_A_WORKBOOK, XLSX_ENCRYPTED and those of the archive and its XML
 */
export function openWorkbook(path: string): Workbook {
  const zip = new ZipFile(path);
  try {
    return readWorkbook(zip);
  } catch (error) {
    zip.close();
    throw error;
  }
}

function notAWorkbook(entry: string): SandtableError {
  return new SandtableError('XLSX_NOT_A_WORKBOOK', `no workbook (${entry})`, { entry });
}

function readWorkbook(zip: ZipFile): Workbook {
  const typesPart = '[Content_Types].xml';
  const types = zip.find(typesPart);
  if (types === undefined) throw notAWorkbook(typesPart);
  const main = relations(zip, '').find(({ type }) => type === 'officeDocument');
  const workbook = main === undefined ? undefined : zip.find(main.target);
  if (workbook === undefined || !isWorkbookType(zip, types, workbook.name)) {
    throw notAWorkbook(main?.target ?? '_rels/.rels');
  }
  const parts = relations(zip, workbook.name);
  const { sheets, from1904 } = sheetsOf(zip, workbook, parts);
  if (sheets.length === 0) throw notAWorkbook(workbook.name);
  const byType = (wanted: string): ZipEntry | undefined => {
    const part = parts.find(({ type }) => type === wanted);
    return part === undefined ? undefined : zip.find(part.target);
  };
  const styles = byType('styles');
  return {
    zip,
    sheets,
    from1904,
    kinds: styles === undefined ? [] : styleKinds(zip, styles),
    sharedStrings: byType('sharedStrings'),
    notices: noticesOf(zip, sheets),
  };
}

interface Relation {
  readonly id: string;
  /** The last word of the relation's type, which both forms of the standard share. */
  readonly type: string;
  /** Name of the entry; targets outside the file are left out. */
  readonly target: string;
}

function relations(zip: ZipFile, part: string): Relation[] {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const entry = zip.find(name);
  if (entry === undefined) {
    if (part === '') throw notAWorkbook(name);
    return [];
  }
  const found: Relation[] = [];
  readXml(zip, entry, {
    open(element, attributes) {
      if (element !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      const absolute = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      const type = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
      if (found.length < MAX_SHEETS * 2) {
        found.push({ id: attributes['Id'] ?? '', type, target: absolute });
      }
    },
  });
  return found;
}

/** Whether the list of contents calls the part a workbook of XML (and not, say, a binary one or a document). */
function isWorkbookType(zip: ZipFile, types: ZipEntry, part: string): boolean {
  let found = '';
  let byExtension = '';
  readXml(zip, types, {
    open(element, attributes) {
      const type = attributes['ContentType'] ?? '';
      const name = (attributes['PartName'] ?? '').replace(/^\//, '').toLowerCase();
      if (element === 'Override' && name === part.toLowerCase()) found = type;
      const extension = (attributes['Extension'] ?? '').toLowerCase();
      if (element === 'Default' && part.toLowerCase().endsWith(`.${extension}`)) byExtension = type;
    },
  });
  return /(?:sheet|template)(?:\.macroEnabled)?\.main\+xml$/i.test(
    found === '' ? byExtension : found,
  );
}

function sheetsOf(zip: ZipFile, workbook: ZipEntry, parts: readonly Relation[]) {
  const sheets: Sheet[] = [];
  let from1904 = false;
  readXml(zip, workbook, {
    open(element, attributes) {
      if (element === 'workbookPr') {
        from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      }
      if (element !== 'sheet' || sheets.length >= MAX_SHEETS) return;
      const id = attribute(
        Object.fromEntries(Object.entries(attributes).filter(([key]) => key.includes(':'))),
        'id',
      );
      const part = parts.find((one) => one.id === id);
      // Charts and dialogs are sheets, too, but hold no table.
      if (part?.type !== 'worksheet') return;
      const entry = zip.find(part.target);
      if (entry === undefined) throw notAWorkbook(part.target);
      const hidden = ['hidden', 'veryHidden'].includes(attributes['state'] ?? '');
      sheets.push({ name: (attributes['name'] ?? '').slice(0, 200), hidden, entry });
    },
  });
  return { sheets, from1904 };
}

/** Style number → kind of number. */
function styleKinds(zip: ZipFile, styles: ZipEntry): NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inside = false;
  readXml(zip, styles, {
    open(element, attributes) {
      if (element === 'cellXfs') inside = true;
      if (element === 'numFmt' && codes.size < MAX_FORMATS) {
        codes.set(Number(attributes['numFmtId']), (attributes['formatCode'] ?? '').slice(0, 1000));
      }
      if (element !== 'xf' || !inside || kinds.length >= MAX_FORMATS) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      kinds.push(numberKind(id, codes.get(id)));
    },
    close(element) {
      if (element === 'cellXfs') inside = false;
    },
  });
  return kinds;
}

function noticesOf(zip: ZipFile, sheets: readonly Sheet[]): TableNotice[] {
  const count = (pattern: RegExp): number =>
    zip.entries.filter(({ name }) => pattern.test(name)).length;
  const found: TableNotice[] = [
    { code: 'hiddenSheets', count: sheets.filter(({ hidden }) => hidden).length },
    { code: 'macros', count: count(/(?:vbaProject\.bin|macrosheets\/[^/]+\.xml)$/i) },
    { code: 'externalLinks', count: count(/externalLinks\/[^/]+\.xml$/i) },
    { code: 'connections', count: count(/(?:^|\/)connections\.xml$/i) },
    { code: 'embedded', count: count(/(?:embeddings|activeX)\/[^/]+$/i) },
  ];
  return found.filter((notice) => notice.count > 0);
}
