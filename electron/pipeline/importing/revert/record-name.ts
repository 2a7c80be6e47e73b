import type { ReadTx } from '#electron/replica/transaction';

/** How a record of a table is called: a column, or that of the deal it belongs to. */
const NAMES: Readonly<Record<string, string>> = {
  document: 'title',
  touchpoint: 'coalesce(subject, substr(body, 1, 80))',
  stage_event: '(SELECT name FROM opportunity WHERE id = opportunity_id)',
  stage_approval: '(SELECT name FROM opportunity WHERE id = opportunity_id)',
};

/** The name under which people know a record; empty when it has none. */
export function recordName(tx: ReadTx, table: string, id: string): string {
  const row = tx.get<{ name: string | null }>(
    `SELECT ${NAMES[table] ?? 'name'} AS name FROM ${table} WHERE id = ?`,
    [id],
  );
  return row?.name ?? '';
}
