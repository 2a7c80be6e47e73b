import type { Command, Row, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { DEFAULT_RULES, type StageRules } from '#shared/pipeline/stage-rules';
import type { Cell, OpportunityPatch, OpportunityRow, Pipeline } from '#shared/pipeline/model';
import { textKeys } from '#shared/pipeline/search-text';
import {
  checkTransition,
  gateOn,
  missingFields,
  type StageState,
  type TransitionTarget,
  WON_FROM,
} from '#shared/pipeline/stages';
import { overtakePending, requestApproval } from './rules/approvals';
import { addEvent, applyMove, fieldsMissing, momentIn, refusal } from './rules/move';
import { rulesOf } from './rules/stage-rules';
import { opportunityRow, PATCH_COLUMNS, shownRow } from './rows';

/** The fields that hold the id of another record → its table. */
export const REFERENCES = {
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

/** A patch whose account is there. */
type SettledPatch = Omit<OpportunityPatch, 'accountId'> & {
  readonly accountId?: string | null | undefined;
};

/** A new opportunity in the first stage. @throws SandtableError NOT_FOUND */
export const create: Command<CreateInput, OpportunityRow> = (tx, input) => {
  const { pipelineId, name } = input;
  const patch = settled(tx, input.patch);
  const moment = momentIn(tx, pipelineId, tx.now());
  const id = tx.newId();
  tx.insert('opportunity', {
    pipeline_id: pipelineId,
    stage: 'lead_captured',
    outcome: 'open',
    opened_day: moment.day,
    stage_entered_at: moment.at,
    // Who sees only some deals would not see one that is nobody's.
    ...(tx.scope === null ? {} : { owner_id: tx.scope.ownerId }),
    ...columnsOf(tx, { ...patch, name }),
    id,
  });
  addEvent(tx, id, { stage: 'lead_captured', outcome: null }, moment.at, null);
  tx.describe(name);
  return shownRow(tx, id);
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
    rules: DEFAULT_RULES,
    version: 1,
  };
};

/**
 * Changes fields in place.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, STAGE_FIELDS_MISSING when a field is emptied that the present
 * stage asks for
 */
export const update: Command<UpdateInput, OpportunityRow> = (tx, input) => {
  const { id, version, reason } = input;
  const patch = settled(tx, input.patch);
  const before = opportunityRow(tx, id);
  const set = columnsOf(tx, patch);
  const after = { ...before, ...given(patch) };
  const rules = rulesOf(tx, before.pipelineId);
  const emptied = missingFields(after, before.stage, rules).filter(
    (field) => before[field] !== null,
  );
  if (emptied.length > 0) throw fieldsMissing(emptied);
  if (before.outcome === 'lost' && before.lossReason !== null && !after.lossReason) {
    throw fieldsMissing(['lossReason']);
  }
  tx.update('opportunity', id, set, { expectedVersion: version, reason });
  tx.describe(after.name);
  return shownRow(tx, id);
};

/**
 * Moves an opportunity to a stage or an outcome under the rules of its pipeline, filling fields in the same action. Where
 * the way leads through a gated stage, the fields are filled and the move is asked for instead (`pendingStage`).
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, STAGE_FIELDS_MISSING, STAGE_REASON_REQUIRED,
 * STAGE_TRANSITION_REFUSED
 */
export const transition: Command<TransitionInput, OpportunityRow> = (tx, input) => {
  const { id, version, to, reason } = input;
  const patch = settled(tx, input.patch);
  const before = opportunityRow(tx, id);
  const state: StageState = { ...before, ...given(patch) };
  const moment = momentIn(tx, before.pipelineId, tx.now());
  const rules = rulesOf(tx, before.pipelineId);
  if (gateOn(before, to, rules) !== null)
    return askForApproval(tx, { ...input, patch }, before, rules);
  const check = checkTransition(state, to, reason, moment.day, rules);
  if (!check.ok) throw refusal(check, before);
  const columns = columnsOf(tx, patch);
  applyMove(tx, before, check, { version, at: moment.at, reason, columns });
  overtakePending(tx, id);
  tx.describe(before.name);
  return shownRow(tx, id);
};

/** Needs a reason; fields may still be missing, they are said in the request and must be there when it is approved. */
function askForApproval(
  tx: WriteTx,
  { id, version, to, patch, reason }: Omit<TransitionInput, 'patch'> & { patch: SettledPatch },
  before: OpportunityRow,
  rules: StageRules,
): OpportunityRow {
  const why = reason?.trim() ?? '';
  if (why === '') {
    throw new SandtableError('STAGE_REASON_REQUIRED', 'a request needs a reason', {
      stage: before.stage,
      outcome: before.outcome,
    });
  }
  tx.update('opportunity', id, columnsOf(tx, patch), { expectedVersion: version });
  const toStage = 'stage' in to ? to.stage : WON_FROM;
  const missing = missingFields({ ...before, ...given(patch) }, toStage, rules);
  requestApproval(tx, before, { toStage, reason: why, missing });
  tx.describe(before.name);
  return shownRow(tx, id);
}

/**
 * Makes the account that a patch only names, within the action of the patch. One that has the name already, but for
 * case and width, is taken instead: a second one of the same name helps nobody.
 */
function settled(tx: WriteTx, patch: OpportunityPatch): SettledPatch {
  const { accountId, ...rest } = patch;
  if (accountId === undefined) return rest;
  if (accountId === null || typeof accountId === 'string') return { ...rest, accountId };
  return { ...rest, accountId: accountNamed(tx, accountId.newName) };
}

function accountNamed(tx: WriteTx, name: string): string {
  const pinyin = textKeys(name, 'phrase').sortKey;
  const known = tx.get<{ id: string }>(
    'SELECT id FROM account WHERE (pinyin = ? OR name = ?) AND deleted_at IS NULL ORDER BY rowid LIMIT 1',
    [pinyin, name],
  );
  if (known) return known.id;
  const id = tx.newId();
  tx.insert('account', { id, name, pinyin });
  return id;
}

/** The fields of a patch that are really there. */
function given(patch: SettledPatch): {
  [K in keyof SettledPatch]: NonNullable<SettledPatch[K]>;
} {
  return Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof given>;
}

function columnsOf(tx: WriteTx, patch: SettledPatch): Row {
  const set: Record<string, Cell> = {};
  for (const [field, column] of Object.entries(PATCH_COLUMNS)) {
    const value = patch[field as keyof SettledPatch];
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
