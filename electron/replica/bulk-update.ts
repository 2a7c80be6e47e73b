import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import type { ActionLog, LogFields } from './action-log';
import type { Connection, TableShape } from './connection';
import { type EntityName, SYSTEM_COLUMNS } from './entities';
import type { OutboxWriter } from './outbox';
import type { Row } from './transaction';

/** Rows read at a time. */
const BATCH = 500;
const RESERVED: ReadonlySet<string> = new Set(SYSTEM_COLUMNS);

/** New values of some columns of one row. */
export interface RowUpdate {
  readonly id: string;
  readonly set: Row;
}

/** Where a bulk update reads, writes and records. */
export interface BulkTools {
  readonly connection: Connection;
  readonly log: ActionLog;
  readonly outbox: OutboxWriter;
}

type Present = Record<string, Cell> & { readonly id: string; readonly version: number };

/** @throws SandtableError INTERNAL when a column is unknown or belongs to the write path */
export function assertWritable(shape: TableShape, entity: EntityName, column: string): void {
  if (shape.columns.has(column) && !RESERVED.has(column)) return;
  throw new SandtableError('INTERNAL', `${entity}.${column} cannot be set`);
}

/**
 * Writes what differs in many live rows: the same rows, log entries and mutations as one update after another, with the
 * reading done in batches.
 * @returns number of rows that changed
 * @throws SandtableError NOT_FOUND when a row is not there
 */
export function updateBulk(
  { connection, log, outbox }: BulkTools,
  entity: EntityName,
  updates: readonly RowUpdate[],
  reason: string | null,
): number {
  const shape = connection.shape(entity);
  let count = 0;
  for (let from = 0; from < updates.length; from += BATCH) {
    const batch = updates.slice(from, from + BATCH);
    const columns = [...new Set(batch.flatMap(({ set }) => Object.keys(set)))];
    for (const column of columns) assertWritable(shape, entity, column);
    const rows = presentRows(connection, entity, batch, columns);
    for (const { id, set } of batch) {
      const row = rows.get(id);
      if (!row) throw new SandtableError('NOT_FOUND', `no such ${entity}`, { entity, id });
      const changed = Object.keys(set).filter((column) => set[column] !== row[column]);
      if (changed.length === 0) continue;
      count += 1;
      const sent = changed.filter((column) => !shape.derived.has(column));
      const assignments = changed.map((column) => `${column} = ?`).join(', ');
      const sql = `UPDATE ${entity} SET ${assignments}, version = version + ? WHERE id = ?`;
      const values = changed.map((column) => set[column] ?? null);
      connection.run(sql, [...values, sent.length > 0 ? 1 : 0, id]);
      const fields: LogFields = {};
      for (const column of changed) fields[column] = [row[column] ?? null, set[column] ?? null];
      log.entry(entity, id, 'update', fields, reason);
      if (sent.length > 0) outbox.addUpdate(entity, row, sent, set, reason);
    }
  }
  return count;
}

function presentRows(
  connection: Connection,
  entity: EntityName,
  batch: readonly RowUpdate[],
  columns: readonly string[],
): Map<string, Present> {
  const rows = connection.all<Present>(
    `SELECT ${['id', 'version', ...columns].join(', ')} FROM ${entity}
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
    [JSON.stringify(batch.map(({ id }) => id))],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
