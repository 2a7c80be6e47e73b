import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import type { LogFields, LogOp } from './action-log';
import { byId, inBatches, presentRows, type Wanted } from './bulk-update';
import { heldAt } from './column-values';
import type { EntityName } from './entities';
import { rowsOfEntry } from './packed-entries';
import type { Present, ReadTx } from './transaction';
import type { WriteTransaction } from './write-transaction';

export type Direction = 'undo' | 'redo';

interface Entry {
  readonly seq: number;
  readonly entity: EntityName;
  readonly entity_id: string | null;
  readonly op: LogOp;
  readonly fields: string;
  /** Not null: the entry speaks of many rows. */
  readonly first_id: string | null;
}

/** What one action did to one row, all its entries taken together. */
interface RowEffect {
  readonly entity: EntityName;
  readonly id: string;
  /** Whether the row was there before and after the action. */
  readonly before: boolean;
  after: boolean;
  readonly fields: LogFields;
  /** The row as it is, with the columns of `fields` at least. */
  row?: Present | undefined;
}

/** A column in the way: somebody changed it since. */
interface Blocker {
  readonly id: string;
  readonly field: string;
}

/** Rows named in a refusal at most. */
const MAX_BLOCKERS = 20;

/** The action that undo or redo would take next, or undefined. */
export function nextAction(tx: ReadTx, direction: Direction): string | undefined {
  const sql =
    direction === 'undo'
      ? "SELECT id FROM action WHERE state = 'done' ORDER BY seq DESC LIMIT 1"
      : 'SELECT id FROM action WHERE redoable = 1 ORDER BY seq LIMIT 1';
  return tx.get<{ id: string }>(sql)?.id;
}

/** Why an action that is not the next one cannot be taken back now: a newer one stands before it, or it is undone. */
export function notItsTurn(tx: ReadTx, id: string): SandtableError {
  const action = tx.get<{ state: string }>('SELECT state FROM action WHERE id = ?', [id]);
  return action?.state === 'done'
    ? new SandtableError('UNDO_NEWER_FIRST', 'a newer action comes first')
    : new SandtableError('UNDO_GONE', 'the action is undone, or stays');
}

/**
 * Takes action `target` back, or repeats it, column by column, inside the open transaction of `tx` (an action of its
 * own). Refused whole when a touched column no longer holds what the action left there (or found there).
 * @throws SandtableError UNDO_BLOCKED with `ids`: the rows in the way, `fields`: their columns
 */
export function revert(tx: WriteTransaction, target: string, direction: Direction): void {
  const entries = tx.all<Entry>(
    'SELECT seq, entity, entity_id, op, fields, first_id FROM change_log WHERE action_id = ? ORDER BY seq',
    [target],
  );
  const last = entries.at(-1)?.seq ?? 0;
  const bulk = new Set(entries.filter(isBulk).map(({ entity }) => entity));
  // Rows of a bulk insert come and go as one; what the action changed in them later stays in the row.
  const effects = effectsOf(entries).filter((e) => e.before || !bulk.has(e.entity));
  readRows(tx, effects);
  const blockers: Blocker[] = [];
  for (const effect of effects) blockers.push(...blockersOf(tx, effect, direction, last));
  if (direction === 'undo') {
    for (const entity of bulk) blockers.push(...bulkBlockers(tx, entity, target, last));
  }
  if (blockers.length > 0) refuse(blockers);
  applyAll(tx, effects.toReversed(), direction);
  for (const entity of bulk) tx.moveBulk(entity, target, direction);
}

/** Whether an entry speaks of all rows that an action created. */
function isBulk({ entity_id: id, first_id: first }: Entry): boolean {
  return id === null && first === null;
}

/** Folds the entries of an action to one effect a row; rows that came and went within it are left out. */
function effectsOf(entries: readonly Entry[]): RowEffect[] {
  const effects: RowEffect[] = [];
  const byEntity = new Map<EntityName, Map<string, RowEffect>>();
  for (const entry of entries) {
    if (isBulk(entry)) continue;
    const { entity, op } = entry;
    let own = byEntity.get(entity);
    if (!own) byEntity.set(entity, (own = new Map()));
    const after = op !== 'delete';
    for (const [id, changed] of rowsOfEntry(entry.entity_id, entry.fields)) {
      const known = own.get(id);
      if (!known) {
        const effect = { entity, id, before: op !== 'insert', after, fields: changed };
        own.set(id, effect);
        effects.push(effect);
        continue;
      }
      known.after = after;
      for (const [column, [was, now]] of Object.entries(changed)) {
        const earlier = known.fields[column];
        known.fields[column] = [earlier ? earlier[0] : was, now];
      }
    }
  }
  return effects.filter((effect) => effect.before || effect.after);
}

