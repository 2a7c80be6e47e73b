import type { Scope, ScopeMaker } from '#electron/replica/scope';
import type { ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { deniedFields, isUnlimited, scopeOf } from '#shared/governance/rights/decide';
import type { RightObject, Subject } from '#shared/governance/rights/model';
import { checkUnmasked } from '../personal/check-unmasked';
import { type PersonalVeil, veilOf } from '../personal/veil';
import { checkWritten } from './written';
import { refusal } from './refusal';
import { subjectOf } from './subject';
import { RECORD_TABLES } from './tables';

/** What the workspace's user, or the person whose view is taken, sees and may write; null = everything. */
export const rightsScope: ScopeMaker = (tx, perspective, veiled) => {
  const subject = subjectOf(tx, perspective);
  return subject === null || isUnlimited(subject.role)
    ? null
    : new RightsScope(tx, subject, veiled);
};

/** Tables whose rows belong to somebody, with what they are in the policy. */
const TABLES = {
  ...RECORD_TABLES,
  rehearsal: 'rehearsal',
} as const satisfies Record<string, RightObject>;
type ScopedTable = keyof typeof TABLES;

/** Conditions by which rows follow the opportunities that are seen. Names without `main.` are the views themselves. */
const FOLLOWS: Readonly<Record<Exclude<ScopedTable, 'opportunity' | 'rehearsal'>, string>> = {
  // Customers whom nobody works on are open to everybody.
  account: `EXISTS (SELECT 1 FROM opportunity o WHERE o.account_id = account.id AND o.deleted_at IS NULL)
    OR NOT EXISTS (SELECT 1 FROM main.opportunity o
      WHERE o.account_id = account.id AND o.deleted_at IS NULL)`,
  contact: 'EXISTS (SELECT 1 FROM account a WHERE a.id = contact.account_id)',
  touchpoint: `EXISTS (SELECT 1 FROM opportunity o WHERE o.id = touchpoint.opportunity_id)
    OR (opportunity_id IS NULL
      AND EXISTS (SELECT 1 FROM account a WHERE a.id = touchpoint.account_id))`,
  stage_event: 'EXISTS (SELECT 1 FROM opportunity o WHERE o.id = stage_event.opportunity_id)',
  stage_approval: 'EXISTS (SELECT 1 FROM opportunity o WHERE o.id = stage_approval.opportunity_id)',
  // Accounts or contacts, told apart by nothing but their ids.
  duplicate_verdict: `(EXISTS (SELECT 1 FROM account a WHERE a.id = one)
      AND EXISTS (SELECT 1 FROM account a WHERE a.id = other))
    OR (EXISTS (SELECT 1 FROM contact c WHERE c.id = one)
      AND EXISTS (SELECT 1 FROM contact c WHERE c.id = other))`,
  record_merge: `EXISTS (SELECT 1 FROM account a WHERE a.id = survivor)
    OR EXISTS (SELECT 1 FROM contact c WHERE c.id = survivor)`,
};

class RightsScope implements Scope {
  readonly key: string;
  readonly views: ReadonlyMap<string, string>;
  readonly seenActions: string;
  readonly ownerId: string | null;
  readonly veil: PersonalVeil | null;
  readonly #subject: Subject;

  constructor(tx: ReadTx, subject: Subject, veiled: boolean) {
    this.#subject = subject;
    this.veil = veilOf(tx, subject);
    const veil = veiled ? this.veil : null;
    this.ownerId = subject.ownerIds[0] ?? null;
    const views = new Map<string, string>();
    for (const table of Object.keys(TABLES) as ScopedTable[]) {
      const where = seenRows(tx, subject, table);
      const hidden = columnsOf(tx, table).filter((column) => this.hides(table, column));
      if (where !== 'TRUE' || hidden.length > 0 || veil?.covers(table) === true) {
        views.set(table, viewOf(tx, table, where, hidden, veil));
      }
    }
    if (scopeOf(subject, 'read', 'opportunity') !== 'all') {
      const who = literal(subject.personId);
      views.set('export_register', viewOf(tx, 'export_register', `actor_id = ${who}`, [], null));
    }
    this.views = views;
    this.seenActions = seenActions(subject, views);
    this.key = JSON.stringify([subject, [...views]]);
  }

  hides(entity: string, column: string): boolean {
    const object = (TABLES as Readonly<Record<string, RightObject>>)[entity];
    if (object === undefined) return false;
    const { role } = this.#subject;
    return deniedFields(role, 'read', object).some((field) => columnOf(field) === column);
  }

  explained(tx: ReadTx, input: unknown, error: unknown): unknown {
    if (!(error instanceof SandtableError) || error.code !== 'NOT_FOUND') return error;
    for (const id of idsIn(input, error)) {
      for (const table of this.views.keys()) {
        if (!(table in TABLES)) continue;
        const there = tx.get(`SELECT 1 FROM main.${table} WHERE id = ?`, [id]) !== undefined;
        const seen = tx.get(`SELECT 1 FROM ${table} WHERE id = ?`, [id]) !== undefined;
        if (there && !seen) return refusal(this.#subject, 'read', TABLES[table as ScopedTable]);
      }
    }
    return error;
  }

  check(tx: ReadTx, actionId: string, kind: string): void {
    checkWritten(tx, this.#subject, actionId);
    if (this.veil !== null) checkUnmasked(tx, this.#subject, this.veil, { actionId, kind });
  }
}

/** The rows of a table that a person sees, as SQL. */
function seenRows(tx: ReadTx, subject: Subject, table: ScopedTable): string {
  const reach = scopeOf(subject, 'read', TABLES[table]);
  if (reach === 'all') return 'TRUE';
  if (reach === 'none' || table === 'rehearsal') return 'FALSE';
  if (table !== 'opportunity') return FOLLOWS[table];
  const owners = reach === 'own' ? subject.ownerIds : teamOwners(tx, subject);
  return `owner_id IN (${owners.map(literal).join(', ')})`;
}

/** The reps of a person's team, the person among them; also those who have left, since their deals stay the team's. */
function teamOwners(tx: ReadTx, { team, ownerIds }: Subject): readonly string[] {
  if (team === null) return ownerIds;
  const rows = tx.all<{ id: string }>('SELECT id FROM main.owner WHERE team = ? ORDER BY id', [
    team,
  ]);
  return [...new Set([...ownerIds, ...rows.map(({ id }) => id)])];
}

/** A table as somebody sees it: the same columns in the same order, those that are kept back without a value, personal data as the veil shows them. */
function viewOf(
  tx: ReadTx,
  table: string,
  where: string,
  hidden: readonly string[],
  veil: PersonalVeil | null,
): string {
  const columns = columnsOf(tx, table).map((column) =>
    hidden.includes(column) ? `NULL AS ${column}` : (veil?.selected(table, column) ?? column),
  );
  return `SELECT rowid AS rowid, ${columns.join(', ')} FROM main.${table} WHERE ${where}`;
}

function columnsOf(tx: ReadTx, table: string): string[] {
  return tx
    .all<{ name: string }>("SELECT name FROM pragma_table_info(?, 'main')", [table])
    .map(({ name }) => name);
}

/**
 * Actions of which every record is seen. An entry of many rows at once speaks of rows that may be anybody's; names of
 * rehearsals and of documents' recipients stand in the subject alone, so that such actions are the person's own or not
 * shown.
 */
function seenActions(subject: Subject, views: ReadonlyMap<string, string>): string {
  if (!views.has('opportunity')) return 'TRUE';
  if (scopeOf(subject, 'read', 'opportunity') === 'all') return 'TRUE';
  const foreign = [...views.keys()]
    .filter((table) => table !== 'export_register' && table !== 'rehearsal')
    .map(
      (table) => `(l.entity = '${table}' AND NOT EXISTS
        (SELECT 1 FROM ${table} seen WHERE seen.id = l.entity_id))`,
    );
  return `(action.actor_id = ${literal(subject.personId)} AND NOT EXISTS (SELECT 1 FROM change_entry l
    WHERE l.action_id = action.id AND (l.entity_id IS NULL OR ${foreign.join(' OR ')})))`;
}

/** The ids that a question was about, also those in what it would write. */
function idsIn(input: unknown, { details }: SandtableError): string[] {
  const asked = valuesOf(input).flatMap((value) => [value, ...valuesOf(value)]);
  return [details['id'], ...asked].filter((id): id is string => typeof id === 'string');
}

const valuesOf = (part: unknown): unknown[] =>
  typeof part === 'object' && part !== null ? Object.values(part) : [];

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `amountMinor` → `amount_minor`. */
function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
