import type { Cell } from '#shared/pipeline/model';
import type { EntityName } from './entities';
import { entriesOfRows } from './packed-entries';
import type { ReadTx } from './transaction';

/**
 * What the columns of rows held at log entry `since`, as far as they were touched later: the first later entry of a
 * column tells what was there before it. Rows and columns that are not in the answer hold the same today.
 */
export function heldAt(
  tx: ReadTx,
  entity: EntityName,
  ids: readonly string[],
  since: number,
): Map<string, Map<string, Cell>> {
  const held = new Map<string, Map<string, Cell>>();
  for (const { id, fields } of entriesOfRows(tx, entity, ids, since)) {
    let own = held.get(id);
    if (!own) held.set(id, (own = new Map()));
    for (const [column, [was]] of Object.entries(fields)) {
      if (!own.has(column)) own.set(column, was);
    }
  }
  return held;
}

/**
 * The columns of rows as they were when they were inserted, whatever has been done to them since; ids of rows that there
 * never were are left out. Tombstones keep their columns, and nothing else removes a row.
 */
export function asInserted(
  tx: ReadTx,
  entity: EntityName,
  ids: readonly string[],
): Map<string, Record<string, Cell>> {
  const rows = tx.all<Record<string, Cell>>(
    `SELECT * FROM main.${entity} WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  const held = heldAt(tx, entity, ids, 0);
  return new Map(
    rows.map((row) => {
      const id = String(row['id']);
      return [id, { ...row, ...Object.fromEntries(held.get(id) ?? []) }];
    }),
  );
}
