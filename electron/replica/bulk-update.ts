import { SandtableError } from '#shared/errors';
import { isMaskOver } from '#shared/governance/personal/write-back';
import type { Cell } from '#shared/pipeline/model';
import type { ActionLog } from './action-log';
import type { Connection, TableShape } from './connection';
import { type EntityName, SYSTEM_COLUMNS } from './entities';
import type { OutboxWriter } from './outbox';
import type { Present, ReadTx, Row, RowUpdate } from './transaction';
import { reached } from './write-points';

/** Rows read and written at a time. */
const BATCH = 500;
/** So many rows of a batch that become alike are worth a statement for all of them. */
const MANY_ALIKE = 4;
const RESERVED: ReadonlySet<string> = new Set(SYSTEM_COLUMNS);

/** Where a bulk update reads, writes and records. */
export interface BulkTools {
  readonly connection: Connection;
  readonly log: ActionLog;
  readonly outbox: OutboxWriter;
}

/** A row and the values that some of its columns are to have. */
export interface Wanted {
  readonly row: Present;
  readonly set: Row;
}

/** What differs of it: all columns, and those of them that are sent. */
export interface RowChange extends Wanted {
  readonly columns: readonly string[];
  readonly sent: readonly string[];
}

/** @throws SandtableError INTERNAL when a column is unknown or belongs to the write path */
export function assertWritable(shape: TableShape, entity: EntityName, column: string): void {
  if (shape.columns.has(column) && !RESERVED.has(column)) return;
  throw new SandtableError('INTERNAL', `${entity}.${column} cannot be set`);
}

/** @throws SandtableError MASKED_VALUE when a value would be put over what it masks */
export function assertNoMask(entity: EntityName, row: Present, column: string, now: Cell): void {
  if (!isMaskOver(entity, column, row[column], now)) return;
  throw new SandtableError('MASKED_VALUE', `${entity}.${column} would be a mask of itself`, {
    entity,
    id: row.id,
    column,
  });
}

/**
 * Writes what differs in many live rows: the same rows, log entries and mutations as one update after another, with
 * reading and writing done in batches.
 * @param updates at most one for each row
 * @returns number of rows that changed
 * @throws SandtableError NOT_FOUND when a row is not there
 */
export function updateBulk(
  tools: BulkTools,
  entity: EntityName,
  updates: readonly RowUpdate[],
  reason: string | null,
): number {
  const shape = tools.connection.shape(entity);
  let count = 0;
  for (const batch of inBatches(byId(updates, ({ id }) => id))) {
    const columns = [...new Set(batch.flatMap(({ set }) => Object.keys(set)))];
    for (const column of columns) assertWritable(shape, entity, column);
    const ids = batch.filter(({ row }) => row === undefined).map(({ id }) => id);
    const rows = presentRows(tools.connection, entity, ids, columns);
    const wanted = batch.map(({ id, set, row: known }) => {
      if (known !== undefined) return { row: known, set };
      const row = rows.get(id);
      if (row?.['deleted_at'] === null) return { row, set };
      throw new SandtableError('NOT_FOUND', `no such ${entity}`, { entity, id });
    });
    count += putBulk(tools, entity, wanted, reason);
  }
  return count;
}

/**
 * As {@link updateBulk} for rows that were read in this transaction and not written since.
 * @returns number of rows that changed
 */
export function putBulk(
  { connection, log, outbox }: BulkTools,
  entity: EntityName,
  wanted: readonly Wanted[],
  reason: string | null,
): number {
  const { derived } = connection.shape(entity);
  let count = 0;
  for (const batch of inBatches(wanted)) {
    const changes: RowChange[] = [];
    for (const { row, set } of batch) {
      const columns = Object.keys(set).filter((column) => set[column] !== row[column]);
      if (columns.length === 0) continue;
      for (const column of columns) assertNoMask(entity, row, column, set[column] ?? null);
      const sent = derived.size === 0 ? columns : columns.filter((name) => !derived.has(name));
      changes.push({ row, set, columns, sent });
    }
    writeRows(connection, entity, changes);
    const logged = log.updates(entity, changes, reason);
    outbox.addUpdates(entity, changes, reason, logged);
    count += changes.length;
    reached('bulk.batch');
  }
  return count;
}

/** Rows by id with `id`, `version`, `deleted_at` and `columns`, tombstones included. */
export function presentRows(
  connection: Pick<ReadTx, 'all'>,
  entity: EntityName,
  ids: readonly string[],
  columns: readonly string[],
): Map<string, Present> {
  if (ids.length === 0) return new Map();
  const rows = connection.all<Present>(
    `SELECT ${['id', 'version', 'deleted_at', ...columns].join(', ')} FROM main.${entity}
      WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Rows that become alike are written by one statement, others one by one. */
function writeRows(
  connection: Connection,
  entity: EntityName,
  changes: readonly RowChange[],
): void {
  const groups = new Map<string, { sql: string; values: Cell[]; ids: string[] }>();
  const statements = new Map<string, string>();
  for (const { row, set, columns, sent } of changes) {
    const values = columns.map((column) => set[column] ?? null);
    values.push(sent.length > 0 ? 1 : 0);
    const names = columns.join();
    const key = keyOf(names, values);
    const group = groups.get(key);
    if (group) {
      group.ids.push(row.id);
      continue;
    }
    let sql = statements.get(names);
    if (sql === undefined) statements.set(names, (sql = updateOf(entity, columns)));
    groups.set(key, { sql, values, ids: [row.id] });
  }
  const writers = new Map<string, ReturnType<Connection['runner']>>();
  for (const { sql, values, ids } of groups.values()) {
    if (ids.length >= MANY_ALIKE) {
      connection.run(`${sql} IN (SELECT value FROM json_each(?))`, [
        ...values,
        JSON.stringify(ids),
      ]);
      continue;
    }
    let write = writers.get(sql);
    if (!write) writers.set(sql, (write = connection.runner(`${sql} = ?`)));
    for (const id of ids) write(values, id);
  }
}

/** Sets columns of the rows whose id follows. */
function updateOf(entity: EntityName, columns: readonly string[]): string {
  const assignments = columns.map((column) => `${column} = ?`).join(', ');
  return `UPDATE main.${entity} SET ${assignments}, version = version + ? WHERE id`;
}

/** One text for the same columns with the same values, and for no others. */
function keyOf(columns: string, values: readonly Cell[]): string {
  let key = columns;
  for (const value of values) {
    key += typeof value === 'string' ? ` ${value.length}:${value}` : ` ${String(value)}`;
  }
  return key;
}

/** Rows with ids near each other lie on the same pages: in this order many of them are read in a quarter of the time. */
export function byId<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** In the order of the items. */
export function* inBatches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH);
}
