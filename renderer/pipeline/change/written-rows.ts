import type { OpportunityRow } from '#shared/pipeline/model';

/** Rows kept at most: only those of the newest writes can be missing in rows that are still on their way. */
const MOST = 500;

/** What this window wrote lately, by id, the oldest first. */
const written = new Map<string, { readonly row: OpportunityRow; readonly number: number }>();
let writes = 0;

/** Remembers a row as a write left it. */
export function noteWritten(row: OpportunityRow): void {
  writes += 1;
  written.delete(row.id);
  written.set(row.id, { row, number: writes });
  const oldest = written.keys().next().value;
  if (written.size > MOST && oldest !== undefined) written.delete(oldest);
}

/** Writes so far: what is asked for from now on contains them. */
export function writesSoFar(): number {
  return writes;
}

/**
 * A row that was read, or what this window has written over it meanwhile: reading and writing are different threads.
 * @param since {@link writesSoFar} when the row was asked for
 */
export function newestOf(row: OpportunityRow, since: number): OpportunityRow {
  const known = written.get(row.id);
  return known !== undefined && known.number > since && known.row.version > row.version
    ? known.row
    : row;
}
