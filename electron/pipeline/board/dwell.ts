import type { ReadJob, ReadTx } from '#electron/replica/transaction';
import type { Stage } from '#shared/pipeline/model';
import { completedStays, dwellOf, type StageDwell, type StayEvent } from '#shared/pipeline/dwell';
import { newestChange } from '../since';

interface Kept {
  readonly dwell: StageDwell;
  readonly stays: number;
  /** Newest entry of the change log that is in it. */
  readonly seq: number;
}

const kept = new WeakMap<object, Map<string, Kept>>();
/** Share of all stays that may have changed before the figures are made anew. */
const TOLERANCE = 0.01;

/**
 * How long deals of a pipeline stay in each stage. Runs on the thread for long reading and keeps its answer: it is made
 * anew after an import, an undo of one, or when changed lines of timelines reach a hundredth of the stays.
 */
export const dwellJob: ReadJob<{ pipelineId: string }, StageDwell> = async (tx, { pipelineId }) => {
  const known = kept.get(tx) ?? new Map<string, Kept>();
  kept.set(tx, known);
  const key = `${pipelineId} ${tx.scope?.key ?? ''}`;
  const last = known.get(key);
  if (last !== undefined && isCurrent(tx, last)) return last.dwell;
  const seq = newestChange(tx);
  const days = daysByStage(tx, pipelineId);
  const dwell = Object.fromEntries(
    [...days].map(([stage, list]) => [stage, dwellOf(list)] as const),
  ) as StageDwell;
  const stays = [...days.values()].reduce((sum, list) => sum + list.length, 0);
  known.set(key, { dwell, stays, seq });
  return dwell;
};

function isCurrent(tx: ReadTx, { seq, stays }: Kept): boolean {
  const since = tx.get<{ single: number; bulk: number }>(
    `SELECT count(entity_id) AS single, count(*) - count(entity_id) AS bulk
      FROM change_entry WHERE seq > ?
        AND (entity = 'stage_event' OR entity = 'opportunity' AND op <> 'update')`,
    [seq],
  );
  return (since?.bulk ?? 0) === 0 && (since?.single ?? 0) <= stays * TOLERANCE;
}

function daysByStage(tx: ReadTx, pipelineId: string): Map<Stage, number[]> {
  const days = new Map<Stage, number[]>();
  let events: StayEvent[] = [];
  let id = '';
  const close = (): void => {
    for (const stay of completedStays(events)) {
      const list = days.get(stay.stage) ?? [];
      list.push(stay.days);
      days.set(stay.stage, list);
    }
  };
  for (const event of tx.iterate<StayEvent & { id: string }>(
    `SELECT e.opportunity_id AS id, e.stage, e.outcome, e.at FROM stage_event e
      JOIN opportunity o ON o.id = e.opportunity_id
      WHERE o.pipeline_id = ? AND o.deleted_at IS NULL AND e.deleted_at IS NULL
      ORDER BY e.opportunity_id, e.at, e.rowid`,
    [pipelineId],
  )) {
    if (event.id !== id) {
      close();
      events = [];
      id = event.id;
    }
    events.push(event);
  }
  close();
  return days;
}
