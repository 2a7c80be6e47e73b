import type { JobContext, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { SheetChange, SheetPatch } from '#shared/pipeline/sheet/model';
import {
  onlyFills,
  type PartOfRow,
  planFilled,
  planRow,
  type Refusal,
  type RowPlan,
} from '#shared/pipeline/sheet/plan-row';
import { momentIn } from '../rules/move';
import { rulesOf } from '../rules/stage-rules';
import { bareRowsById, partRowsById } from '../rows';
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
  /** Where it stands among the rows of the edit. */
  readonly place: number;
  /** With the fields that the edit looks at, at least. */
  readonly row: PartOfRow;
  readonly plan: RowPlan;
  readonly refusals: readonly (Refusal & { readonly text: string })[];
}

/**
 * Goes through the rows of an edit in batches and plans each. The same walk counts in the reader and writes in the
 * writer, so that what is shown before is what happens. Rows come by id, not by place: rows with ids near each other lie
 * on the same pages, and reading 50,000 of them takes a quarter of the time.
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
  const whole = change.kind === 'same';
  const filled = fieldsFilled(change);
  const plansOf = (wanted: readonly string[], places: readonly number[]): PlannedRow[] => {
    if (filled !== null) {
      return partRowsById(tx, wanted, filled).map((row, index) => {
        const place = places[index] ?? 0;
        const { patch, unread } = wishOf(place);
        return { place, row, ...judged(planFilled(row, patch), unread, whole) };
      });
    }
    return bareRowsById(tx, wanted).map((row, index) => {
      const place = places[index] ?? 0;
      const wish = wishOf(place);
      const plan = planRow(row, { ...wish, reason }, day, rules);
      return { place, row, ...judged(plan, wish.unread, whole) };
    });
  };
  const order = placesById(ids);
  for (let from = 0; from < ids.length; from += BATCH) {
    job.throwIfCancelled();
    const places = order.slice(from, from + BATCH);
    const wanted = places.map((place) => ids[place] ?? '');
    const planned = plansOf(wanted, places);
    for (const { place, row } of planned) {
      if (row.id !== ids[place] || row.version !== versions[place]) throw changed(row.id);
    }
    if (planned.length < wanted.length) throw changed('');
    take(planned);
    job.progress(Math.min(ids.length, from + BATCH), ids.length, 'writing');
  }
}

/** Places of ids in the order of the ids. */
function placesById(ids: readonly string[]): number[] {
  return [...ids.keys()].toSorted((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
}

/** The fields of a change that fills the same ones of every row and does nothing else; null for another. */
function fieldsFilled(change: SheetChange): readonly (keyof SheetPatch)[] | null {
  if (change.kind === 'remove') return [];
  if (change.kind !== 'same' || !onlyFills(change)) return null;
  return Object.keys(change.patch) as (keyof SheetPatch)[];
}

function judged(
  plan: RowPlan,
  unread: readonly Unread[],
  whole: boolean,
): Pick<PlannedRow, 'plan' | 'refusals'> {
  if (unread.length === 0 && plan.refusals.length === 0) return { plan, refusals: [] };
  const refusals = [
    ...unread.map((one) => ({ ...one, missing: [] })),
    ...plan.refusals.map((one) => ({ ...one, text: '' })),
  ];
  return { plan: whole ? { patch: {}, step: null, refusals: [] } : plan, refusals };
}

function changed(id: string): SandtableError {
  return new SandtableError('CONFLICT_VERSION', 'a row changed meanwhile', {
    entity: 'opportunity',
    id,
  });
}
