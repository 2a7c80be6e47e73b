import type { Command, Query, ReadTx, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  type Approval,
  type ApprovalEvent,
  type ApprovalList,
  decideApproval,
  mayDecide,
} from '#shared/pipeline/approval';
import type { OpportunityRow } from '#shared/pipeline/model';
import { readStageRules, type StageField } from '#shared/pipeline/stage-rules';
import { checkTransition, missingFields } from '#shared/pipeline/stages';
import { opportunityRow, rowsById, shownRow } from '../rows';
import { applyMove, momentIn, refusal } from './move';
import { rulesOf } from './stage-rules';

const MAX_MINE = 200;

interface StoredApproval extends Omit<
  Approval,
  'missingThen' | 'missingNow' | 'opportunityName' | 'pipelineName'
> {
  readonly missing: string;
}

const COLUMNS = `a.id, a.version, a.opportunity_id AS opportunityId, a.pipeline_id AS pipelineId,
  a.from_stage AS fromStage, a.to_stage AS toStage, a.reason, a.missing, a.requested_by_id AS requestedById,
  a.requested_by_name AS requestedByName, a.requested_at AS requestedAt, a.state,
  a.decided_by_name AS decidedByName, a.decided_at AS decidedAt, a.decision_reason AS decisionReason`;
const LIVE = 'FROM stage_approval a WHERE a.deleted_at IS NULL';

/** What is asked for when a deal is to enter a gated stage. */
export interface ApprovalRequest {
  readonly toStage: OpportunityRow['stage'];
  readonly reason: string;
  readonly missing: readonly StageField[];
}

/** Asks for a deal to be let in; an earlier request of the same deal is overtaken by it. */
export function requestApproval(
  tx: WriteTx,
  deal: OpportunityRow,
  { toStage, reason, missing }: ApprovalRequest,
): void {
  overtakePending(tx, deal.id);
  tx.insert('stage_approval', {
    id: tx.newId(),
    opportunity_id: deal.id,
    pipeline_id: deal.pipelineId,
    from_stage: deal.stage,
    to_stage: toStage,
    reason,
    missing: JSON.stringify(missing),
    requested_by_id: tx.action.actorId,
    requested_by_name: tx.action.actorName,
    requested_at: tx.now(),
    state: 'pending',
    decided_by_name: null,
    decided_at: null,
    decision_reason: null,
  });
}

/** A deal that goes another way no longer waits for approval. */
export function overtakePending(tx: WriteTx, opportunityId: string): void {
  const pending = tx.all<StoredApproval>(
    `SELECT ${COLUMNS} ${LIVE} AND a.state = 'pending' AND a.opportunity_id = ?`,
    [opportunityId],
  );
  for (const one of pending) settle(tx, one, { kind: 'overtake' });
}

export interface DecideInput {
  readonly id: string;
  readonly version: number;
  readonly decision: 'approve' | 'return' | 'withdraw';
  readonly reason: string | null;
}

/**
 * Decides a request. Approving moves the deal in the same action, under the same rules as everywhere; both names stand
 * in its timeline.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, APPROVAL_DECIDED, APPROVAL_NOT_YOURS, STAGE_REASON_REQUIRED,
 * STAGE_FIELDS_MISSING, STAGE_TRANSITION_REFUSED
 */
export const decide: Command<DecideInput, OpportunityRow> = (
  tx,
  { id, version, decision, reason },
) => {
  const request = tx.get<StoredApproval>(`SELECT ${COLUMNS} ${LIVE} AND a.id = ?`, [id]);
  if (!request) throw new SandtableError('NOT_FOUND', 'no such request', { id });
  const deal = opportunityRow(tx, request.opportunityId);
  const by = { id: tx.action.actorId, name: tx.action.actorName };
  settle(tx, request, { kind: decision, by, reason }, version);
  if (decision === 'approve') {
    const moment = momentIn(tx, deal.pipelineId, tx.now());
    const to = { stage: request.toStage };
    const rules = rulesOf(tx, deal.pipelineId);
    const check = checkTransition(deal, to, request.reason, moment.day, rules);
    if (!check.ok) throw refusal(check, deal);
    applyMove(tx, deal, check, {
      version: deal.version,
      at: moment.at,
      reason: request.reason,
      columns: {},
      requestedBy: request.requestedByName,
    });
  }
  tx.describe(deal.name);
  return shownRow(tx, deal.id);
};

function settle(
  tx: WriteTx,
  request: StoredApproval,
  event: ApprovalEvent,
  version: number = request.version,
): void {
  const decided = decideApproval(request, event);
  if (!decided.ok) {
    throw new SandtableError(decided.code, `request is ${request.state}`, { id: request.id });
  }
  tx.update(
    'stage_approval',
    request.id,
    {
      state: decided.state,
      decided_by_name: tx.action.actorName,
      decided_at: tx.now(),
      decision_reason: decided.reason,
    },
    { expectedVersion: version, reason: decided.reason },
  );
}

/** Requests that wait for the person of this replica, and those that the person made. */
export const approvals: Query<Record<string, never>, ApprovalList> = (tx) => {
  const me = { id: tx.get<{ id: string }>('SELECT user_id AS id FROM workspace')?.id ?? '' };
  const pending = tx.all<StoredApproval>(
    `SELECT ${COLUMNS} ${LIVE} AND a.state = 'pending' ORDER BY a.requested_at, a.rowid`,
  );
  const mine = tx.all<StoredApproval>(
    `SELECT ${COLUMNS} ${LIVE} AND a.requested_by_id = ?
      ORDER BY a.requested_at DESC, a.rowid DESC LIMIT ${MAX_MINE}`,
    [me.id],
  );
  return {
    toDecide: complete(
      tx,
      pending.filter((one) => mayDecide(me, one)),
    ),
    mine: complete(tx, mine),
  };
};

/** With names and with what is missing now; requests of deals that are gone are left out. */
function complete(tx: ReadTx, stored: readonly StoredApproval[]): Approval[] {
  const ids = [...new Set(stored.map((one) => one.opportunityId))];
  const deals = new Map(rowsById(tx, ids).map((deal) => [deal.id, deal]));
  const pipelines = new Map(
    tx
      .all<{ id: string; name: string; rules: string | null }>(
        'SELECT id, name, stage_rules AS rules FROM pipeline WHERE deleted_at IS NULL',
      )
      .map(({ id, name, rules }) => [id, { name, rules: readStageRules(rules) }]),
  );
  return stored.flatMap(({ missing, ...one }) => {
    const deal = deals.get(one.opportunityId);
    const pipeline = pipelines.get(one.pipelineId);
    if (!deal || !pipeline) return [];
    return [
      {
        ...one,
        opportunityName: deal.name,
        pipelineName: pipeline.name,
        // Written by requestApproval only.
        missingThen: JSON.parse(missing) as StageField[],
        missingNow: missingFields(deal, one.toStage, pipeline.rules),
      },
    ];
  });
}
