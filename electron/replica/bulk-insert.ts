import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import type { Connection } from './connection';
import type { EntityName } from './entities';
import { charactersOf, MAX_CHARACTERS, MAX_MUTATIONS, type OutboxWriter } from './outbox';
import type { Row } from './transaction';
import { reached } from './write-points';

const NOT_FOR_CALLERS = ['version', 'created_action', 'deleted_at'];

/** How rows of one shape are inserted: statement, position of the id, and the columns that are sent. */
interface InsertPlan {
  readonly sql: string;
  readonly idAt: number;
  readonly sent: readonly string[];
}

/**
 * Inserts one row with version 1 and gives its mutation to the outbox.
 * @throws SandtableError INTERNAL when a column is unknown or reserved
 */
export function insertOne(
  connection: Connection,
  outbox: OutboxWriter,
  actionId: string,
  entity: EntityName,
  row: Row,
): void {
  const plan = planFor(connection, entity, Object.keys(row));
  connection.run(plan.sql, [...Object.values(row), actionId]);
  const set: Record<string, Cell> = {};
  for (const column of plan.sent) set[column] = row[column] ?? null;
  outbox.add({ entity, id: String(row['id']), kind: 'insert', base: 0, set });
}

/**
 * As {@link insertOne} for many rows, given as cells of `columns`. Their mutations name them: a body of 200 rows takes
 * 300 bytes instead of 70,000.
 */
export function insertBulk(
  connection: Connection,
  outbox: OutboxWriter,
  actionId: string,
  entity: EntityName,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const { sql, idAt, sent } = planFor(connection, entity, columns);
  const insert = connection.runner(sql);
  let ids: string[] = [];
  let characters = 0;
  for (const cells of rows) {
    if (cells.length !== columns.length) fail(entity, 'a row has more or fewer cells than columns');
    const length = charactersOf(cells);
    if (ids.length === MAX_MUTATIONS || (ids.length > 0 && characters + length > MAX_CHARACTERS)) {
      outbox.addInserted(entity, sent, ids);
      reached('bulk.batch');
      ids = [];
      characters = 0;
    }
    ids.push(String(cells[idAt]));
    characters += length;
    insert(cells, actionId);
  }
  outbox.addInserted(entity, sent, ids);
}

function planFor(
  connection: Connection,
  entity: EntityName,
  columns: readonly string[],
): InsertPlan {
  const { columns: known, derived } = connection.shape(entity);
  for (const name of columns) {
    if (!known.has(name) || NOT_FOR_CALLERS.includes(name)) fail(entity, `no column ${name}`);
  }
  const idAt = columns.indexOf('id');
  if (idAt === -1) fail(entity, 'a row needs an id');
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO main.${entity} (${columns.join(', ')}, version, created_action)
    VALUES (${marks}, 1, ?)`;
  const sent = columns.filter((name) => name !== 'id' && !derived.has(name));
  return { sql, idAt, sent };
}

function fail(entity: EntityName, message: string): never {
  throw new SandtableError('INTERNAL', `${entity}: ${message}`);
}
