import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import { asInserted } from './column-values';
import { DERIVED_COLUMNS, type EntityName } from './entities';
import { idAfter, idsOf, type IdRun } from './ids';
import { rowsOfEntry } from './packed-entries';
import type { ReadTx } from './transaction';

/** A change in the shape of the sync profile; columns instead of fields until it is sent. */
export interface Mutation {
  readonly entity: EntityName;
  readonly id: string;
  readonly kind: 'insert' | 'update' | 'delete' | 'restore';
  /** The version it was made from; 0 for a new row. */
  readonly base: number;
  readonly set?: Record<string, Cell>;
  readonly was?: Record<string, Cell>;
  readonly why?: string | null;
}

/** A mutation as it waits: with its own id and the time of its action (RFC 3339). */
export interface WaitingMutation extends Mutation {
  readonly mid: string;
  readonly at: string;
}

/** What one action did alike to many rows: they are named, not repeated, since the tables hold them already. */
interface NamedRows {
  readonly entity: EntityName;
  readonly at: string;
  /** The id of the first mutation; the n-th after it has it plus n, see {@link idAfter}. */
  readonly mid: string;
  readonly rows: readonly IdRun[];
}

/** Many new rows of one shape. */
export interface NamedInserts extends NamedRows {
  readonly kind: 'insertNamed';
  /** Columns that the rows were inserted with, as far as they are sent. */
  readonly columns: readonly string[];
}

/** Many rows, all in the same version, that go or come back together. */
export interface NamedMoves extends NamedRows {
  readonly kind: 'deleteNamed' | 'restoreNamed';
  readonly base: number;
}

/** Updates of the same columns in many rows. Each mutation's id is that of the first plus its place. */
export interface PackedUpdates extends Omit<NamedRows, 'rows'> {
  readonly kind: 'updateMany';
  readonly columns: readonly string[];
  readonly why: string | null;
  /** [id, base, new cells of `columns` in order, former cells of them] */
  readonly rows: (readonly [id: string, base: number, ...cells: Cell[]])[];
}

/** Updates of many rows that one entry of the log holds, from a place in it on. */
export interface LoggedUpdates extends Omit<NamedRows, 'rows'> {
  readonly kind: 'updateLogged';
  readonly why: string | null;
  readonly entry: number;
  readonly from: number;
  /** The version of each row before, as runs of equal ones. */
  readonly bases: readonly (readonly [version: number, rows: number])[];
}

/** {@link NamedInserts} as it was written before rows were named; such bodies may still wait. */
interface RepeatedInserts extends Omit<NamedInserts, 'kind' | 'rows'> {
  readonly kind: 'insertMany';
  /** [id, cells of `columns` in order] */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * The mutations of a stored body, in order. The same body always gives the same mutations, whatever happens to its rows
 * later: a named row is read as it was inserted.
 */
export function mutationsOf(tx: ReadTx, body: string): WaitingMutation[] {
  // Written by OutboxWriter only.
  const parsed = JSON.parse(body) as
    | WaitingMutation[]
    | NamedInserts
    | NamedMoves
    | PackedUpdates
    | LoggedUpdates
    | RepeatedInserts;
  if ('length' in parsed) return parsed;
  if (parsed.kind === 'updateMany') return updates(parsed);
  if (parsed.kind === 'updateLogged') return logged(tx, parsed);
  if ('base' in parsed) return moves(parsed);
  const { entity, at, mid, columns } = parsed;
  const rows = parsed.kind === 'insertNamed' ? named(tx, parsed) : parsed.rows;
  return rows.map(([id, ...cells], place) => {
    const set: Record<string, Cell> = {};
    for (const [index, column] of columns.entries()) {
      const cell = cells[index];
      if (cell !== null && cell !== undefined) set[column] = cell;
    }
    return { mid: idAfter(mid, place), entity, id: String(id), kind: 'insert', base: 0, set, at };
  });
}

function moves({ entity, kind, base, at, mid, rows }: NamedMoves): WaitingMutation[] {
  return idsOf(rows).map((id, place) => ({
    mid: idAfter(mid, place),
    entity,
    id,
    kind: kind === 'deleteNamed' ? 'delete' : 'restore',
    base,
    at,
  }));
}

function updates({ entity, at, mid, columns, why, rows }: PackedUpdates): WaitingMutation[] {
  return rows.map(([id, base, ...cells], place) => {
    const pick = (from: number): Record<string, Cell> =>
      Object.fromEntries(columns.map((column, index) => [column, cells[from + index] ?? null]));
    const [set, was] = [pick(0), pick(columns.length)];
    return { mid: idAfter(mid, place), entity, id, base, set, was, kind: 'update', why, at };
  });
}

function logged(tx: ReadTx, body: LoggedUpdates): WaitingMutation[] {
  const { entity, at, mid, why, entry, from, bases } = body;
  const found = tx.get<{ fields: string }>('SELECT fields FROM change_log WHERE seq = ?', [entry]);
  if (!found) throw new SandtableError('INTERNAL', `the log of a waiting ${entity} is gone`);
  const versions = bases.flatMap(([version, rows]) => Array.from({ length: rows }, () => version));
  const derived = DERIVED_COLUMNS[entity] ?? [];
  const rows = rowsOfEntry(null, found.fields).slice(from, from + versions.length);
  return rows.map(([id, fields], place) => {
    const set: Record<string, Cell> = {};
    const was: Record<string, Cell> = {};
    for (const [column, [before, now]] of Object.entries(fields)) {
      if (derived.includes(column)) continue;
      set[column] = now;
      was[column] = before;
    }
    const base = versions[place] ?? 0;
    return { mid: idAfter(mid, place), entity, id, base, set, was, kind: 'update', why, at };
  });
}

/** [id, cells of the columns in order] of every row that a body names. */
function named(tx: ReadTx, { entity, columns, rows }: NamedInserts): Cell[][] {
  const ids = idsOf(rows);
  const inserted = asInserted(tx, entity, ids);
  return ids.map((id) => {
    const row = inserted.get(id);
    if (!row) throw new SandtableError('INTERNAL', `a waiting ${entity} is gone`);
    return [id, ...columns.map((column) => row[column] ?? null)];
  });
}
