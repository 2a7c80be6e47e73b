import { entityHistory } from '#electron/replica/history';
import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  readStageRules,
  ruleChanges,
  type RulesHistoryEntry,
  type StageRules,
  storeStageRules,
} from '#shared/pipeline/stage-rules';

/** The rules by which a pipeline goes. @throws SandtableError NOT_FOUND */
export function rulesOf(tx: ReadTx, pipelineId: string): StageRules {
  const row = tx.get<{ rules: string | null }>(
    'SELECT stage_rules AS rules FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [pipelineId],
  );
  if (!row) throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: pipelineId });
  return readStageRules(row.rules);
}

export interface SaveRulesInput {
  readonly pipelineId: string;
  readonly version: number;
  readonly rules: StageRules;
}

/**
 * Gives a pipeline other rules. They hold for what is done from now on; deals that stand in a stage whose rules became
 * stricter stay where they are. @throws SandtableError NOT_FOUND, CONFLICT_VERSION
 */
export const saveRules: Command<SaveRulesInput, null> = (tx, { pipelineId, version, rules }) => {
  const name = tx.get<{ name: string }>('SELECT name FROM pipeline WHERE id = ?', [pipelineId]);
  tx.update(
    'pipeline',
    pipelineId,
    { stage_rules: storeStageRules(rules) },
    { expectedVersion: version },
  );
  tx.describe(name?.name ?? '');
  return null;
};

/** Who changed the rules of a pipeline, when, and what; newest first. */
export const rulesHistory: Query<{ pipelineId: string }, RulesHistoryEntry[]> = (
  tx,
  { pipelineId },
) =>
  entityHistory(tx, 'pipeline', pipelineId).flatMap(({ seq, at, actorName, kind, fields }) => {
    const change = fields.find(({ field }) => field === 'stage_rules');
    if (change === undefined) return [];
    const text = (cell: typeof change.was) => (typeof cell === 'string' ? cell : null);
    const changes = ruleChanges(readStageRules(text(change.was)), readStageRules(text(change.now)));
    return [{ seq, at, actorName, kind, changes }];
  });
