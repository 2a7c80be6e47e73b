/** How the number of a cell is to be read, as its number format says. */
export type NumberKind = 'number' | 'percent' | 'day' | 'instant' | 'clock';

/** Formats that every workbook knows by number: ECMA-376 part 1, 18.8.30, with the East Asian ones. */
function builtIn(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return 'day';
  if (id >= 50 && id <= 58) return 'day';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'clock';
  return id === 22 ? 'instant' : 'number';
}

/**
 * What a number format makes of a number.
 *
 * @param code the workbook's own format with that number; undefined = one of the built-in ones
 */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn(id);
  // Only what stands for positive numbers, without texts, escaped signs, fillers, colours and conditions.
  const plain = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./gu, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '')
    .split(';', 1)[0]
    ?.toLowerCase();
  if (plain === undefined || /\[[hms]+\]/.test(plain)) return 'number';
  if (/general|@/.test(plain)) return 'number';
  const day = /[yd]|m/.test(plain.replaceAll(/am\/pm|a\/p|h+:?m+|m+:?s+/g, ''));
  const clock = /[hs]/.test(plain);
  if (day) return clock ? 'instant' : 'day';
  if (clock) return 'clock';
  return plain.includes('%') ? 'percent' : 'number';
}

const DAY_MS = 86_400_000;
/** Serial of 9999-12-31 in the 1900 system. */
const LAST_SERIAL = 2_958_465;

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A serial number as the text of a day, an instant or a time of day; anything that is none stays the number. The 1900
 * system counts a 29 February 1900 that never was: its number gives that text, and the check of days refuses it.
 */
function serialText(serial: number, kind: NumberKind, from1904: boolean): string {
  const last = from1904 ? LAST_SERIAL - 1462 : LAST_SERIAL;
  if (!Number.isFinite(serial) || serial < 0 || serial >= last + 1) return numberText(serial);
  // To the full second: parts of one are the rounding of the fraction.
  const seconds = Math.round(serial * 86_400);
  const whole = Math.floor(seconds / 86_400);
  const rest = seconds % 86_400;
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (kind === 'clock' || (whole === 0 && !from1904)) return clock;
  const day = dayText(whole, from1904);
  return kind === 'day' && rest === 0 ? day : `${day} ${clock}`;
}

function dayText(whole: number, from1904: boolean): string {
  if (!from1904 && whole === 60) return '1900-02-29';
  const base = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  return new Date(base + whole * DAY_MS).toISOString().slice(0, 10);
}

/**
 * A number as a person sees it: the 15 digits that a spreadsheet keeps, never an exponent where digits do.
 * 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
 */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const shown = Number(value.toPrecision(15));
  const text = String(shown);
  if (!text.includes('e')) return text;
  if (Math.abs(shown) >= 1) return Math.abs(shown) < 1e21 ? shown.toFixed(0) : text;
  return Math.abs(shown) < 1e-20 ? text : shown.toFixed(20).replace(/0+$/, '');
}

/** The stored text of a number as cell text. A long whole number stays digit by digit what the file says. */
export function cellNumberText(stored: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(stored);
  if (stored.trim() === '' || Number.isNaN(value)) return stored;
  if (kind === 'percent') return `${numberText(value * 100)}%`;
  if (kind !== 'number') return serialText(value, kind, from1904);
  return /^-?\d+$/.test(stored) ? stored : numberText(value);
}

/** Workbooks write characters that XML cannot hold as `_x000D_`; `_x005F_` is the underscore before such a text. */
export function unescapeSheetText(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
}

/** Column number (0-based) of a reference such as `AB12`; -1 when it is none. */
export function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    column = column * 26 + (code - 96);
    if (column > 20_000) return -1;
  }
  return at === 0 ? -1 : column - 1;
}

/** Rows in which a header is looked for. */
export const HEADER_SEARCH_ROWS = 30;

/**
 * Which of the first rows holds the headers (index into `rows`): the first that is filled as widely as most tables
 * are below a title and whose cells are words. Titles, notes and blank rows above it are skipped.
 *
 * @param rows cells as text, rows that are empty left out
 */
export function headerRowIndex(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((cells) => cells.filter((cell) => cell.trim() !== ''));
  const widest = Math.max(0, ...filled.map((cells) => cells.length));
  const found = filled.findIndex(
    (cells) =>
      cells.length >= Math.max(1, Math.ceil(widest * 0.6)) &&
      cells.every((cell) => !/^[-+\d.,:/%\s]+$/.test(cell)),
  );
  return Math.max(found, 0);
}
