import type { WriteTx } from '#electron/replica/transaction';
import type { Cell, Stage } from '#shared/pipeline/model';
import type { Target, TargetNeeds } from './target';

/** Stage of the signature: what a deal wins in when a file only says that it was won. */
const SIGNATURE: Stage = 'negotiation_contract';

const COLUMNS = ['opportunity_id', 'stage', 'outcome', 'at', 'actor_name', 'reason'];

export function stageEventTarget({ tx }: TargetNeeds): Target {
  const stored = new Map<string, string>();
  for (const row of tx.iterate<Record<string, Cell>>(
    'SELECT id, opportunity_id, stage, outcome, at FROM stage_event WHERE deleted_at IS NULL',
  )) {
    stored.set(keyOf(row), String(row['id']));
  }
  /** Stage that each opportunity entered last in this file, and when. */
  const entered = new Map<string, { stage: Stage; at: number }>();
  const presentStage = (id: string): Stage | undefined =>
    tx.get<{ stage: Stage }>('SELECT stage FROM opportunity WHERE id = ?', [id])?.stage;

  return {
    entity: 'stage_event',
    keyIsAll: true,
    finish(row, _existing, complain) {
      const { values, stage: said } = row;
      const outcome = values['outcome'] ?? null;
      const id = values['opportunity_id'];
      if (said && (said.stage === null || said.outcome !== null)) {
        complain('stage', said.outcome ?? '', 'unknownValue');
      }
      if (!said && outcome === null) complain('stage', '', 'required');
      if (typeof id !== 'string') return values;
      const stage = said?.stage ?? (outcome === 'won' ? SIGNATURE : stageOf(id));
      const at = values['at'];
      const last = entered.get(id);
      if (outcome === null && typeof at === 'number' && (!last || at >= last.at)) {
        entered.set(id, { stage, at });
      }
      return { ...values, stage, outcome };
    },
    key: keyOf,
    existing: (key) => stored.get(key) ?? null,
    columns: ['id', ...COLUMNS],
    insert: (id, values) => [id, ...COLUMNS.map((column) => values[column] ?? null)],
    /** An opportunity that stands in the stage it entered last has been there since then. */
    conclude(write: WriteTx) {
      for (const [id, { stage, at }] of entered) {
        const now = write.get<{ stage: Stage; since: number | null }>(
          'SELECT stage, stage_entered_at AS since FROM opportunity WHERE id = ?',
          [id],
        );
        if (now?.stage === stage && (now.since ?? -1) < at) {
          write.update('opportunity', id, { stage_entered_at: at });
        }
      }
    },
  };

  function stageOf(id: string): Stage {
    return entered.get(id)?.stage ?? presentStage(id) ?? SIGNATURE;
  }
}

function keyOf(values: Record<string, Cell>): string {
  const { opportunity_id: id, stage, outcome, at } = values;
  return `${id ?? ''}\n${stage ?? ''}\n${outcome ?? ''}\n${at ?? ''}`;
}
