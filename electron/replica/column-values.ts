import type { Cell } from '#shared/pipeline/model';
import type { LogFields } from './action-log';
import type { EntityName } from './entities';
import type { ReadTx } from './transaction';

/**
 * What the columns of a row held at log entry `since`, as far as they were touched later: the first later entry of a
 * column tells what was there before it. Columns that are not in the answer hold the same today.
 */
export function heldAt(
  tx: ReadTx,
  entity: EntityName,
  id: string,
  since: number,
): Map<string, Cell> {
  const held = new Map<string, Cell>();
  for (const { fields } of tx.all<{ fields: string }>(
    'SELECT fields FROM change_log WHERE entity = ? AND entity_id = ? AND seq > ? ORDER BY seq',
    [entity, id, since],
  )) {
    // Written by ActionLog only.
    for (const [column, [was]] of Object.entries(JSON.parse(fields) as LogFields)) {
      if (!held.has(column)) held.set(column, was);
    }
  }
  return held;
}

/**
 * The columns of a row as they were when it was inserted, whatever has been done to it since; undefined when there
 * never was such a row. Tombstones keep their columns, and nothing else removes a row.
 */
export function asInserted(
  tx: ReadTx,
  entity: EntityName,
  id: string,
): Record<string, Cell> | undefined {
  const row = tx.get<Record<string, Cell>>(`SELECT * FROM main.${entity} WHERE id = ?`, [id]);
  return row && { ...row, ...Object.fromEntries(heldAt(tx, entity, id, 0)) };
}
