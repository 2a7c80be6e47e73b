const NEEDS_QUOTES = /["\t\r\n]/;

/** Cells as Excel and WPS put them on the clipboard: tabs, CRLF, quotes where a cell holds what separates. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) =>
    NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\r\n');
}

/**
 * Reads what a spreadsheet, a table of a page or a text editor put on the clipboard. Line ends may be CRLF, LF or CR;
 * the one at the end is no further row. A cell is quoted only when the quote is its first character and closes before a
 * tab, a line end or the end: `5" pipe` and `"a" b` are texts. Rows may differ in length.
 */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { cell, next } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    row.push(cell);
    const sign = text[next];
    if (sign === '\t') {
      at = next + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (sign === undefined) break;
    at = next + (sign === '\r' && text[next + 1] === '\n' ? 2 : 1);
    if (at >= text.length) break;
  }
  return rows;
}

const END = /[\t\r\n]/g;

function plainCell(text: string, at: number): { cell: string; next: number } {
  END.lastIndex = at;
  const next = END.exec(text)?.index ?? text.length;
  return { cell: text.slice(at, next), next };
}

function quotedCell(text: string, at: number): { cell: string; next: number } {
  let close = text.indexOf('"', at + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const after = close === -1 ? '?' : text[close + 1];
  if (after !== undefined && after !== '\t' && after !== '\r' && after !== '\n') {
    return plainCell(text, at);
  }
  return { cell: text.slice(at + 1, close).replaceAll('""', '"'), next: close + 1 };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** The same cells as a table of HTML, for mail and documents. Line breaks stay within their cell. */
export function toHtmlTable(rows: readonly (readonly string[])[]): string {
  const escaped = (cell: string) =>
    cell.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replaceAll(/\r\n|\r|\n/g, '<br>');
  const lines = rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><tbody>${lines.join('')}</tbody></table>`;
}
