import type { OpportunityRow, Stage } from '#shared/pipeline/model';
import type { StageRules } from '#shared/pipeline/stage-rules';
import {
  checkTransition,
  gateOn,
  missingFields,
  type StageField,
  stageIndex,
} from '#shared/pipeline/stages';
import type { Target } from './target';

/** What a person must give before an opportunity goes there. */
export interface StageNeeds {
  /** Fields that are empty and required, in process order. */
  readonly fields: readonly (StageField | 'lossReason')[];
  readonly reason: 'none' | 'skip' | 'back' | 'dormant' | 'reopen' | 'cancelled' | 'gate';
  /** The stage on the way that needs an approval: it is asked for, and fields may wait. */
  readonly gate: Stage | null;
  /** The rules do not allow this at all. */
  readonly refused: boolean;
}

/**
 * What to ask before an opportunity goes to `to`. The judgement itself is {@link checkTransition}'s; this only finds
 * out, field by field, what it would ask for, so that one form can ask for everything at once.
 */
export function stageNeeds(
  row: OpportunityRow,
  to: Target,
  today: string,
  rules: StageRules,
): StageNeeds {
  const filled = { ...row, ...filler(row, to, rules) };
  const refused = !checkTransition(filled, to, 'reason', today, rules).ok;
  const gate = refused ? null : gateOn(row, to, rules);
  if ('outcome' in to)
    return {
      fields: outcomeFields(row, to.outcome, rules),
      reason: gate === null ? outcomeReason(row, to.outcome) : 'gate',
      gate,
      refused,
    };
  const steps = stageIndex(to.stage) - stageIndex(row.stage);
  return {
    fields: steps > 0 ? missingFields(row, to.stage, rules) : [],
    reason: gate !== null ? 'gate' : steps > 1 ? 'skip' : steps < 0 ? 'back' : 'none',
    gate,
    refused,
  };
}

/** Stand-ins for what the form will ask, to learn whether the change is allowed once it is filled. */
function filler(row: OpportunityRow, to: Target, rules: StageRules): Partial<OpportunityRow> {
  const stage =
    'stage' in to ? to.stage : to.outcome === 'won' ? 'delivery_implementation' : row.stage;
  const fields = missingFields(row, stage, rules);
  const text = Object.fromEntries(
    fields.map((field) => [field, field === 'amountMinor' ? 1 : '-']),
  );
  return { ...text, lossReason: row.lossReason ?? '-' };
}

function outcomeFields(
  row: OpportunityRow,
  outcome: OpportunityRow['outcome'],
  rules: StageRules,
): StageNeeds['fields'] {
  if (outcome === 'won') return missingFields(row, 'delivery_implementation', rules);
  return outcome === 'lost' ? ['lossReason'] : [];
}

function outcomeReason(
  row: OpportunityRow,
  outcome: OpportunityRow['outcome'],
): StageNeeds['reason'] {
  switch (outcome) {
    case 'won':
      return stageIndex('delivery_implementation') - stageIndex(row.stage) === 1 ? 'none' : 'skip';
    case 'lost':
      return row.outcome === 'won' ? 'cancelled' : 'none';
    case 'dormant':
      return 'dormant';
    case 'open':
      return 'reopen';
  }
}

/** True when nothing has to be asked and the change can be made at once. */
export function needsNothing(needs: StageNeeds): boolean {
  return needs.fields.length === 0 && needs.reason === 'none' && !needs.refused;
}
