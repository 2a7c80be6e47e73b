import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import type { Connection } from './connection';
import type { EntityName } from './entities';
import { MAX_CHARACTERS, MAX_MUTATIONS, type OutboxWriter } from './outbox';
import type { Row } from './transaction';

const NOT_FOR_CALLERS = ['version', 'created_action', 'deleted_at'];

/** How rows of one shape are inserted: statement, its columns, and the positions of those that are sent. */
interface InsertPlan {
  readonly sql: string;
  readonly columns: readonly string[];
  readonly idAt: number;
  readonly sentAt: readonly number[];
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
  const plan = planFor(connection, entity, row);
  const cells = cellsOf(plan, entity, row);
  connection.statement(plan.sql).run([...cells, actionId]);
  const set: Record<string, Cell> = {};
  for (const index of plan.sentAt) set[plan.columns[index] ?? ''] = cells[index] ?? null;
  outbox.add({ entity, id: String(row['id']), kind: 'insert', base: 0, set });
}

/**
 * As {@link insertOne} for many rows of one shape. Their mutations name them: a body of 200 rows takes 200 bytes
 * instead of 70,000.
 */
export function insertBulk(
  connection: Connection,
  outbox: OutboxWriter,
  actionId: string,
  entity: EntityName,
  rows: readonly Row[],
): void {
  const first = rows[0];
  if (!first) return;
  const plan = planFor(connection, entity, first);
  const names = plan.sentAt.map((index) => plan.columns[index] ?? '');
  const statement = connection.statement(plan.sql);
  let ids: string[] = [];
  let characters = 0;
  for (const row of rows) {
    const cells = cellsOf(plan, entity, row);
    const length = charactersOf(cells);
    if (ids.length === MAX_MUTATIONS || (ids.length > 0 && characters + length > MAX_CHARACTERS)) {
      outbox.addInserted(entity, names, ids);
      ids = [];
      characters = 0;
    }
    ids.push(String(row['id']));
    characters += length;
    cells.push(actionId);
    statement.run(cells);
  }
  outbox.addInserted(entity, names, ids);
}

function charactersOf(cells: readonly Cell[]): number {
  let characters = 0;
  for (const cell of cells) if (typeof cell === 'string') characters += cell.length;
  return characters;
}

function planFor(connection: Connection, entity: EntityName, row: Row): InsertPlan {
  const { columns: known, derived } = connection.shape(entity);
  const columns = Object.keys(row);
  for (const name of columns) {
    if (!known.has(name) || NOT_FOR_CALLERS.includes(name)) fail(entity, `no column ${name}`);
  }
  const idAt = columns.indexOf('id');
  if (idAt === -1) fail(entity, 'a row needs an id');
  const marks = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${entity} (${columns.join(', ')}, version, created_action)
    VALUES (${marks}, 1, ?)`;
  const sentAt = columns.flatMap((name, index) =>
    name === 'id' || derived.has(name) ? [] : [index],
  );
  return { sql, columns, idAt, sentAt };
}

function cellsOf({ columns }: InsertPlan, entity: EntityName, row: Row): Cell[] {
  const cells: Cell[] = [];
  for (const column of columns) {
    const cell = row[column];
    if (cell === undefined) fail(entity, `a row lacks ${column}`);
    cells.push(cell);
  }
  if (Object.keys(row).length !== columns.length) fail(entity, 'rows differ in their columns');
  return cells;
}

function fail(entity: EntityName, message: string): never {
  throw new SandtableError('INTERNAL', `${entity}: ${message}`);
}
