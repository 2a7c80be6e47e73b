import type { LogFields } from './action-log';
import type { EntityName } from './entities';
import type { ReadTx } from './transaction';

/** More changes than these by one statement stand in one entry of the log. */
export const MOST_APART = 20;

/** A row and what was changed in it, as `fields` of an entry of many rows holds them. */
export type PackedRow = readonly [id: string, fields: LogFields];

/** The rows that an entry of updates speaks of: the one with the id given, or those of an entry of many rows. */
export function rowsOfEntry(id: string | null, fields: string): readonly PackedRow[] {
  // Written by ActionLog only.
  return id === null
    ? (JSON.parse(fields) as PackedRow[])
    : [[id, JSON.parse(fields) as LogFields]];
}

/** What one action did to one row. */
export interface RowEntry {
  readonly seq: number;
  readonly actionId: string;
  readonly id: string;
  readonly fields: LogFields;
}

interface Stored {
  readonly seq: number;
  readonly actionId: string;
  readonly id: string | null;
  readonly fields: string;
}

const SINGLE = `SELECT seq, action_id AS actionId, entity_id AS id, fields FROM change_log
  WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?)) AND seq > ?`;
const PACKED = `SELECT seq, action_id AS actionId, NULL AS id, fields FROM change_log
  WHERE entity = ? AND first_id <= ? AND last_id >= ? AND seq > ?`;

/**
 * What was done to some rows after entry `since` of the log, in order: their own entries and their part of entries of
 * many rows. Quick for rows whose ids follow each other.
 */
export function entriesOfRows(
  tx: ReadTx,
  entity: EntityName,
  ids: readonly string[],
  since: number,
): RowEntry[] {
  const asked = new Set(ids);
  if (asked.size === 0) return [];
  const [first, last] = rangeOf(ids);
  return [
    ...tx.all<Stored>(SINGLE, [entity, JSON.stringify(ids), since]),
    ...tx.all<Stored>(PACKED, [entity, last, first, since]),
  ]
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap(({ id: single, fields, ...entry }): RowEntry[] =>
      rowsOfEntry(single, fields)
        .filter(([id]) => asked.has(id))
        .map(([id, changed]) => ({ ...entry, id, fields: changed })),
    );
}

/** The least and the greatest of some ids. */
export function rangeOf(ids: readonly string[]): readonly [first: string, last: string] {
  let [first = ''] = ids;
  let last = first;
  for (const id of ids) {
    if (id < first) first = id;
    else if (id > last) last = id;
  }
  return [first, last];
}
