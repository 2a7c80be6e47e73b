import type { ReadTx, Row, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { OpportunityRow } from '#shared/pipeline/model';
import type { TransitionCheck } from '#shared/pipeline/stages';

/** China's clock: what "today" is when the data are live. */
const SHANGHAI = 8 * 3_600_000;

/**
 * "Today" in a pipeline as its rules see it (data that end on a fixed day live on that day), and the true time, which is
 * what the record of an act carries.
 */
export function momentIn(tx: ReadTx, pipelineId: string, now: number): { day: string; at: number } {
  const pipeline = tx.get<{ day: string | null }>(
    'SELECT as_of_day AS day FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [pipelineId],
  );
  if (!pipeline) throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: pipelineId });
  const today = new Date(now + SHANGHAI).toISOString().slice(0, 10);
  return { day: pipeline.day ?? today, at: now };
}

/** A line of the stage timeline. `requestedBy`: who asked, where somebody else let it pass. */
export function addEvent(
  tx: WriteTx,
  opportunityId: string,
  event: { readonly stage: string; readonly outcome: string | null },
  at: number,
  reason: string | null,
  requestedBy: string | null = null,
): void {
  tx.insert('stage_event', {
    id: tx.newId(),
    opportunity_id: opportunityId,
    stage: event.stage,
    outcome: event.outcome,
    at,
    actor_name: tx.action.actorName,
    reason,
    requested_by: requestedBy,
  });
}

export function fieldsMissing(missing: readonly string[]): SandtableError {
  return new SandtableError('STAGE_FIELDS_MISSING', `missing: ${missing.join(', ')}`, {
    missing: [...missing],
  });
}

/** The refusal of a rule as an error. */
export function refusal(
  check: Extract<TransitionCheck, { ok: false }>,
  { stage, outcome }: Pick<OpportunityRow, 'stage' | 'outcome'>,
): SandtableError {
  if (check.code === 'STAGE_FIELDS_MISSING') return fieldsMissing(check.missing);
  return new SandtableError(check.code, `${check.code} from ${stage}`, { stage, outcome });
}

/** Writes a change that the rules allow: the deal with `columns` besides, and the lines of its timeline. */
export function applyMove(
  tx: WriteTx,
  before: OpportunityRow,
  check: Extract<TransitionCheck, { ok: true }>,
  how: {
    readonly version: number;
    readonly at: number;
    readonly reason: string | null;
    readonly columns: Row;
    readonly requestedBy?: string;
  },
): void {
  const { stage, outcome, closedDay, lossReason } = check.set;
  tx.update(
    'opportunity',
    before.id,
    {
      ...how.columns,
      stage,
      outcome,
      closed_day: closedDay,
      loss_reason: lossReason,
      ...(stage === before.stage ? {} : { stage_entered_at: how.at }),
    },
    { expectedVersion: how.version, reason: how.reason },
  );
  for (const event of check.events) {
    addEvent(tx, before.id, event, how.at, how.reason, how.requestedBy ?? null);
  }
}
