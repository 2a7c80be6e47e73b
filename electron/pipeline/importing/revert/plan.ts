import { createHash } from 'node:crypto';
import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  decideRevert,
  type KeptRecord,
  MOST_NAMED,
  type RevertDecision,
  type RevertPlan,
  type RevertRequest,
} from '#shared/pipeline/import-revert';
import type { RowCounts } from '#shared/workspace/row-counts';
import { type Imported, type RevertFacts, revertFacts } from './facts';
import { recordName } from './record-name';

/** A plan with the records behind it. */
export interface WorkedOut {
  readonly plan: RevertPlan;
  readonly taken: readonly Imported[];
  /** Records of others that go with a chosen one → their table. */
  readonly parts: ReadonlyMap<string, string>;
  /** Every kept record, named. */
  readonly kept: () => Generator<KeptRecord>;
}

const NOTHING: RevertFacts = { rows: [], gone: 0, links: [], tableOf: new Map() };

/**
 * Works out what taking an import back would do.
 * @throws SandtableError NOT_FOUND when there is no such import, CANCELLED
 */
export function workOut(tx: ReadTx, request: RevertRequest, job: JobContext): WorkedOut {
  const { actionId, also } = request;
  const run = tx.get<{ fileName: string; state: string; touched: number }>(
    `SELECT r.file_name AS fileName, a.state, r.inserted + r.updated AS touched
      FROM import_run r JOIN action a ON a.id = r.action_id WHERE r.action_id = ?`,
    [actionId],
  );
  if (!run) throw new SandtableError('NOT_FOUND', 'no such import', { id: actionId });
  const undone = run.state === 'undone';
  const facts = undone ? { ...NOTHING, gone: run.touched } : revertFacts(tx, actionId, job);
  const some = new Set(also === 'all' ? [] : also);
  const decision = decideRevert(facts.rows, facts.links, (id) => also === 'all' || some.has(id));
  const boldest = also === 'all' ? decision : decideRevert(facts.rows, facts.links, () => true);
  const taken = facts.rows.filter(({ id }) => !decision.kept.has(id));
  const kept = facts.rows.filter(({ id }) => decision.kept.has(id));
  const named = (): Generator<KeptRecord> => nameKept(tx, kept, facts, decision, boldest);
  const parts = new Map([...decision.parts].map((id) => [id, facts.tableOf.get(id) ?? '']));
  const removed = taken.filter(({ change }) => change === 'inserted').length;
  return {
    plan: {
      actionId,
      fileName: run.fileName,
      removed,
      restored: taken.length - removed,
      counts: counted(taken, parts.values()),
      gone: facts.gone,
      kept: kept.length,
      choosable: kept.filter(({ id }) => !boldest.kept.has(id)).length,
      records: first(named(), MOST_NAMED),
      fingerprint: fingerprint(facts.rows, decision),
    },
    taken,
    parts,
    kept: named,
  };
}

/** What taking an import back would do; nothing is written. */
export const planRevertJob: ReadJob<RevertRequest, RevertPlan> = (tx, request, job) =>
  workOut(tx, request, job).plan;

function counted(taken: readonly Imported[], parts: Iterable<string>): RowCounts {
  const counts = new Map<string, { updated: number; removed: number }>();
  const count = (entity: string, as: 'updated' | 'removed'): void => {
    const known = counts.get(entity) ?? { updated: 0, removed: 0 };
    known[as] += 1;
    counts.set(entity, known);
  };
  for (const { entity, change } of taken) {
    count(entity, change === 'inserted' ? 'removed' : 'updated');
  }
  for (const entity of parts) count(entity, 'removed');
  return [...counts].map(([entity, some]) => ({ entity, inserted: 0, ...some }));
}

function first<T>(all: Iterable<T>, most: number): T[] {
  const some: T[] = [];
  for (const one of all) {
    if (some.length >= most) break;
    some.push(one);
  }
  return some;
}

function* nameKept(
  tx: ReadTx,
  kept: readonly Imported[],
  facts: RevertFacts,
  decision: RevertDecision,
  boldest: RevertDecision,
): Generator<KeptRecord> {
  const entityOf = new Map<string, string>(facts.rows.map(({ id, entity }) => [id, entity]));
  for (const { id, entity, change, fields, lastAction } of kept) {
    const { reason = 'edited', by: needer = null } = decision.kept.get(id) ?? {};
    const last = tx.get<{ by: string; at: number }>(
      'SELECT actor_name AS "by", at FROM action WHERE id = ?',
      [lastAction],
    );
    const table = needer === null ? '' : (facts.tableOf.get(needer) ?? entityOf.get(needer) ?? '');
    yield {
      id,
      entity,
      name: recordName(tx, entity, id),
      change,
      reason,
      fields: [...fields],
      by: last?.by ?? null,
      at: last?.at ?? null,
      neededBy: needer === null ? null : { entity: table, name: recordName(tx, table, needer) },
      choosable: !boldest.kept.has(id),
    };
  }
}

function fingerprint(rows: readonly Imported[], { kept, parts }: RevertDecision): string {
  const hash = createHash('sha256');
  for (const { id, version } of rows) hash.update(`${id} ${version} ${kept.has(id) ? 1 : 0}\n`);
  for (const id of parts) hash.update(`${id}\n`);
  return hash.digest('hex').slice(0, 32);
}
