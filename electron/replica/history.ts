import type { Cell } from '#shared/pipeline/model';
import type { Action } from '#shared/workspace/model';
import type { RowCounts } from '#shared/workspace/row-counts';
import { actionChange } from './action-change';
import type { LogFields, LogOp } from './action-log';
import { DERIVED_COLUMNS, type EntityName } from './entities';
import { shownCell, shownText } from './shown';
import type { ReadTx } from './transaction';
import { nextAction } from './undo';

/** A row of the table `action` as read with {@link ACTION_COLUMNS}. */
export interface ActionRow extends Omit<Action, 'actorName' | 'change' | 'counts'> {
  readonly actor_name: string;
  /** JSON. */
  readonly counts: string;
}
export const ACTION_COLUMNS = `seq, id, kind, at, actor_name, subject, rows, state, coalesce(
  (SELECT counts FROM import_run WHERE action_id = action.id),
  (SELECT counts FROM import_revert WHERE action_id = action.id), '[]') AS counts`;

export function toAction(
  tx: ReadTx,
  { actor_name: actorName, counts, ...rest }: ActionRow,
): Action {
  return {
    ...rest,
    subject: shownText(tx, rest.subject),
    actorName,
    counts: countsOf(counts),
    change: actionChange(tx, rest.id),
  };
}

/** What the column `counts` of an import or a revert says; only their jobs write it. */
export function countsOf(text: string): RowCounts {
  return JSON.parse(text) as RowCounts;
}

/** What people did, newest first; undo and redo show in the state of what they moved, not as entries. */
export function listActions(tx: ReadTx, input: { limit: number }): Action[] {
  const sql = `SELECT ${ACTION_COLUMNS} FROM action
    WHERE undo_of IS NULL AND ${tx.scope?.seenActions ?? 'TRUE'} ORDER BY seq DESC LIMIT ?`;
  return tx.all<ActionRow>(sql, [input.limit]).map((row) => toAction(tx, row));
}

/** What the status bar shows: local changes waiting for a backend, and whether undo and redo have something to do. */
export interface ReplicaStatus {
  readonly pending: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function replicaStatus(tx: ReadTx): ReplicaStatus {
  const waiting = tx.get<{ n: number }>(
    "SELECT coalesce(sum(mutations), 0) AS n FROM outbox WHERE state = 'waiting'",
  );
  return {
    pending: waiting?.n ?? 0,
    canUndo: nextAction(tx, 'undo') !== undefined,
    canRedo: nextAction(tx, 'redo') !== undefined,
  };
}

/** One line of a record's history; columns as stored (snake_case), derived ones left out. */
export interface EntityHistoryEntry {
  readonly seq: number;
  readonly actionId: string;
  readonly at: number;
  readonly actorName: string;
  readonly kind: string;
  /** What the action is recognised by, e.g. the file of an import. */
  readonly subject: string;
  readonly op: LogOp;
  readonly reason: string | null;
  readonly fields: readonly { readonly field: string; readonly was: Cell; readonly now: Cell }[];
}

interface HistoryRow {
  readonly seq: number;
  readonly action_id: string;
  readonly at: number;
  readonly actor_name: string;
  readonly kind: string;
  readonly subject: string;
  readonly op: LogOp;
  readonly reason: string | null;
  readonly fields: string;
}

/**
 * Who changed a record, when and why, newest first. Also finds the entries of many rows (an import logs one for all its
 * rows, an edit of many rows one for some hundreds), which a plain look into `change_log` would miss.
 */
export function entityHistory(
  tx: ReadTx,
  entity: EntityName,
  id: string,
  limit = 200,
): EntityHistoryEntry[] {
  const rows = tx.all<HistoryRow>(
    `SELECT l.seq, l.action_id, a.at, a.actor_name, a.kind, a.subject, l.op, l.reason, l.fields
      FROM (
        SELECT seq, action_id, op, reason, fields FROM change_log
          WHERE entity = ?1 AND entity_id = ?2
        UNION ALL
        SELECT seq, action_id, op, reason, fields FROM change_log
          WHERE entity = ?1 AND entity_id IS NULL
            AND bulk_of = (SELECT created_action FROM ${entity} WHERE id = ?2)
        UNION ALL
        SELECT p.seq, p.action_id, p.op, p.reason, r.value ->> 1
          FROM change_log p, json_each(p.fields) r
          WHERE p.entity = ?1 AND p.first_id <= ?2 AND p.last_id >= ?2 AND r.value ->> 0 = ?2
      ) l JOIN action a ON a.id = l.action_id
      ORDER BY l.seq DESC LIMIT ?3`,
    [entity, id, limit],
  );
  const derived = new Set(DERIVED_COLUMNS[entity] ?? []);
  return rows.map((row) => ({
    seq: row.seq,
    actionId: row.action_id,
    at: row.at,
    actorName: row.actor_name,
    kind: row.kind,
    subject: shownText(tx, row.subject),
    op: row.op,
    reason: shownText(tx, row.reason),
    fields: fieldsOf(
      row.fields,
      (column) => derived.has(column) || tx.scope?.hides(entity, column),
      (column, value) => shownCell(tx, entity, column, value),
    ),
  }));
}

function fieldsOf(
  text: string,
  isKept: (column: string) => boolean | undefined,
  shown: (column: string, value: Cell) => Cell,
): EntityHistoryEntry['fields'] {
  // Written by ActionLog only.
  const fields = JSON.parse(text) as LogFields;
  return Object.entries(fields)
    .filter(([field]) => isKept(field) !== true)
    .map(([field, [was, now]]) => ({ field, was: shown(field, was), now: shown(field, now) }));
}
