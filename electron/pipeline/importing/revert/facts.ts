import type { LogFields } from '#electron/replica/action-log';
import { DERIVED_COLUMNS, type EntityName } from '#electron/replica/entities';
import type { JobContext, ReadTx } from '#electron/replica/transaction';
import type { ImportedRow, RowLink } from '#shared/pipeline/import-revert';
import type { Cell, Outcome, Stage } from '#shared/pipeline/model';
import { isLegalState } from '#shared/pipeline/stages';
import { type Reference, references } from './references';

/** Rows read at a time. */
const BATCH = 500;

type Values = Record<string, Cell>;
type Stored = Values & { readonly id: string; readonly version: number; deleted_at: Cell };

/** A record of an import with what taking it back needs. */
export interface Imported extends ImportedRow {
  readonly entity: EntityName;
  readonly version: number;
  /** Columns to put back; empty for a record that the import made. */
  readonly back: Values;
  /** Columns that were changed since. */
  readonly fields: readonly string[];
  /** The action that changed it last. */
  readonly lastAction: string | null;
}

/** What the data say about an import. */
export interface RevertFacts {
  readonly rows: readonly Imported[];
  /** Records with nothing left to take back. */
  readonly gone: number;
  readonly links: readonly RowLink[];
  /** Table of each record that refers to one of the import. */
  readonly tableOf: ReadonlyMap<string, string>;
}

/** What was done to a record after the import. */
interface Later {
  /** What its columns held when the import was finished, as far as they were changed later. */
  readonly held: Values;
  lastAction: string;
}

/**
 * Looks up what an import did that is still there, who touched it since, and what refers to it. A record counts as touched
 * when a column holds something else than the import left there; a change that was taken back is none.
 */
export function revertFacts(tx: ReadTx, actionId: string, job: JobContext): RevertFacts {
  const since =
    tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change_log WHERE action_id = ?', [
      actionId,
    ])?.seq ?? 0;
  const entities = tx
    .all<{ entity: EntityName }>('SELECT DISTINCT entity FROM change_log WHERE action_id = ?', [
      actionId,
    ])
    .map(({ entity }) => entity);
  const all = references(tx);
  const rows: Imported[] = [];
  const links: RowLink[] = [];
  const tableOf = new Map<string, string>();
  const released = new Set<string>();
  let gone = 0;
  for (const entity of entities) {
    job.throwIfCancelled();
    const made = madeBy(tx, entity, actionId);
    const before = changedBy(tx, entity, actionId, made.ids);
    const later = changesSince(tx, entity, since, (id) => made.live.has(id) || before.has(id));
    gone += made.ids.size - made.live.size;
    for (const [id, version] of made.live) {
      if (later.has(id)) continue;
      rows.push({ ...untouched(entity, id, version), change: 'inserted', back: {} });
    }
    const asked = [...before.keys(), ...[...later.keys()].filter((id) => made.live.has(id))];
    for (const stored of presentRows(tx, entity, asked)) {
      job.throwIfCancelled();
      const was = before.get(stored.id);
      const found = imported(entity, stored, was, later.get(stored.id));
      if (found === null) gone += 1;
      else rows.push(found);
      for (const column of Object.keys(was ?? {})) released.add(`${stored.id} ${column}`);
    }
    gone += before.size - countPresent(tx, entity, before);
  }
  for (const reference of all) {
    if (!entities.includes(reference.to)) continue;
    for (const { id, target } of referring(tx, reference, actionId)) {
      tableOf.set(id, reference.table);
      links.push({
        from: id,
        to: target,
        part: reference.part,
        released: released.has(`${id} ${reference.column}`),
      });
    }
  }
  return { rows: withMissing(tx, all, rows), gone, links, tableOf };
}

function untouched(entity: EntityName, id: string, version: number) {
  return {
    entity,
    id,
    version,
    edited: false,
    blocked: null,
    fields: [],
    lastAction: null,
  } as const;
}

/** Records that the action made; the live ones with their versions. */
function madeBy(tx: ReadTx, entity: EntityName, actionId: string) {
  const ids = new Set<string>();
  const live = new Map<string, number>();
  for (const { id, version, dead } of tx.iterate<{ id: string; version: number; dead: number }>(
    `SELECT id, version, deleted_at IS NOT NULL AS dead FROM ${entity} WHERE created_action = ?`,
    [actionId],
  )) {
    ids.add(id);
    if (dead === 0) live.set(id, version);
  }
  return { ids, live };
}

