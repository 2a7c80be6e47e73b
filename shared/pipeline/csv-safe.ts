/**
 * A spreadsheet runs text that starts with one of these as a formula, also in their full-width forms. A leading
 * apostrophe is taken for protection and dropped on the way back, so that a text `'=1` survives, too.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const PROTECTED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A text made harmless for spreadsheets by a leading apostrophe. Numbers must be written as numbers, not through this. */
export function neutralise(text: string): string {
  return FORMULA.test(text) || PROTECTED.test(text) ? `'${text}` : text;
}

/** The original of a text that {@link neutralise} has protected; any other text as it is. */
export function restore(text: string): string {
  return text.charCodeAt(0) === 39 && PROTECTED.test(text) ? text.slice(1) : text;
}

const NEEDS_QUOTES = /[",\r\n]/;

/** One line of RFC 4180 text with CRLF. Strings are neutralised, numbers written as they are, null is empty. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    if (cell === null) return '';
    const text = typeof cell === 'number' ? String(cell) : neutralise(cell);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(',')}\r\n`;
}
