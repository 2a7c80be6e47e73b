import type { ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { Subject } from '#shared/governance/rights/model';
import type { Cell } from '#shared/pipeline/model';
import type { PersonalVeil } from './veil';

interface Entry {
  readonly entity: string;
  readonly id: string;
  readonly fields: string;
  /** By how many versions this action moved the record on. */
  readonly steps: number;
}

/** What puts whole values in place of whole values, whoever does it: nothing masked is typed over. */
const WHOLE: ReadonlySet<string> = new Set([
  'undo',
  'redo',
  'import.run',
  'import.revert',
  'account.merge',
  'account.unmerge',
]);

/**
 * Who sees a value masked may not write over it unseen. An edit is let through when the person has asked for exactly this
 * version of the record in full: the audit knows.
 * @throws SandtableError MASKED_VALUE
 */
export function checkUnmasked(
  tx: ReadTx,
  { personId }: Subject,
  veil: PersonalVeil,
  { actionId, kind }: { readonly actionId: string; readonly kind: string },
): void {
  if (WHOLE.has(kind)) return;
  const entries = tx.all<Entry>(
    `SELECT entity, entity_id AS id, fields,
        count(*) OVER (PARTITION BY entity, entity_id) AS steps
      FROM change_entry WHERE action_id = ? AND op = 'update' AND entity_id IS NOT NULL`,
    [actionId],
  );
  for (const entry of entries) {
    const { entity, id, fields } = entry;
    // Written by ActionLog only.
    const changes = Object.entries(JSON.parse(fields) as Record<string, [was: Cell, now: Cell]>);
    const hidden = changes.find(([column, [was]]) => veil.cell(entity, column, was) !== was);
    if (hidden === undefined || wasShown(tx, personId, actionId, entry)) continue;
    throw new SandtableError('MASKED_VALUE', `${entity}.${hidden[0]} was not seen in full`, {
      entity,
      id,
      column: hidden[0],
    });
  }
}

/** Whether the version before this action was shown in full to the person. */
function wasShown(
  tx: ReadTx,
  personId: string,
  actionId: string,
  { entity, id, steps }: Entry,
): boolean {
  if (entity === 'contact') return wasShownWithAccount(tx, personId, actionId, id);
  if (entity !== 'opportunity' && entity !== 'account') return false;
  const kind = entity === 'account' ? 'accountUnmasked' : 'unmasked';
  const entry = tx.get(
    `SELECT 1 FROM audit_entry WHERE kind = ? AND actor_id = ? AND facts ->> '$.${entity}Id' = ?
      AND facts ->> '$.version' = (SELECT version FROM main.${entity} WHERE id = ?) - ? LIMIT 1`,
    [kind, personId, id, id, steps],
  );
  return entry !== undefined;
}

/** The people of an account are shown with it: whether this one was, and nobody has changed it since. */
function wasShownWithAccount(tx: ReadTx, personId: string, actionId: string, id: string): boolean {
  const entry = tx.get(
    `SELECT 1 FROM audit_entry e
      WHERE e.kind = 'accountUnmasked' AND e.actor_id = ?
        AND e.facts ->> '$.accountId' = (SELECT account_id FROM main.contact WHERE id = ?)
        AND NOT EXISTS (SELECT 1 FROM change_entry c JOIN action a ON a.id = c.action_id
          WHERE c.entity = 'contact' AND c.entity_id = ? AND a.id <> ? AND a.at >= e.at)
      LIMIT 1`,
    [personId, id, id, actionId],
  );
  return entry !== undefined;
}
