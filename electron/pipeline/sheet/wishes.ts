import type { ReadTx } from '#electron/replica/transaction';
import { type Cell, OUTCOMES, STAGES } from '#shared/pipeline/model';
import {
  type ChangedField,
  type RefusalCode,
  type SheetChange,
  type SheetField,
  type SheetPatch,
  sheetPatchSchema,
} from '#shared/pipeline/sheet/model';
import { ownerKey, readText, type ReadingContext, WRITES } from '#shared/pipeline/sheet/read-text';
import type { TransitionTarget } from '#shared/pipeline/stages';
import { REFERENCES } from '../commands';

/** A cell that cannot be read, whatever its row is. */
export interface Unread {
  readonly field: ChangedField;
  readonly code: RefusalCode;
  readonly text: string;
}

/** What an edit wishes for a row, and its cells that cannot be read. */
export interface ReadWish {
  readonly patch: SheetPatch;
  readonly to: TransitionTarget | null;
  readonly unread: readonly Unread[];
}

type Reading =
  | { readonly ok: true; readonly patch: SheetPatch; readonly to: TransitionTarget | null }
  | { readonly ok: false; readonly code: RefusalCode };

const NOTHING: ReadWish = { patch: {}, to: null, unread: [] };

/** Gives what a change wishes for the n-th row of its target. Each row of a block is read once, however often it repeats. */
export function wishesOf(
  tx: ReadTx,
  change: SheetChange,
  currency: string,
): (row: number) => ReadWish {
  if (change.kind === 'remove') return () => NOTHING;
  const known = referenceCheck(tx);
  if (change.kind === 'same') {
    const wish = checked(change.patch, change.to, known);
    return () => wish;
  }
  const { fields, rows } = change;
  const read: (field: SheetField, cell: Cell) => Reading =
    change.kind === 'values'
      ? (field, cell) => readValue(field, cell, known)
      : textReader({ currency, owners: ownersByName(tx) });
  const made: (ReadWish | undefined)[] = [];
  return (row) => {
    const at = row % rows.length;
    return (made[at] ??= wishOfRow(fields, rows[at] ?? [], read));
  };
}

function wishOfRow(
  fields: readonly SheetField[],
  cells: readonly Cell[],
  read: (field: SheetField, cell: Cell) => Reading,
): ReadWish {
  let patch: SheetPatch = {};
  let to: TransitionTarget | null = null;
  const unread: Unread[] = [];
  fields.forEach((field, column) => {
    const cell = cells[column];
    // A short row leaves its last columns as they are.
    if (cell === undefined) return;
    const reading = read(field, cell);
    if (!reading.ok) {
      unread.push({ field: WRITES[field], code: reading.code, text: String(cell ?? '') });
      return;
    }
    patch = { ...patch, ...reading.patch };
    to = reading.to ?? to;
  });
  return { patch, to, unread };
}

/** Blocks repeat few texts: the same one is read once. */
function textReader(context: ReadingContext): (field: SheetField, cell: Cell) => Reading {
  const known = new Map<string, Reading>();
  return (field, cell) => {
    const text = String(cell ?? '');
    const key = `${field}\n${text}`;
    const reading = known.get(key) ?? readText(field, text, context);
    if (known.size < 10_000) known.set(key, reading);
    return reading;
  };
}

function readValue(
  field: SheetField,
  value: Cell,
  known: (field: string, id: Cell) => boolean,
): Reading {
  if (field === 'stage') {
    const stage = STAGES.find((one) => one === value);
    const outcome = OUTCOMES.find((one) => one === value);
    if (stage !== undefined) return { ok: true, patch: {}, to: { stage } };
    if (outcome !== undefined) return { ok: true, patch: {}, to: { outcome } };
    return { ok: false, code: value === null ? 'required' : 'unknownStage' };
  }
  const column = WRITES[field];
  const parsed = sheetPatchSchema.safeParse({ [column]: value });
  if (!parsed.success) return { ok: false, code: value === null ? 'required' : 'outOfRange' };
  return known(column, value)
    ? { ok: true, patch: parsed.data, to: null }
    : { ok: false, code: 'unknownReference' };
}

function checked(
  patch: SheetPatch,
  to: TransitionTarget | null,
  known: (field: string, id: Cell) => boolean,
): ReadWish {
  const entries: [string, Cell | undefined][] = Object.entries(patch);
  const unread = entries.flatMap(([field, value]): Unread[] =>
    known(field, value ?? null)
      ? []
      : [{ field: field as ChangedField, code: 'unknownReference', text: '' }],
  );
  return { patch, to, unread };
}

/** Whether the id in a reference field is that of a record that is there; true for other fields and for none. */
function referenceCheck(tx: ReadTx): (field: string, id: Cell) => boolean {
  const seen = new Map<string, boolean>();
  return (field, id) => {
    const table = REFERENCES[field as keyof typeof REFERENCES] as string | undefined;
    if (table === undefined || id === null || id === '') return true;
    const key = `${table}:${String(id)}`;
    const found =
      seen.get(key) ??
      tx.get(`SELECT 1 FROM ${table} WHERE id = ? AND deleted_at IS NULL`, [id]) !== undefined;
    seen.set(key, found);
    return found;
  };
}

function ownersByName(tx: ReadTx): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const { id, name } of tx.all<{ id: string; name: string }>(
    'SELECT id, name FROM owner WHERE deleted_at IS NULL',
  )) {
    const key = ownerKey(name);
    owners.set(key, [...(owners.get(key) ?? []), id]);
  }
  return owners;
}
