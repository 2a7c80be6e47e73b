import { ENTITY_NAMES, type EntityName } from '#electron/replica/entities';
import type { ReadTx } from '#electron/replica/transaction';

/** Tables whose rows are the history of an opportunity. */
const PARTS: readonly string[] = ['stage_event', 'stage_approval'];
/** Tables of this laptop whose rows are of no use without what they refer to. */
const LOCAL: readonly { readonly table: string; readonly column: string }[] = [
  { table: 'rehearsal', column: 'pipeline_id' },
];

/** A column that holds the id of a record. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly to: EntityName;
  readonly part: boolean;
}

/** Every reference to a record. A column called like a table with `_id` refers to it, in every synced table. */
export function references(tx: ReadTx): Reference[] {
  const synced = ENTITY_NAMES.flatMap((table) =>
    tx
      .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', [table])
      .map(({ name }) => ({ table, column: name })),
  );
  return [...synced, ...LOCAL].flatMap(({ table, column }) => {
    const to = ENTITY_NAMES.find((name) => column === `${name}_id`);
    if (to === undefined) return [];
    return [{ table, column, to, part: to === 'opportunity' && PARTS.includes(table) }];
  });
}
