import { rowsOfEntry } from '#electron/replica/packed-entries';
import type { ReadTx } from '#electron/replica/transaction';
import type { NamedEntity } from './dictionary';

/** Changed rows looked at one by one; more mean that the columns are read anew. */
const MAX_CHANGES = 5000;
/** Tables whose names stand in the grid. */
export const NAMED: readonly NamedEntity[] = ['account', 'owner', 'product'];

/** A row that came, went or changed. */
export interface Change {
  readonly entity: string;
  readonly id: string;
}

interface Entry {
  readonly entity: string;
  readonly id: string | null;
  /** Null in an entry that speaks of all rows that an action created. */
  readonly packed: string | null;
}

/** What was done to rows of the grid after entry `seq` of the change log; null when it is too much to look at. */
export function changesAfter(tx: ReadTx, seq: number): Change[] | null {
  const changes: Change[] = [];
  for (const { entity, id, packed } of tx.iterate<Entry>(
    `SELECT entity, entity_id AS id, CASE WHEN first_id IS NOT NULL THEN fields END AS packed
      FROM change_log WHERE seq > ? ORDER BY seq`,
    [seq],
  )) {
    if (entity !== 'opportunity' && !NAMED.some((named) => named === entity)) continue;
    if (id !== null) changes.push({ entity, id });
    else if (packed === null) return null;
    else for (const [row] of rowsOfEntry(null, packed)) changes.push({ entity, id: row });
    if (changes.length > MAX_CHANGES) return null;
  }
  return changes;
}

/** The rows of one table among them, each once. */
export function idsOf(changes: readonly Change[], wanted: string): string[] {
  return [...new Set(changes.flatMap(({ entity, id }) => (entity === wanted ? [id] : [])))];
}
