import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import { ActionLog, type ActionIntent, type Changes, type LogFields } from './action-log';
import { insertBulk, insertOne } from './bulk-insert';
import type { Connection } from './connection';
import {
  assertNoMask,
  assertWritable,
  type BulkTools,
  putBulk,
  updateBulk,
  type Wanted,
} from './bulk-update';
import { type EntityName, LOCAL_TABLES } from './entities';
import { newId, newIds } from './ids';
import { OutboxWriter } from './outbox';
import type { RowCounts } from '#shared/workspace/row-counts';
import type { Scope } from './scope';
import type { ActionStamp, Params, Row, RowUpdate, UpdateOptions, WriteTx } from './transaction';

/** A stored row of a synced entity with all its columns. */
type StoredRow = Record<string, Cell> & { id: string; version: number; deleted_at: number | null };

const LOCAL_WRITE =
  /^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/i;

/** The one write path. Lives inside one open transaction of `connection`; `finish` before the commit. */
export class WriteTransaction implements WriteTx {
  readonly action: ActionStamp;
  readonly #connection: Connection;
  readonly #clock: () => number;
  readonly #log: ActionLog;
  readonly #outbox: OutboxWriter;
  #subject: string | null = null;
  #undoable = true;

  constructor(connection: Connection, intent: ActionIntent, clock: () => number) {
    this.action = intent.stamp;
    this.#connection = connection;
    this.#clock = clock;
    this.#log = new ActionLog(connection, intent);
    this.#outbox = new OutboxWriter(connection, intent.stamp.id, intent.stamp.at);
  }

  all<T>(sql: string, params?: Params): T[] {
    return this.#connection.all<T>(sql, params);
  }

  get<T>(sql: string, params?: Params): T | undefined {
    return this.#connection.get<T>(sql, params);
  }

  iterate<T>(sql: string, params?: Params): IterableIterator<T> {
    return this.#connection.iterate<T>(sql, params);
  }

  get dataVersion(): number {
    return this.#connection.dataVersion;
  }

  get scope(): Scope | null {
    return this.#connection.scope;
  }

  newId(): string {
    return newId();
  }

  newIds(count: number): string[] {
    return newIds(count);
  }

  now(): number {
    return this.#clock();
  }

  counted(): RowCounts {
    return this.#log.counts();
  }

  sealHistory(): void {
    this.#connection.run("UPDATE action SET state = 'final', redoable = 0 WHERE state = 'done'");
  }

  describe(subject: string, options: { readonly undoable?: boolean } = {}): void {
    this.#subject = subject;
    this.#undoable = options.undoable ?? true;
  }