/** Records that were there before → what the action found in the columns that it changed. */
function changedBy(
  tx: ReadTx,
  entity: EntityName,
  actionId: string,
  made: ReadonlySet<string>,
): Map<string, Values> {
  const before = new Map<string, Values>();
  for (const { id, fields } of tx.iterate<{ id: string; fields: string }>(
    `SELECT entity_id AS id, fields FROM change_entry
      WHERE action_id = ? AND entity = ? AND op = 'update' ORDER BY seq`,
    [actionId, entity],
  )) {
    if (!made.has(id)) before.set(id, { ...firstOf(fields), ...before.get(id) });
  }
  return before;
}

function changesSince(
  tx: ReadTx,
  entity: EntityName,
  since: number,
  asked: (id: string) => boolean,
): Map<string, Later> {
  const later = new Map<string, Later>();
  for (const { id, fields, action } of tx.iterate<{ id: string; fields: string; action: string }>(
    `SELECT entity_id AS id, fields, action_id AS action FROM change_entry
      WHERE seq > ? AND entity = ? AND op = 'update' ORDER BY seq`,
    [since, entity],
  )) {
    if (!asked(id)) continue;
    const known = later.get(id);
    later.set(id, { held: { ...firstOf(fields), ...known?.held }, lastAction: action });
  }
  return later;
}

/** The values before a change. */
function firstOf(fields: string): Values {
  // Written by the action log only.
  const changed = JSON.parse(fields) as LogFields;
  return Object.fromEntries(Object.entries(changed).map(([column, [was]]) => [column, was]));
}

function* presentRows(tx: ReadTx, entity: EntityName, ids: readonly string[]): Generator<Stored> {
  for (let from = 0; from < ids.length; from += BATCH) {
    yield* tx.all<Stored>(
      `SELECT * FROM ${entity}
        WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
      [JSON.stringify(ids.slice(from, from + BATCH))],
    );
  }
}

function countPresent(tx: ReadTx, entity: EntityName, before: ReadonlyMap<string, Values>): number {
  const ids = JSON.stringify([...before.keys()]);
  const found = tx.get<{ n: number }>(
    `SELECT count(*) AS n FROM ${entity}
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
    [ids],
  );
  return found?.n ?? 0;
}

/** A live record as the rules take it; null when nothing of the import is left in it. */
function imported(
  entity: EntityName,
  row: Stored,
  was: Values | undefined,
  later: Later | undefined,
): Imported | null {
  const { id, version } = row;
  const derived = DERIVED_COLUMNS[entity] ?? [];
  const fields = Object.entries(later?.held ?? {})
    .filter(([column, held]) => row[column] !== held && !derived.includes(column))
    .map(([column]) => column)
    .filter((column) => was === undefined || !(column in was) || row[column] !== was[column]);
  const edited = fields.length > 0;
  const lastAction = edited ? (later?.lastAction ?? null) : null;
  const common = { entity, id, version, edited, fields, lastAction };
  if (was === undefined) return { ...common, change: 'inserted', back: {}, blocked: null };
  const back = Object.fromEntries(
    Object.entries(was).filter(([column, value]) => row[column] !== value),
  );
  if (Object.keys(back).length === 0) return null;
  const blocked = edited && !fits(entity, { ...row, ...back }) ? 'misfit' : null;
  return { ...common, change: 'updated', back, blocked };
}

/** Whether what was there before goes with what was edited since. */
function fits(entity: EntityName, row: Values): boolean {
  if (entity !== 'opportunity') return true;
  const outcome = row['outcome'] as Outcome;
  const [opened, closed] = [row['opened_day'] ?? null, row['closed_day'] ?? null];
  if (outcome === 'open' && closed !== null) return false;
  if (opened !== null && closed !== null && closed < opened) return false;
  return isLegalState(row['stage'] as Stage, outcome);
}

/** Live rows that refer to a live record which the action made. */
function referring(
  tx: ReadTx,
  { table, column, to }: Reference,
  actionId: string,
): IterableIterator<{ id: string; target: string }> {
  return tx.iterate(
    `SELECT d.id, t.id AS target FROM ${table} d CROSS JOIN ${to} t ON t.id = d.${column}
      WHERE d.deleted_at IS NULL AND t.created_action = ? AND t.deleted_at IS NULL`,
    [actionId],
  );
}

/** Blocks records that would refer to something that is no longer there. */
function withMissing(tx: ReadTx, all: readonly Reference[], rows: readonly Imported[]): Imported[] {
  const live = new Map<string, boolean>();
  const isLive = (to: EntityName, id: string): boolean => {
    let known = live.get(id);
    if (known === undefined) {
      known = tx.get(`SELECT 1 FROM ${to} WHERE id = ? AND deleted_at IS NULL`, [id]) !== undefined;
      live.set(id, known);
    }
    return known;
  };
  return rows.map((row) => {
    const missing = all.some(({ table, column, to }) => {
      const id = table === row.entity ? row.back[column] : null;
      return typeof id === 'string' && !isLive(to, id);
    });
    return missing ? { ...row, blocked: 'missing' } : row;
  });
}