function readRows(tx: ReadTx, effects: readonly RowEffect[]): void {
  for (const entity of new Set(effects.map((effect) => effect.entity))) {
    const own = effects.filter((effect) => effect.entity === entity);
    for (const batch of inBatches(byId(own, ({ id }) => id))) {
      const columns = new Set<string>();
      for (const { fields } of batch) for (const column in fields) columns.add(column);
      const ids = batch.map(({ id }) => id);
      const rows = presentRows(tx, entity, ids, [...columns]);
      for (const effect of batch) effect.row = rows.get(effect.id);
    }
  }
}

function blockersOf(
  tx: WriteTransaction,
  effect: RowEffect,
  direction: Direction,
  since: number,
): Blocker[] {
  const { entity, id, fields, row } = effect;
  const shouldLive = direction === 'undo' ? effect.after : effect.before;
  if (!row || (row['deleted_at'] === null) !== shouldLive) return [{ id, field: 'deleted_at' }];
  if (!effect.before) return direction === 'undo' ? touchedSince(tx, entity, [id], since) : [];
  const side = direction === 'undo' ? 1 : 0;
  const blockers: Blocker[] = [];
  for (const field in fields)
    if (row[field] !== fields[field]?.[side]) blockers.push({ id, field });
  return blockers;
}

function bulkBlockers(
  tx: WriteTransaction,
  entity: EntityName,
  target: string,
  since: number,
): Blocker[] {
  const gone = tx.all<{ id: string }>(
    `SELECT id FROM main.${entity} WHERE created_action = ? AND deleted_at IS NOT NULL AND id NOT IN
      (SELECT entity_id FROM change_log WHERE action_id = ? AND entity = ? AND op = 'delete')`,
    [target, target, entity],
  );
  const touched = tx.all<{ id: string }>(
    `SELECT DISTINCT l.entity_id AS id FROM change_entry l JOIN main.${entity} r ON r.id = l.entity_id
      WHERE l.seq > ? AND l.entity = ? AND r.created_action = ?`,
    [since, entity, target],
  );
  const ids = touched.map((row) => row.id);
  return [
    ...gone.map(({ id }) => ({ id, field: 'deleted_at' })),
    ...touchedSince(tx, entity, ids, since),
  ];
}

/** Columns of rows that no longer hold what they held at log entry `since`. */
function touchedSince(
  tx: WriteTransaction,
  entity: EntityName,
  ids: readonly string[],
  since: number,
): Blocker[] {
  const blockers: Blocker[] = [];
  for (const [id, held] of heldAt(tx, entity, ids, since)) {
    const row = tx.stored(entity, id);
    for (const [field, was] of held) if (row?.[field] !== was) blockers.push({ id, field });
  }
  return blockers;
}

/** Effects in the order given; rows that only change, one after the other, together. */
function applyAll(tx: WriteTransaction, effects: readonly RowEffect[], direction: Direction): void {
  let together: Wanted[] = [];
  let of: EntityName | null = null;
  const write = (): void => {
    if (of !== null) tx.putMany(of, together);
    together = [];
  };
  for (const effect of effects) {
    const { entity, before, after, row } = effect;
    if (entity !== of) write();
    of = entity;
    if (row && before && after) {
      together.push({ row, set: setOf(effect, direction) });
    } else {
      write();
      apply(tx, effect, direction);
    }
  }
  write();
}

/** The values that the columns of an effect get back. */
function setOf({ fields }: RowEffect, direction: Direction): Record<string, Cell> {
  const side = direction === 'undo' ? 0 : 1;
  const set: Record<string, Cell> = {};
  for (const column in fields) set[column] = fields[column]?.[side] ?? null;
  return set;
}

function apply(tx: WriteTransaction, effect: RowEffect, direction: Direction): void {
  const { entity, id } = effect;
  const row = tx.stored(entity, id);
  if (!row) return;
  const live = direction === 'undo' ? effect.before : effect.after;
  const set = setOf(effect, direction);
  // The columns of a row that the action made stay as they are: it is only buried or revived.
  if (row.deleted_at !== null && live) tx.revive(entity, row, null);
  if (effect.before) tx.put(entity, tx.stored(entity, id) ?? row, set, null);
  if (row.deleted_at === null && !live) tx.bury(entity, tx.stored(entity, id) ?? row, null);
}

function refuse(blockers: readonly Blocker[]): never {
  throw new SandtableError('UNDO_BLOCKED', 'something changed since', {
    ids: [...new Set(blockers.map((blocker) => blocker.id))].slice(0, MAX_BLOCKERS),
    fields: [...new Set(blockers.map((blocker) => blocker.field))],
    rows: new Set(blockers.map((blocker) => blocker.id)).size,
  });
}
