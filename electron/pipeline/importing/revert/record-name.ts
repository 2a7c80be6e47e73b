import { shownCell } from '#electron/replica/shown';
import type { ReadTx } from '#electron/replica/transaction';

/** How a record of a table is called: a column, or that of the deal it belongs to. */
const NAMES: Readonly<Record<string, string>> = {
  document: 'title',
  touchpoint: 'coalesce(subject, substr(body, 1, 80))',
  stage_event: '(SELECT name FROM opportunity WHERE id = opportunity_id)',
  stage_approval: '(SELECT name FROM opportunity WHERE id = opportunity_id)',
};

/** The column by whose rules a name is shown, where it is not the table's own `name`. */
const SHOWN_AS: Readonly<Record<string, readonly [entity: string, column: string]>> = {
  touchpoint: ['touchpoint', 'body'],
  stage_event: ['opportunity', 'name'],
  stage_approval: ['opportunity', 'name'],
};

/** The name under which people know a record; empty when it has none. */
export function recordName(tx: ReadTx, table: string, id: string): string {
  const row = tx.get<{ name: string | null }>(
    `SELECT ${NAMES[table] ?? 'name'} AS name FROM ${table} WHERE id = ?`,
    [id],
  );
  const [entity, column] = SHOWN_AS[table] ?? [table, 'name'];
  return String(shownCell(tx, entity, column, row?.name ?? null) ?? '');
}
