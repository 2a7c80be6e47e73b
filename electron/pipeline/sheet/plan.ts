import type { ReadJob, ReadTx } from '#electron/replica/transaction';
import type { Cell } from '#shared/pipeline/model';
import type { ChangedField, RefusalCode, SheetPlan } from '#shared/pipeline/sheet/model';
import { cellsOf, type PartOfRow } from '#shared/pipeline/sheet/plan-row';
import { REFERENCES } from '../commands';
import { Earliest } from './earliest';
import { type PlannedRow, type ResolvedEdit, walkRows } from './walk';

/** Refused cells and changes that are named one by one. */
const MAX_REFUSED = 200;
const MAX_SAMPLES = 50;

interface PlanInput extends ResolvedEdit {
  /** Epoch ms: decides which day it is. */
  readonly now: number;
}

/** What an edit would do, with nothing written. */
export const planJob: ReadJob<PlanInput, SheetPlan> = (tx, input, job) => {
  const removes = input.change.kind === 'remove';
  const reasons = new Map<string, { field: ChangedField; code: RefusalCode; cells: number }>();
  const refused = new Earliest<SheetPlan['refused'][number]>(MAX_REFUSED);
  const samples = new Earliest<SheetPlan['samples'][number]>(MAX_SAMPLES);
  let [changedRows, changedCells, refusedRows, refusedCells] = [0, 0, 0, 0];
  const nameOf = names(tx);
  const count = ({ place, row, plan, refusals }: PlannedRow): void => {
    const cells = cellsOf(plan);
    if (cells > 0 || removes) changedRows += 1;
    changedCells += cells;
    if (samples.wants(place)) samples.add(place, samplesOf(row, plan, nameOf));
    if (refusals.length > 0) refusedRows += 1;
    refusedCells += refusals.length;
    for (const { field, code, text, missing } of refusals) {
      const key = `${field}:${code}`;
      const known = reasons.get(key) ?? { field, code, cells: 0 };
      known.cells += 1;
      reasons.set(key, known);
      const { id, name } = row;
      refused.add(place, [{ id, name, field, code, text, missing: [...missing] }]);
    }
  };
  walkRows(tx, input, input.now, job, (rows) => rows.forEach(count));
  return {
    rows: input.ids.length,
    changedRows,
    changedCells,
    refusedRows,
    refusedCells,
    reasons: [...reasons.values()].toSorted((a, b) => b.cells - a.cells),
    refused: refused.items(),
    samples: samples.items(),
    fingerprint: input.fingerprint,
  };
};

function samplesOf(
  row: PartOfRow,
  { patch, step }: PlannedRow['plan'],
  nameOf: (field: string, id: Cell) => Cell,
): SheetPlan['samples'] {
  const { id, name } = row;
  const samples = Object.entries(patch).map(([key, now]) => {
    const field = key as keyof typeof patch;
    return {
      id,
      name,
      field,
      was: nameOf(field, row[field] ?? null),
      now: nameOf(field, now ?? null),
    };
  });
  if (step === null) return samples;
  const field = step.set.stage === row.stage ? 'outcome' : 'stage';
  return [...samples, { id, name, field, was: row[field] ?? null, now: step.set[field] }];
}

/** Names instead of ids, each looked up once. */
function names(tx: ReadTx): (field: string, value: Cell) => Cell {
  const known = new Map<Cell, Cell>();
  return (field, value) => {
    const table = REFERENCES[field as keyof typeof REFERENCES] as string | undefined;
    if (table === undefined || value === null) return value;
    const name =
      known.get(value) ??
      tx.get<{ name: string }>(`SELECT name FROM ${table} WHERE id = ?`, [value])?.name ??
      value;
    known.set(value, name);
    return name;
  };
}
