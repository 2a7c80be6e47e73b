import type { Command, Row, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { Cell, OpportunityPatch, OpportunityRow, Pipeline } from '#shared/pipeline/model';
import {
  checkTransition,
  missingFields,
  type StageState,
  type TransitionTarget,
} from '#shared/pipeline/stages';
import { opportunityRow, PATCH_COLUMNS } from './rows';

/** China's clock: what "today" is when the data are live. */
const SHANGHAI = 8 * 3_600_000;
const REFERENCES = {
  accountId: 'account',
  ownerId: 'owner',
  productId: 'product',
  contactId: 'contact',
} as const;

export interface CreateInput {
  readonly pipelineId: string;
  readonly name: string;
  readonly patch: OpportunityPatch;
}

export interface UpdateInput {
  readonly id: string;
  readonly version: number;
  readonly patch: OpportunityPatch;
  readonly reason: string | null;
}

export interface TransitionInput extends UpdateInput {
  readonly to: TransitionTarget;
}

/** A new opportunity in the first stage. @throws SandtableError NOT_FOUND */
export const create: Command<CreateInput, OpportunityRow> = (tx, { pipelineId, name, patch }) => {
  const moment = momentIn(tx, pipelineId);
  const id = tx.newId();
  tx.insert('opportunity', {
    pipeline_id: pipelineId,
    stage: 'lead_captured',
    outcome: 'open',
    opened_day: moment.day,
    stage_entered_at: moment.at,
    ...columnsOf(tx, { ...patch, name }),
    id,
  });
  addEvent(tx, id, { stage: 'lead_captured', outcome: null }, moment.at, null);
  tx.describe(name);
  return opportunityRow(tx, id);
};

export const createPipeline: Command<{ name: string; currency: string }, Pipeline> = (
  tx,
  { name, currency },
) => {
  const id = tx.newId();
  tx.insert('pipeline', { id, name, currency, origin: 'manual', source_note: '', as_of_day: null });
  tx.describe(name);
  return {
    id,
    name,
    currency,
    origin: 'manual',
    sourceNote: '',
    asOfDay: null,
    opportunityCount: 0,
  };
};

/**
 * Changes fields in place.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, STAGE_FIELDS_MISSING when a field is emptied that the present
 * stage asks for
 */
export const update: Command<UpdateInput, OpportunityRow> = (
  tx,
  { id, version, patch, reason },
) => {
  const before = opportunityRow(tx, id);
  const set = columnsOf(tx, patch);
  const after = { ...before, ...given(patch) };
  const emptied = missingFields(after, before.stage).filter((field) => before[field] !== null);
  if (emptied.length > 0) throw fieldsMissing(emptied);
  if (before.outcome === 'lost' && before.lossReason !== null && !after.lossReason) {
    throw fieldsMissing(['lossReason']);
  }
  tx.update('opportunity', id, set, { expectedVersion: version, reason });
  tx.describe(after.name);
  return opportunityRow(tx, id);
};

/**
 * Moves an opportunity to a stage or an outcome under the rules of the state machine, filling fields in the same action.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, STAGE_FIELDS_MISSING, STAGE_REASON_REQUIRED,
 * STAGE_TRANSITION_REFUSED
 */
export const transition: Command<TransitionInput, OpportunityRow> = (
  tx,
  { id, version, to, patch, reason },
) => {
  const before = opportunityRow(tx, id);
  const state: StageState = { ...before, ...given(patch) };
  const moment = momentIn(tx, before.pipelineId);
  const check = checkTransition(state, to, reason, moment.day);
  if (!check.ok) {
    if (check.code === 'STAGE_FIELDS_MISSING') throw fieldsMissing(check.missing);
    throw new SandtableError(check.code, `${check.code} from ${before.stage}`, {
      stage: before.stage,
      outcome: before.outcome,
    });
  }
  const { stage, outcome, closedDay, lossReason } = check.set;
  tx.update(
    'opportunity',
    id,
    {
      ...columnsOf(tx, patch),
      stage,
      outcome,
      closed_day: closedDay,
      loss_reason: lossReason,
      ...(stage === before.stage ? {} : { stage_entered_at: moment.at }),
    },
    { expectedVersion: version, reason },
  );
  for (const event of check.events) addEvent(tx, id, event, moment.at, reason);
  tx.describe(before.name);
  return opportunityRow(tx, id);
};

function fieldsMissing(missing: readonly string[]): SandtableError {
  return new SandtableError('STAGE_FIELDS_MISSING', `missing: ${missing.join(', ')}`, {
    missing: [...missing],
  });
}

/** The fields of a patch that are really there. */
function given(patch: OpportunityPatch): {
  [K in keyof OpportunityPatch]: NonNullable<OpportunityPatch[K]>;
} {
  return Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof given>;
}

function columnsOf(tx: WriteTx, patch: OpportunityPatch): Row {
  const set: Record<string, Cell> = {};
  for (const [field, column] of Object.entries(PATCH_COLUMNS)) {
    const value = patch[field as keyof OpportunityPatch];
    if (value === undefined) continue;
    if (field in REFERENCES && value !== null) {
      const table = REFERENCES[field as keyof typeof REFERENCES];
      const sql = `SELECT id FROM ${table} WHERE id = ? AND deleted_at IS NULL`;
      if (!tx.get(sql, [value]))
        throw new SandtableError('NOT_FOUND', `no such ${table}`, { field });
    }
    set[column] = value === '' ? null : value;
  }
  return set;
}

/**
 * "Today" in a pipeline as its rules see it (data that end on a fixed day live on that day), and the true time, which is
 * what the record of an act carries.
 */
function momentIn(tx: WriteTx, pipelineId: string): { day: string; at: number } {
  const pipeline = tx.get<{ day: string | null }>(
    'SELECT as_of_day AS day FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [pipelineId],
  );
  if (!pipeline) throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: pipelineId });
  const now = tx.now();
  const today = new Date(now + SHANGHAI).toISOString().slice(0, 10);
  return { day: pipeline.day ?? today, at: now };
}

function addEvent(
  tx: WriteTx,
  opportunityId: string,
  event: { readonly stage: string; readonly outcome: string | null },
  at: number,
  reason: string | null,
): void {
  tx.insert('stage_event', {
    id: tx.newId(),
    opportunity_id: opportunityId,
    stage: event.stage,
    outcome: event.outcome,
    at,
    actor_name: tx.action.actorName,
    reason,
  });
}
