import type { Command } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { DuplicateKind, Verdict } from '#shared/pipeline/duplicates/model';

export interface Judgement {
  readonly kind: DuplicateKind;
  readonly a: string;
  readonly b: string;
  readonly verdict: Verdict;
}

/**
 * Remembers what a person says of two records: `different` for good, `later` until it is asked again. Undoable.
 * @throws SandtableError NOT_FOUND
 */
export const judge: Command<Judgement, Record<string, never>> = (tx, { kind, a, b, verdict }) => {
  const [one, other] = a < b ? [a, b] : [b, a];
  const rows = tx.all<{ id: string; name: string }>(
    `SELECT id, name FROM ${kind} WHERE id IN (?, ?) AND deleted_at IS NULL ORDER BY id`,
    [one, other],
  );
  if (rows.length < 2) throw new SandtableError('NOT_FOUND', `no such ${kind}`);
  const known = tx.get<{ id: string }>(
    'SELECT id FROM duplicate_verdict WHERE kind = ? AND one = ? AND other = ? AND deleted_at IS NULL',
    [kind, one, other],
  );
  const said = { verdict, actor_name: tx.action.actorName, at: tx.now() };
  if (known) tx.update('duplicate_verdict', known.id, said);
  else tx.insert('duplicate_verdict', { id: tx.newId(), kind, one, other, ...said });
  tx.describe(rows.map(({ name }) => name).join(' · '));
  return {};
};
