/** Reading the demo files back for the tests of this folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export const DEMO = join(import.meta.dirname, '../../../resources/demo');

export function readDemo(name: string): string {
  return readFileSync(join(DEMO, name), 'utf8');
}

/** Records by header name, strict: a ragged row throws. */
export function records(text: string): Row[] {
  return parse(text, { columns: true, bom: true });
}

export type Row = Record<string, string>;

/** Rows by the value of a column, in order. */
export function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
