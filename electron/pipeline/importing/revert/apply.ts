import type { EntityName, WriteJob, WriteTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { RevertRequest, RevertResult } from '#shared/pipeline/import-revert';
import { workOut } from './plan';

/** Records written between two looks at the cancel flag. */
const STEP = 1000;

/** What is to be taken back, and the plan that a person saw; null = whatever the rules say now. */
export type RevertOrder = RevertRequest & { readonly fingerprint: string | null };

/**
 * Takes an import back as one undoable action: what it made goes, what it changed gets back what it held before; what the
 * rules keep stays.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION when the data are not those of the plan, CANCELLED; nothing is
 * written then
 */
export const revertJob: WriteJob<RevertOrder, RevertResult> = (tx, order, job) => {
  const { plan, taken, parts } = workOut(tx, order, job);
  if (order.fingerprint !== null && order.fingerprint !== plan.fingerprint) {
    throw new SandtableError('CONFLICT_VERSION', 'the import is not as in the plan');
  }
  const { fileName, removed, restored, counts, kept } = plan;
  if (removed + restored === 0) return { fileName, removed, restored, counts, kept };
  const total = taken.length + parts.size;
  let done = 0;
  const told = (rows: number): void => {
    done += rows;
    job.progress(done, total, 'writing');
    job.throwIfCancelled();
  };
  for (const [entity, rows] of grouped(taken, (row) => row.entity)) {
    const changed = rows.filter(({ change }) => change === 'updated');
    for (let from = 0; from < changed.length; from += STEP) {
      const step = changed.slice(from, from + STEP);
      tx.updateMany(
        entity,
        step.map(({ id, back }) => ({ id, set: back })),
      );
      told(step.length);
    }
    const made = rows.filter(({ change }) => change === 'inserted').map(({ id }) => id);
    remove(tx, entity, made, told);
  }
  // Parts are synced rows: their tables are entities.
  const partsOf = grouped(parts.keys(), (id) => parts.get(id) as EntityName);
  for (const [entity, ids] of partsOf) remove(tx, entity, ids, told);
  tx.describe(fileName);
  tx.runLocal(
    'INSERT INTO import_revert (action_id, import_id, taken, kept, counts) VALUES (?, ?, ?, ?, ?)',
    [tx.action.id, plan.actionId, removed + restored, kept, JSON.stringify(tx.counted())],
  );
  return { fileName, removed, restored, counts, kept };
};

function grouped<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function remove(
  tx: WriteTx,
  entity: EntityName,
  ids: readonly string[],
  told: (rows: number) => void,
): void {
  for (let from = 0; from < ids.length; from += STEP) {
    const step = ids.slice(from, from + STEP);
    tx.removeMany(entity, step);
    told(step.length);
  }
}
