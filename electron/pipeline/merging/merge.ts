import type { Command, EntityName, Query, WriteTx } from '#electron/replica/transaction';
import { shownCell } from '#electron/replica/shown';
import { SandtableError } from '#shared/errors';
import {
  MERGE_FIELDS,
  type MergeInput,
  type MergeRecord,
} from '#shared/pipeline/duplicates/merge-model';
import type { DuplicateKind } from '#shared/pipeline/duplicates/model';
import type { Cell } from '#shared/pipeline/model';
import { liveRow } from './compare';
import { CHILDREN, MERGE_COLUMNS } from './shape';

/** Columns that a merge wrote in the survivor: what was there, and what it put there. */
export type MergedColumns = Record<string, [was: Cell, now: Cell]>;
/** Rows that a merge moved from the one that went to the survivor. */
export type MovedRows = {
  readonly table: EntityName;
  readonly column: string;
  readonly ids: string[];
}[];

/**
 * Makes one record of two, as one action: the survivor takes the chosen fields, everything that refers to the other one
 * refers to the survivor, the other one goes. A `record_merge` keeps what was done, so that it can be undone weeks later.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, BAD_INPUT for one record with itself
 */
export const merge: Command<MergeInput, { readonly id: string }> = (tx, input) => {
  const { kind } = input;
  const survivor = liveRow(tx, kind, input.survivor.id);
  const merged = liveRow(tx, kind, input.merged.id);
  if (survivor.id === merged.id) throw new SandtableError('BAD_INPUT', 'a record with itself');
  if (survivor.version !== input.survivor.version || merged.version !== input.merged.version) {
    throw new SandtableError('CONFLICT_VERSION', `${kind} changed meanwhile`, { entity: kind });
  }
  const columns: MergedColumns = {};
  const put = (column: string, now: Cell): void => {
    const was = survivor[column] ?? null;
    if (was !== now) columns[column] = [was, now];
  };
  for (const field of MERGE_FIELDS[kind]) {
    const column = MERGE_COLUMNS[field];
    if (input.take.includes(field)) put(column, merged[column] ?? null);
    if (input.take.includes(field) && field === 'name' && kind === 'account') {
      put('pinyin', merged['pinyin'] ?? null);
    }
  }
  // Nobody reports to himself.
  const manager = columns['manager_id']?.[1] ?? survivor['manager_id'] ?? null;
  if (kind === 'contact' && (manager === merged.id || manager === survivor.id))
    put('manager_id', null);

  const moved = moveChildren(tx, kind, merged.id, survivor.id);
  const set = Object.fromEntries(Object.entries(columns).map(([column, [, now]]) => [column, now]));
  tx.update(kind, survivor.id, set);
  tx.remove(kind, merged.id);
  const id = tx.newId();
  const name = String(survivor['name']);
  tx.insert('record_merge', {
    id,
    kind,
    survivor: survivor.id,
    merged: merged.id,
    survivor_name: name,
    merged_name: String(merged['name']),
    fields: JSON.stringify(columns),
    moved: JSON.stringify(moved),
    state: 'merged',
    merged_by: tx.action.actorName,
    merged_at: tx.now(),
  });
  tx.describe(name);
  return { id };
};

/** All rows, seen or not: whoever may not write one of them may not merge. */
function moveChildren(tx: WriteTx, kind: DuplicateKind, from: string, to: string): MovedRows {
  return CHILDREN[kind].flatMap(({ table, column }) => {
    const ids = tx
      .all<{ id: string }>(
        `SELECT id FROM main.${table} WHERE ${column} = ? AND id <> ? AND deleted_at IS NULL ORDER BY rowid`,
        [from, to],
      )
      .map(({ id }) => id);
    if (ids.length === 0) return [];
    tx.updateMany(
      table,
      ids.map((id) => ({ id, set: { [column]: to } })),
    );
    return [{ table, column, ids }];
  });
}

/** Merges of the workspace, or of one survivor, newest first; at most 200; of records that are seen. */
export const merges: Query<{ survivor: string | null }, MergeRecord[]> = (tx, { survivor }) =>
  tx
    .all<MergeRecord>(
      `SELECT id, kind, survivor, survivor_name AS survivorName, merged_name AS mergedName, state, merged_by AS mergedBy,
        merged_at AS mergedAt, unmerged_by AS unmergedBy, unmerged_at AS unmergedAt
      FROM record_merge WHERE deleted_at IS NULL AND (?1 IS NULL OR survivor = ?1)
        AND survivor IN (SELECT id FROM account UNION ALL SELECT id FROM contact)
        AND merged IN (SELECT id FROM account UNION ALL SELECT id FROM contact)
      ORDER BY merged_at DESC, id DESC LIMIT 200`,
      [survivor],
    )
    // Kept as they were when the records became one.
    .map((one) => ({
      ...one,
      survivorName: String(shownCell(tx, one.kind, 'name', one.survivorName)),
      mergedName: String(shownCell(tx, one.kind, 'name', one.mergedName)),
    }));
