import type { Cell } from '#shared/pipeline/model';
import type { RowCount, RowCounts } from '#shared/workspace/row-counts';
import type { RowChange } from './bulk-update';
import type { Connection } from './connection';
import type { EntityName } from './entities';
import { MOST_APART, type PackedRow, rangeOf } from './packed-entries';
import type { ActionStamp } from './transaction';

export type LogOp = 'insert' | 'update' | 'delete';
/** Column → before and after. */
export type LogFields = Record<string, [was: Cell, now: Cell]>;

/** Changed rows to name in the changes feed at most; above it the feed says "many". */
const MAX_NAMED = 500;

/** What a commit changed: which entities, and which rows (empty = many). */
export interface Changes {
  readonly entities: string[];
  readonly ids: string[];
  /** The action that can be taken back by name; null when nothing new was done, or nothing that can be undone. */
  readonly actionId: string | null;
}

/** How an action enters the history: `kind` is the command's name, `undoOf` set for undo and redo themselves. */
export interface ActionIntent {
  readonly kind: string;
  readonly stamp: ActionStamp;
  readonly undoOf?: string;
}

type Counted = Record<Exclude<keyof RowCount, 'entity'>, number>;
const COUNTED_AS = { insert: 'inserted', update: 'updated', delete: 'removed' } as const;

const INSERT_ACTION = `INSERT INTO action (id, kind, at, actor_id, actor_name, state, undo_of)
  VALUES (?, ?, ?, ?, ?, 'final', ?)`;
const INSERT_ENTRY = `INSERT INTO change_log (action_id, entity, entity_id, op, fields, reason, bulk_of)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const INSERT_PACKED = `INSERT INTO change_log
  (action_id, entity, op, fields, reason, bulk_of, first_id, last_id) VALUES (?, ?, 'update', ?, ?, '', ?, ?)`;

/**
 * A change that stays seals what was done to the same rows before: taking that back would be refused for ever and
 * keep everything older out of reach.
 */
const SEAL_EARLIER = `UPDATE action SET state = 'final' WHERE state = 'done' AND id IN (
  SELECT earlier.action_id FROM change_entry now JOIN change_log earlier
    ON earlier.entity = now.entity AND earlier.entity_id = now.entity_id
  WHERE now.action_id = ?1 AND now.entity_id IS NOT NULL
  UNION ALL
  SELECT earlier.action_id FROM action JOIN change_log earlier ON earlier.action_id = action.id
  WHERE action.state = 'done' AND earlier.first_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM json_each(earlier.fields) r WHERE (earlier.entity, r.value ->> 0) IN (
      SELECT entity, entity_id FROM change_entry WHERE action_id = ?1)))`;

/** Writes the action and its change log. The action's row appears with its first entry. */
export class ActionLog {
  readonly #connection: Connection;
  readonly #intent: ActionIntent;
  readonly #entities = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #bulks = new Set<string>();
  readonly #counts = new Map<EntityName, Counted>();
  #started = false;
  #many = false;
  #rows = 0;

  constructor(connection: Connection, intent: ActionIntent) {
    this.#connection = connection;
    this.#intent = intent;
  }

  entry(entity: EntityName, id: string, op: LogOp, fields: LogFields, reason: string | null): void {
    this.#begin();
    const { stamp } = this.#intent;
    const text = op === 'update' ? JSON.stringify(fields) : '{}';
    this.#connection.run(INSERT_ENTRY, [stamp.id, entity, id, op, text, reason, null]);
    this.#name(entity, id);
    this.#count(entity, op, 1);
  }

  /**
   * Changed rows: in one entry when they are many, else each in an entry of its own.
   * @returns the entry of them all, which holds them in their order; null when they have their own
   */
  updates(entity: EntityName, changes: readonly RowChange[], reason: string | null): number | null {
    const rows = changes.map(({ row, set, columns }): PackedRow => {
      const fields: LogFields = {};
      for (const column of columns) fields[column] = [row[column] ?? null, set[column] ?? null];
      return [row.id, fields];
    });
    if (rows.length <= MOST_APART) {
      for (const [id, fields] of rows) this.entry(entity, id, 'update', fields, reason);
      return null;
    }
    this.#begin();
    const ids = rows.map(([id]) => id);
    const { id: actionId } = this.#intent.stamp;
    const text = JSON.stringify(rows);
    this.#connection.run(INSERT_PACKED, [actionId, entity, text, reason, ...rangeOf(ids)]);
    for (const id of ids) this.#name(entity, id);
    this.#count(entity, 'update', changes.length);
    return this.#connection.get<{ seq: number }>('SELECT last_insert_rowid() AS seq')?.seq ?? null;
  }

  /** What was done so far, in the order in which tables were first written. */
  counts(): RowCounts {
    return [...this.#counts].map(([entity, counted]) => ({ entity, ...counted }));
  }

  #count(entity: EntityName, op: LogOp, rows: number): void {
    const counted = this.#counts.get(entity) ?? { inserted: 0, updated: 0, removed: 0 };
    counted[COUNTED_AS[op]] += rows;
    this.#counts.set(entity, counted);
  }

  #name(entity: EntityName, id: string): void {
    this.#rows += 1;
    this.#entities.add(entity);
    if (this.#ids.size < MAX_NAMED) this.#ids.add(id);
    else if (!this.#ids.has(id)) this.#many = true;
  }

  /** One entry for all rows that action `bulkOf` created in `entity`, however many calls tell of them. */
  bulkEntry(entity: EntityName, op: LogOp, bulkOf: string, rows: number): void {
    this.#begin();
    this.#rows += rows;
    this.#count(entity, op, rows);
    const bulk = `${entity} ${op} ${bulkOf}`;
    if (this.#bulks.has(bulk)) return;
    this.#bulks.add(bulk);
    const { stamp } = this.#intent;
    this.#connection.run(INSERT_ENTRY, [stamp.id, entity, null, op, '{}', null, bulkOf]);
    this.#entities.add(entity);
    this.#many = true;
  }

  /** A table that never leaves the laptop was written: told to the views, not logged. */
  touch(table: string): void {
    this.#entities.add(table);
    this.#many = true;
  }

  /** Completes the action's row: how many rows, called what, undoable or not. */
  finish(subject: string | null, undoable: boolean): Changes {
    const isNew = this.#rows > 0 && this.#intent.undoOf === undefined;
    if (subject !== null) this.#begin();
    if (this.#started) {
      // What was taken back before can no longer be repeated on top of something new.
      if (isNew) this.#connection.run('UPDATE action SET redoable = 0 WHERE redoable = 1');
      this.#connection.run('UPDATE action SET subject = ?, rows = ?, state = ? WHERE id = ?', [
        subject ?? '',
        this.#rows,
        isNew && undoable ? 'done' : 'final',
        this.#intent.stamp.id,
      ]);
      if (isNew && !undoable) this.#connection.run(SEAL_EARLIER, [this.#intent.stamp.id]);
    }
    return {
      entities: [...this.#entities],
      ids: this.#many ? [] : [...this.#ids],
      actionId: isNew && undoable ? this.#intent.stamp.id : null,
    };
  }

  #begin(): void {
    if (this.#started) return;
    this.#started = true;
    const { kind, stamp, undoOf } = this.#intent;
    const { id, at, actorId, actorName } = stamp;
    this.#connection.run(INSERT_ACTION, [id, kind, at, actorId, actorName, undoOf ?? null]);
  }
}
