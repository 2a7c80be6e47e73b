import { SandtableError } from '#shared/errors';
import type { ReadTable } from '#shared/workspace/model';
import { type Db, mapStorageError } from '../database';

/** A value as SQLite holds it. */
export type StoredValue = string | number | bigint | null | Uint8Array;

/** Steps over an unreadable place in a row before the rest of a table is given up; the longest step. */
const MAX_STEPS = 64;
const LONGEST_STEP = 4096;

/**
 * The tables of a file that is perhaps damaged, in the order in which they were made; an index of words is made again by
 * the triggers of what it indexes.
 * @throws when its list cannot be read
 */
export function tablesOf(db: Db): string[] {
  return db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema AS t
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL %'
          AND NOT EXISTS (SELECT 1 FROM sqlite_schema AS v
            WHERE v.sql LIKE 'CREATE VIRTUAL %' AND t.name LIKE v.name || '\\_%' ESCAPE '\\')
        ORDER BY rowid`,
    )
    .all()
    .map((row) => row.name);
}

/**
 * Hands over every row of a table that still authenticates. Rows lie in the order of their row id: behind an unreadable
 * page, ids are tried in growing steps until one can be read, and from there back to the page's edge.
 * @param give gets the values of `columns` in their order
 */
export function readTable(
  db: Db,
  table: string,
  columns: readonly string[],
  give: (values: StoredValue[]) => void,
): ReadTable {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const select = `SELECT rowid, ${list} FROM "${table}" WHERE rowid > ?`;
  type Row = [rowid: number, ...values: StoredValue[]];
  const forward = db.prepare<[number], Row>(`${select} ORDER BY rowid`).raw();
  const next = db.prepare<[number], Row>(`${select} ORDER BY rowid LIMIT 1`).raw();
  const back = db
    .prepare<[number, number], Row>(`${select} AND rowid < ? ORDER BY rowid DESC`)
    .raw();
  let rows = 0;
  /** Gives rows until they end (true) or cannot be read (false). */
  const giveAll = (found: () => IterableIterator<Row>, seen: (rowid: number) => void): boolean => {
    try {
      for (const [rowid, ...values] of found()) {
        give(values);
        rows += 1;
        seen(rowid);
      }
      return true;
    } catch (error) {
      if (isDiskFull(error)) throw error;
      return false;
    }
  };
  let last = 0;
  let complete = true;
  while (
    !giveAll(
      () => forward.iterate(last),
      (rowid) => (last = rowid),
    )
  ) {
    complete = false;
    const beyond = firstReadable((after) => next.get(after)?.[0], last);
    if (beyond === null) break;
    giveAll(
      () => back.iterate(last, beyond),
      () => undefined,
    );
    last = beyond - 1;
  }
  return { table, rows, complete };
}

/** The other side, where the rows go, has no room: not a damage of this one. */
function isDiskFull(error: unknown): boolean {
  const mapped = mapStorageError(error);
  return mapped instanceof SandtableError && mapped.code === 'DISK_FULL';
}

/** The first row id after an unreadable place that can be read, or null. */
function firstReadable(find: (after: number) => number | undefined, last: number): number | null {
  let after = last;
  for (let step = 0, stride = 1; step < MAX_STEPS; step += 1) {
    after += stride;
    stride = Math.min(stride * 2, LONGEST_STEP);
    try {
      return find(after) ?? null;
    } catch {
      // Still inside.
    }
  }
  return null;
}
