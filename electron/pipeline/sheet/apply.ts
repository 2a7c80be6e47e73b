import type { Present, Row, RowUpdate, WriteJob, WriteTx } from '#electron/replica/transaction';
import type { Cell } from '#shared/pipeline/model';
import type { SheetResult } from '#shared/pipeline/sheet/model';
import { cellsOf } from '#shared/pipeline/sheet/plan-row';
import { overtakePending } from '../rules/approvals';
import { PATCH_COLUMNS } from '../rows';
import { Earliest } from './earliest';
import { type PlannedRow, type ResolvedEdit, walkRows } from './walk';

/**
 * Writes what the plan says, as one action: fields, steps in the process with their timeline, or tombstones. Cells that
 * are refused stay as they are.
 * @throws SandtableError CONFLICT_VERSION when a row is not as it was when the plan was made, CANCELLED; nothing is
 * written then
 */
export const applyJob: WriteJob<ResolvedEdit, SheetResult> = (tx, input, job) => {
  const at = tx.now();
  let rows = 0;
  let cells = 0;
  const subject = new Earliest<string>(1);
  const pending = waiting(tx, input.pipelineId);
  walkRows(tx, input, at, job, (planned) => {
    if (input.change.kind === 'remove') {
      for (const { place, row } of planned) subject.add(place, [row.name]);
      tx.removeMany(
        'opportunity',
        planned.map(({ row }) => row.id),
        { reason: input.reason },
      );
      rows += planned.length;
      return;
    }
    const changing = planned.filter(({ plan }) => cellsOf(plan) > 0);
    for (const { place, row } of changing) subject.add(place, [row.name]);
    tx.updateMany(
      'opportunity',
      changing.map((one) => updateOf(one, at)),
      { reason: input.reason },
    );
    addEvents(tx, changing, at, input.reason);
    for (const { row, plan } of changing) {
      if (plan.step !== null && pending.has(row.id)) overtakePending(tx, row.id);
    }
    rows += changing.length;
    for (const { plan } of changing) cells += cellsOf(plan);
  });
  if (rows > 0) tx.describe(subject.items()[0] ?? '');
  return { rows, cells };
};

/** A row whose fields are only filled is known as far as they go: it is not read again. */
function updateOf({ row, plan }: PlannedRow, at: number): RowUpdate {
  const { id, version } = row;
  const set = columnsOf(plan, at);
  if (plan.step !== null) return { id, set };
  const known: Present = { id, version };
  for (const field in plan.patch) {
    const name = field as keyof typeof PATCH_COLUMNS;
    known[PATCH_COLUMNS[name]] = row[name] ?? null;
  }
  return { id, set, row: known };
}

function columnsOf({ patch, step }: PlannedRow['plan'], at: number): Row {
  const set: Record<string, Cell> = {};
  for (const [field, value] of Object.entries(patch)) {
    set[PATCH_COLUMNS[field as keyof typeof PATCH_COLUMNS]] = value ?? null;
  }
  if (step === null) return set;
  const { stage, outcome, closedDay, lossReason } = step.set;
  set['stage'] = stage;
  set['outcome'] = outcome;
  set['closed_day'] = closedDay;
  set['loss_reason'] = lossReason;
  if (step.events.some((event) => event.outcome === null)) set['stage_entered_at'] = at;
  return set;
}

const EVENT_COLUMNS = [
  'id',
  'opportunity_id',
  'stage',
  'outcome',
  'at',
  'actor_name',
  'reason',
  'requested_by',
] as const;

function addEvents(
  tx: WriteTx,
  planned: readonly PlannedRow[],
  at: number,
  reason: string | null,
): void {
  const events = planned.flatMap(({ row, plan }) =>
    (plan.step?.events ?? []).map(({ stage, outcome }) => [row.id, stage, outcome] as const),
  );
  const ids = tx.newIds(events.length);
  const { actorName } = tx.action;
  tx.insertMany(
    'stage_event',
    EVENT_COLUMNS,
    events.map((event, place) => [ids[place] ?? tx.newId(), ...event, at, actorName, reason, null]),
  );
}

/** Deals that wait for an approval; most pipelines have none. */
function waiting(tx: WriteTx, pipelineId: string): ReadonlySet<string> {
  const rows = tx.all<{ id: string }>(
    `SELECT opportunity_id AS id FROM stage_approval
      WHERE pipeline_id = ? AND state = 'pending' AND deleted_at IS NULL`,
    [pipelineId],
  );
  return new Set(rows.map(({ id }) => id));
}
