import type { Cell } from '#shared/pipeline/model';
import type { ActionChange } from '#shared/workspace/model';
import type { LogFields } from './action-log';
import { DERIVED_COLUMNS, ENTITY_NAMES, type EntityName } from './entities';
import { rowsOfEntry } from './packed-entries';
import { shownCell } from './shown';
import type { ReadTx } from './transaction';

/** More entries than these are not looked through: the action is told by its name and number of rows. */
const MOST_ENTRIES = 500;

interface Entry {
  readonly entity: EntityName;
  readonly id: string;
  readonly fields: LogFields;
}

/**
 * What an action changed in records that were there before, taken from the change log: of one record every field, of
 * several only the fields that all of them got, with the values that all of them share. Ids are told as names. Null when
 * it changed no record, records of several kinds, or more than 500 fields' worth.
 */
export function actionChange(tx: ReadTx, actionId: string): ActionChange | null {
  const entries = updatesOf(tx, actionId);
  const [first] = entries;
  if (first === undefined || entries.length > MOST_ENTRIES) return null;
  const { entity } = first;
  if (entries.some((entry) => entry.entity !== entity)) return null;
  const derived = new Set(DERIVED_COLUMNS[entity] ?? []);
  const records = [...byRecord(entries).values()];
  const fields = Object.entries(common(records)).flatMap(([column, [was, now]]) =>
    derived.has(column) || tx.scope?.hides(entity, column) === true
      ? []
      : [
          {
            field: column,
            was: readable(tx, entity, column, was),
            now: readable(tx, entity, column, now),
          },
        ],
  );
  return { entity, records: records.length, fields, currency: currencyOf(tx, first) };
}

/** What an action updated, row by row; cut off above {@link MOST_ENTRIES}. */
function updatesOf(tx: ReadTx, actionId: string): Entry[] {
  const entries: Entry[] = [];
  for (const { entity, id: single, fields } of tx.iterate<{
    entity: EntityName;
    id: string | null;
    fields: string;
  }>(
    `SELECT entity, entity_id AS id, fields FROM change_log
      WHERE action_id = ? AND op = 'update' ORDER BY seq`,
    [actionId],
  )) {
    for (const [id, changed] of rowsOfEntry(single, fields)) {
      entries.push({ entity, id, fields: changed });
    }
    if (entries.length > MOST_ENTRIES) break;
  }
  return entries;
}

function byRecord(entries: readonly Entry[]): Map<string, LogFields> {
  const records = new Map<string, LogFields>();
  for (const { id, fields } of entries) {
    const known = records.get(id) ?? {};
    for (const [column, [was, now]] of Object.entries(fields)) {
      known[column] = [known[column]?.[0] ?? was, now];
    }
    records.set(id, known);
  }
  return records;
}

/** Undefined where the records differ. */
type Shared = Record<string, [was: Cell | undefined, now: Cell | undefined]>;

function common(records: readonly LogFields[]): Shared {
  const [first = {}, ...others] = records;
  const shared: Shared = {};
  for (const [column, [was, now]] of Object.entries(first)) {
    const same = others.map((one) => one[column]);
    if (same.some((pair) => pair === undefined)) continue;
    shared[column] = [
      same.every((pair) => pair?.[0] === was) ? was : undefined,
      same.every((pair) => pair?.[1] === now) ? now : undefined,
    ];
  }
  return shared;
}

/** `owner_id` holds the id of an `owner`: people read its name. */
function readable(
  tx: ReadTx,
  entity: EntityName,
  column: string,
  value: Cell | undefined,
): Cell | undefined {
  if (typeof value !== 'string') return value;
  const target = ENTITY_NAMES.find((name) => column === `${name}_id`);
  if (target === undefined) return shownCell(tx, entity, column, value);
  const row = tx.get<{ name: string }>(`SELECT name FROM ${target} WHERE id = ?`, [value]);
  return row === undefined ? value : shownCell(tx, target, 'name', row.name);
}

/** The currency of the amounts of an opportunity. */
function currencyOf(tx: ReadTx, { entity, id }: Entry): string | null {
  if (entity !== 'opportunity') return null;
  const pipeline = tx.get<{ currency: string }>(
    'SELECT p.currency FROM opportunity o JOIN pipeline p ON p.id = o.pipeline_id WHERE o.id = ?',
    [id],
  );
  return pipeline?.currency ?? null;
}
