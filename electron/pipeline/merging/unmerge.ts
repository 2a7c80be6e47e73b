import type { Command, ReadTx, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { MERGE_FIELDS, type UnmergeResult } from '#shared/pipeline/duplicates/merge-model';
import type { DuplicateKind } from '#shared/pipeline/duplicates/model';
import type { Cell } from '#shared/pipeline/model';
import type { MergedColumns, MovedRows } from './merge';
import { CHILDREN, MERGE_COLUMNS } from './shape';

const MOST_NAMED = 20;

interface Stored {
  readonly id: string;
  readonly kind: DuplicateKind;
  readonly survivor: string;
  readonly merged: string;
  readonly merged_name: string;
  readonly fields: string;
  readonly moved: string;
  readonly created_action: string;
}

/**
 * Takes two records apart again, as one action: the one that went comes back as it was, with the rows that the merge moved
 * and nobody moved since; the survivor gets back what the merge wrote over, where nobody changed it since. What came to the
 * survivor later stays with it.
 * @throws SandtableError NOT_FOUND, UNMERGE_SURVIVOR_GONE when the survivor is deleted or merged into another itself
 */
export const unmerge: Command<{ id: string }, UnmergeResult> = (tx, { id }) => {
  const record = tx.get<Stored>(
    "SELECT * FROM record_merge WHERE id = ? AND state = 'merged' AND deleted_at IS NULL",
    [id],
  );
  if (!record) throw new SandtableError('NOT_FOUND', 'no such merge', { id });
  const { kind, survivor, merged } = record;
  const present = tx.get<Record<string, Cell>>(
    `SELECT * FROM ${kind} WHERE id = ? AND deleted_at IS NULL`,
    [survivor],
  );
  if (!present) {
    throw new SandtableError('UNMERGE_SURVIVOR_GONE', 'the survivor is gone', {
      name: record.merged_name,
    });
  }
  tx.restore(kind, merged);
  // Written by `merge` only.
  const moved = JSON.parse(record.moved) as MovedRows;
  const columns = JSON.parse(record.fields) as MergedColumns;
  const { back, elsewhere } = moveBack(tx, moved, survivor, merged);
  const kept = putBack(tx, record, columns, present);
  const later = cameLater(tx, record, moved);
  tx.update('record_merge', id, {
    state: 'unmerged',
    unmerged_by: tx.action.actorName,
    unmerged_at: tx.now(),
  });
  tx.describe(record.merged_name);
  return {
    mergedId: merged,
    mergedName: record.merged_name,
    back,
    elsewhere,
    stayed: later.length,
    stayedNames: later.slice(0, MOST_NAMED),
    keptFields: MERGE_FIELDS[kind].filter((field) => kept.includes(MERGE_COLUMNS[field])),
  };
};

function moveBack(tx: WriteTx, moved: MovedRows, survivor: string, merged: string) {
  let [back, elsewhere] = [0, 0];
  for (const { table, column, ids } of moved) {
    const still = tx
      .all<{ id: string }>(
        `SELECT id FROM main.${table} WHERE ${column} = ? AND deleted_at IS NULL
          AND id IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
        [survivor, JSON.stringify(ids)],
      )
      .map((row) => row.id);
    tx.updateMany(
      table,
      still.map((id) => ({ id, set: { [column]: merged } })),
    );
    back += still.length;
    elsewhere += ids.length - still.length;
  }
  return { back, elsewhere };
}

/** Returns the columns that somebody changed since. */
function putBack(
  tx: WriteTx,
  { kind, survivor, created_action: action }: Stored,
  columns: MergedColumns,
  present: Readonly<Record<string, Cell>>,
): string[] {
  const set: Record<string, Cell> = {};
  const kept: string[] = [];
  for (const [column, [was, now]] of Object.entries(columns)) {
    if (present[column] === now) set[column] = was;
    else kept.push(column);
  }
  // A name that stays keeps the key that orders it.
  if (kept.includes('name')) delete set['pinyin'];
  tx.update(kind, survivor, set);
  passOn(tx, survivor, action, columns, kept);
  return kept;
}

/** A later merge that wrote over what this one had put there gives back, one day, what was there before both. */
function passOn(
  tx: WriteTx,
  survivor: string,
  action: string,
  columns: MergedColumns,
  kept: readonly string[],
): void {
  const later = tx.all<{ id: string; fields: string }>(
    `SELECT m.id, m.fields FROM record_merge m JOIN action a ON a.id = m.created_action
      WHERE m.survivor = ?1 AND m.state = 'merged' AND m.deleted_at IS NULL
        AND a.seq > (SELECT seq FROM action WHERE id = ?2) ORDER BY a.seq`,
    [survivor, action],
  );
  const open = new Set(kept);
  for (const { id, fields } of later) {
    const written = JSON.parse(fields) as MergedColumns;
    let changed = false;
    for (const column of open) {
      const own = written[column];
      const first = columns[column];
      if (own === undefined || first === undefined) continue;
      open.delete(column);
      if (own[0] !== first[1]) continue;
      written[column] = [first[0], own[1]];
      changed = true;
    }
    if (changed) tx.update('record_merge', id, { fields: JSON.stringify(written) });
  }
}

/** Names of rows that came to the survivor after the merge. */
function cameLater(tx: ReadTx, record: Stored, moved: MovedRows): string[] {
  const own = new Set(moved.flatMap(({ ids }) => ids));
  return CHILDREN[record.kind].flatMap(({ table, column, name }) =>
    tx
      .all<{ id: string; name: string }>(
        `SELECT r.id, ${name} AS name FROM ${table} r JOIN action a ON a.id = r.created_action
          WHERE r.${column} = ?1 AND r.deleted_at IS NULL
            AND a.seq > (SELECT seq FROM action WHERE id = ?2) ORDER BY a.seq, r.rowid`,
        [record.survivor, record.created_action],
      )
      .filter((row) => !own.has(row.id))
      .map((row) => row.name),
  );
}
