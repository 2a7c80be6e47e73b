import type { EntityName } from '#electron/replica/entities';
import type { ReadTx } from '#electron/replica/transaction';
import { decide, scopeOf } from '#shared/governance/rights/decide';
import type { RightAction, RightObject, Subject } from '#shared/governance/rights/model';
import { forbidden, refusal } from './refusal';
import { RECORD_TABLES } from './tables';

interface Entry {
  readonly entity: EntityName;
  /** Null: all rows that action `bulk_of` created. */
  readonly entity_id: string | null;
  readonly bulk_of: string | null;
  readonly op: string;
  readonly fields: string;
}

/** What must be allowed to write a table: a field right on an object, or one of the special rights. */
const NEEDED: Readonly<
  Record<EntityName, RightObject | readonly Exclude<RightAction, 'read' | 'write'>[] | null>
> = {
  ...RECORD_TABLES,
  document: 'document',
  content_source: 'content',
  content_block: 'content',
  content_version: 'content',
  content_note: 'content',
  pipeline: ['settings', 'import'],
  owner: ['settings', 'import'],
  product: ['settings', 'import'],
  person: ['settings'],
  // Views hold no rows; everybody has some.
  view: null,
};

/**
 * Looks at all that an action wrote, whichever command it was, undo and redo among them: rows out of reach, fields that
 * may not be written, tables that need a special right.
 * @throws SandtableError FORBIDDEN
 */
export function checkWritten(tx: ReadTx, subject: Subject, actionId: string): void {
  const entries = tx.all<Entry>(
    'SELECT entity, entity_id, bulk_of, op, fields FROM change_entry WHERE action_id = ? ORDER BY seq',
    [actionId],
  );
  // An edit of many rows asks the same of each.
  const asked = new Set<string>();
  const once = (question: string, ask: () => void): void => {
    if (asked.has(question)) return;
    ask();
    asked.add(question);
  };
  for (const entry of entries) {
    const needed = NEEDED[entry.entity];
    if (needed === null) continue;
    if (typeof needed === 'string') checkRecord(tx, subject, entry, needed, once);
    else once(entry.entity, () => checkSpecial(subject, needed));
  }
}

/** Runs a check that was not passed before. */
type Once = (question: string, ask: () => void) => void;

function checkSpecial(subject: Subject, any: readonly RightAction[]): void {
  if (any.some((action) => decide(subject, action, 'workspace').allowed)) return;
  const [first] = any;
  if (first !== undefined) throw forbidden(decide(subject, first, 'workspace'), first, 'workspace');
}

function checkRecord(
  tx: ReadTx,
  subject: Subject,
  entry: Entry,
  object: RightObject,
  once: Once,
): void {
  // Written by ActionLog only.
  const fields = JSON.parse(entry.fields) as Record<string, [was: unknown, now: unknown]>;
  const names = entry.entity === object ? Object.keys(fields).map(fieldOf) : [];
  for (const field of [undefined, ...names]) {
    once(`${object} ${field ?? ''}`, () => {
      const decision = decide(subject, 'write', object, field);
      if (!decision.allowed) throw forbidden(decision, 'write', object, field);
    });
  }
  if (scopeOf(subject, 'write', object) === 'all') return;
  if (!isReached(tx, subject, entry, fields)) throw refusal(subject, 'write', object);
}

/** A row is within reach afterwards; a deal that changes hands was before, too. */
function isReached(
  tx: ReadTx,
  subject: Subject,
  { entity, entity_id: id, bulk_of: origin }: Entry,
  fields: Record<string, [was: unknown, now: unknown]>,
): boolean {
  if (id === null) {
    const sql = `SELECT 1 FROM main.${entity} r WHERE r.created_action = ?
      AND NOT EXISTS (SELECT 1 FROM ${entity} seen WHERE seen.id = r.id) LIMIT 1`;
    return tx.get(sql, [origin]) === undefined;
  }
  const given = entity === 'opportunity' ? fields['owner_id'] : undefined;
  if (given !== undefined && !ownsWithin(tx, subject, given[0])) return false;
  return tx.get(`SELECT 1 FROM ${entity} WHERE id = ?`, [id]) !== undefined;
}

function ownsWithin(tx: ReadTx, subject: Subject, ownerId: unknown): boolean {
  const id = typeof ownerId === 'string' ? ownerId : null;
  const rep = tx.get<{ team: string | null }>('SELECT team FROM main.owner WHERE id = ?', [id]);
  return decide(subject, 'write', 'opportunity', undefined, {
    ownerId: id,
    team: rep?.team ?? null,
  }).allowed;
}

/** `amount_minor` → `amountMinor`. */
function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
