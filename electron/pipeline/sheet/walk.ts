import type { JobContext, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { SheetChange } from '#shared/pipeline/sheet/model';
import { type BareRow, planRow, type Refusal, type RowPlan } from '#shared/pipeline/sheet/plan-row';
import { momentIn } from '../rules/move';
import { rulesOf } from '../rules/stage-rules';
import { bareRowsById } from '../rows';
import type { Targets } from './targets';
import { type Unread, wishesOf } from './wishes';

/** Rows read at a time. */
const BATCH = 500;

/** An edit with the rows it was resolved to. */
export interface ResolvedEdit extends Targets {
  readonly change: SheetChange;
  readonly reason: string | null;
}

/** One row of an edit: as it is, and what happens to it. */
export interface PlannedRow {
  readonly row: BareRow;
  readonly plan: RowPlan;
  readonly refusals: readonly (Refusal & { readonly text: string })[];
}

/**
 * Goes through the rows of an edit in batches and plans each. The same walk counts in the reader and writes in the
 * writer, so that what is shown before is what happens.
 * @throws SandtableError CONFLICT_VERSION when a row is gone or has another version, CANCELLED
 */
export function walkRows(
  tx: ReadTx,
  edit: ResolvedEdit,
  now: number,
  job: JobContext,
  take: (rows: readonly PlannedRow[]) => void,
): void {
  const { ids, versions, change, reason, pipelineId } = edit;
  if (ids.length === 0) return;
  const { day } = momentIn(tx, pipelineId, now);
  const rules = rulesOf(tx, pipelineId);
  const currency = tx.get<{ currency: string }>('SELECT currency FROM pipeline WHERE id = ?', [
    pipelineId,
  ])?.currency;
  const wishOf = wishesOf(tx, change, currency ?? 'CNY');
  for (let from = 0; from < ids.length; from += BATCH) {
    job.throwIfCancelled();
    const wanted = ids.slice(from, from + BATCH);
    const rows = bareRowsById(tx, wanted);
    const planned = rows.map((row, place): PlannedRow => {
      const at = from + place;
      if (row.id !== ids[at] || row.version !== versions[at]) throw changed(row.id);
      const wish = wishOf(at);
      const plan = planRow(row, { ...wish, reason }, day, rules);
      return judged(row, plan, wish.unread, change.kind === 'same');
    });
    if (rows.length < wanted.length) throw changed('');
    take(planned);
    job.progress(Math.min(ids.length, from + BATCH), ids.length, 'writing');
  }
}

function judged(
  row: BareRow,
  plan: RowPlan,
  unread: readonly Unread[],
  whole: boolean,
): PlannedRow {
  if (unread.length === 0 && plan.refusals.length === 0) return { row, plan, refusals: [] };
  const refusals = [
    ...unread.map((one) => ({ ...one, missing: [] })),
    ...plan.refusals.map((one) => ({ ...one, text: '' })),
  ];
  return { row, plan: whole ? { patch: {}, step: null, refusals: [] } : plan, refusals };
}

function changed(id: string): SandtableError {
  return new SandtableError('CONFLICT_VERSION', 'a row changed meanwhile', {
    entity: 'opportunity',
    id,
  });
}
