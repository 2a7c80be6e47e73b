/** CSV as the generator writes it: RFC 4180, CRLF, quotes only where needed. */

export type Cell = string | number | null;

function quoted(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A whole CSV file. `bom` puts the UTF-8 mark in front, which spreadsheet programs need to read Chinese. */
export function csvFile(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  bom: boolean,
): string {
  const lines = [header, ...rows].map((row) => row.map(quoted).join(','));
  return `${bom ? '\uFEFF' : ''}${lines.join('\r\n')}\r\n`;
}

/** Rows of a CSV text with simple quoting as records by header name. For the trusted source files of the demo only. */
export function csvRecords(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = splitLine(head);
  return lines.map((line) => {
    const cells = splitLine(line);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
  );
}