  insert(entity: EntityName, row: Row): void {
    insertOne(this.#connection, this.#outbox, this.action.id, entity, row);
    this.#log.entry(entity, String(row['id']), 'insert', {}, null);
  }

  insertMany(
    entity: EntityName,
    columns: readonly string[],
    rows: readonly (readonly Cell[])[],
  ): void {
    if (rows.length === 0) return;
    insertBulk(this.#connection, this.#outbox, this.action.id, entity, columns, rows);
    this.#log.bulkEntry(entity, 'insert', this.action.id, rows.length);
  }

  update(entity: EntityName, id: string, set: Row, options: UpdateOptions = {}): string[] {
    const shape = this.#connection.shape(entity);
    const row = this.#liveRow(entity, id);
    const expected = options.expectedVersion;
    if (expected !== undefined && expected !== row.version) {
      throw new SandtableError('CONFLICT_VERSION', `${entity} changed meanwhile`, {
        entity,
        id,
        version: row.version,
      });
    }
    for (const column of Object.keys(set)) assertWritable(shape, entity, column);
    return this.put(entity, row, set, options.reason ?? null);
  }

  updateMany(
    entity: EntityName,
    updates: readonly RowUpdate[],
    options: { readonly reason?: string | null } = {},
  ): number {
    return updateBulk(this.#tools(), entity, updates, options.reason ?? null);
  }

  removeMany(
    entity: EntityName,
    ids: readonly string[],
    options: { readonly reason?: string | null } = {},
  ): void {
    for (const id of ids) this.bury(entity, this.#liveRow(entity, id), options.reason ?? null);
  }

  remove(entity: EntityName, id: string, options: { readonly reason?: string | null } = {}): void {
    this.bury(entity, this.#liveRow(entity, id), options.reason ?? null);
  }

  restore(entity: EntityName, id: string): void {
    this.#connection.shape(entity);
    const row = this.stored(entity, id);
    if (!row || row.deleted_at === null) {
      throw new SandtableError('NOT_FOUND', `no deleted ${entity}`, { entity, id });
    }
    this.revive(entity, row, null);
  }

  runLocal(sql: string, params?: Params): number {
    const [head, named] = LOCAL_WRITE.exec(sql) ?? [];
    const table = named?.toLowerCase();
    if (
      head === undefined ||
      table === undefined ||
      !LOCAL_TABLES.some((local) => local === table)
    ) {
      throw new SandtableError('INTERNAL', `runLocal refuses to write ${table ?? 'this'}`);
    }
    this.#log.touch(table);
    // The table itself, where a view of what may be seen has its name.
    const begin = head.slice(0, -table.length);
    return this.#connection.run(`${begin}main.${table}${sql.slice(head.length)}`, params);
  }

  /** The present row, tombstones included; undefined when there never was one. For undo. */
  stored(entity: EntityName, id: string): StoredRow | undefined {
    return this.#connection.get<StoredRow>(`SELECT * FROM main.${entity} WHERE id = ?`, [id]);
  }

  /** Writes the columns of `set` that differ from `row`; returns their names. */
  put(entity: EntityName, row: StoredRow, set: Row, reason: string | null): string[] {
    const { derived } = this.#connection.shape(entity);
    const changed = Object.keys(set).filter((column) => set[column] !== row[column]);
    if (changed.length === 0) return [];
    for (const column of changed) assertNoMask(entity, row, column, set[column] ?? null);
    const sent = changed.filter((column) => !derived.has(column));
    const assignments = changed.map((column) => `${column} = ?`).join(', ');
    const values = changed.map((column) => set[column] ?? null);
    const grow = sent.length > 0 ? 1 : 0;
    const sql = `UPDATE main.${entity} SET ${assignments}, version = version + ? WHERE id = ?`;
    this.#connection.run(sql, [...values, grow, row.id]);
    const fields: LogFields = {};
    for (const column of changed) fields[column] = [row[column] ?? null, set[column] ?? null];
    this.#log.entry(entity, row.id, 'update', fields, reason);
    if (sent.length > 0) this.#outbox.addUpdate(entity, row, sent, set, reason);
    return changed;
  }

  /** {@link put} for many live rows, none of them written since it was read. */
  putMany(entity: EntityName, wanted: readonly Wanted[]): void {
    putBulk(this.#tools(), entity, wanted, null);
  }

  /** Sets the tombstone of a live row. */
  bury(entity: EntityName, row: StoredRow, reason: string | null): void {
    this.#setTombstone(entity, row.id, this.#clock());
    this.#log.entry(entity, row.id, 'delete', {}, reason);
    this.#outbox.add({ entity, id: row.id, kind: 'delete', base: row.version, why: reason });
  }

  /** Takes the tombstone of a row away. */
  revive(entity: EntityName, row: StoredRow, reason: string | null): void {
    this.#setTombstone(entity, row.id, null);
    this.#log.entry(entity, row.id, 'insert', {}, reason);
    this.#outbox.add({ entity, id: row.id, kind: 'restore', base: row.version, why: reason });
  }

  /** Buries (undo) or revives (redo) all rows that action `origin` left in `entity`, with one log entry. */
  moveBulk(entity: EntityName, origin: string, direction: 'undo' | 'redo'): void {
    const bury = direction === 'undo';
    const where = `created_action = ? AND deleted_at IS ${bury ? '' : 'NOT '}NULL AND id NOT IN
      (SELECT entity_id FROM change_log WHERE action_id = ? AND entity = ? AND op = 'delete')`;
    const params = [origin, origin, entity];
    const rows = this.all<{ id: string; version: number }>(
      `SELECT id, version FROM main.${entity} WHERE ${where}`,
      params,
    );
    this.#connection.run(
      `UPDATE main.${entity} SET deleted_at = ?, version = version + 1 WHERE ${where}`,
      [bury ? this.#clock() : null, ...params],
    );
    this.#log.bulkEntry(entity, bury ? 'delete' : 'insert', origin, rows.length);
    this.#outbox.addMoved(entity, bury ? 'delete' : 'restore', rows);
  }

  /** Stores what was collected; after it only the commit may follow. */
  finish(): Changes {
    this.#outbox.flush();
    return this.#log.finish(this.#subject, this.#undoable);
  }

  #tools(): BulkTools {
    return { connection: this.#connection, log: this.#log, outbox: this.#outbox };
  }

  #setTombstone(entity: EntityName, id: string, at: number | null): void {
    const sql = `UPDATE main.${entity} SET deleted_at = ?, version = version + 1 WHERE id = ?`;
    this.#connection.run(sql, [at, id]);
  }

  #liveRow(entity: EntityName, id: string): StoredRow {
    this.#connection.shape(entity);
    const row = this.stored(entity, id);
    if (row && row.deleted_at === null) return row;
    throw new SandtableError('NOT_FOUND', `no such ${entity}`, { entity, id });
  }
}
