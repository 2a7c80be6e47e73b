import type { ReadTx } from '#electron/replica/transaction';
import {
  type Perspective,
  type Role,
  roleSchema,
  type Subject,
} from '#shared/governance/rights/model';

interface StoredPerson {
  readonly role: string;
  readonly ownerId: string | null;
  readonly team: string | null;
}

/** A person without an entry. */
const DEFAULT_ROLE = { user: 'owner', rep: 'consultant' } as const satisfies Record<string, Role>;

/**
 * The one for whom a replica is read: its user, or the person whose view the user takes. Null while the workspace is
 * being made. Reads the tables themselves, whatever is seen of them.
 */
export function subjectOf(tx: ReadTx, perspective: Perspective | null): Subject | null {
  const user = tx.get<{ id: string }>('SELECT user_id AS id FROM main.workspace');
  if (user === undefined || !hasPeople(tx)) return null;
  const id = perspective?.personId ?? user.id;
  const person = tx.get<StoredPerson>(
    'SELECT role, owner_id AS ownerId, team FROM main.person WHERE id = ? AND deleted_at IS NULL',
    [id],
  );
  const isUser = id === user.id;
  const ownerId = isUser ? (person?.ownerId ?? null) : id;
  const rep = tx.get<{ team: string | null }>('SELECT team FROM main.owner WHERE id = ?', [
    ownerId,
  ]);
  return {
    personId: id,
    role: perspective?.role ?? roleOf(person?.role, isUser),
    ownerIds: ownerId === null ? [] : [ownerId],
    team: teamOf(rep === undefined ? person?.team : rep.team),
  };
}

/** The role that is stored, or the one of people without an entry; one that this version does not know may do least. */
export function roleOf(stored: string | undefined | null, isUser: boolean): Role {
  if (stored === undefined || stored === null) return DEFAULT_ROLE[isUser ? 'user' : 'rep'];
  return roleSchema.safeParse(stored).data ?? 'consultant';
}

/** An empty team is none: two people without a team are no team. */
function teamOf(team: string | null | undefined): string | null {
  return team === undefined || team === '' ? null : team;
}

/** A file that is only looked at may be older than people: then nobody has been given a role. */
function hasPeople(tx: ReadTx): boolean {
  const sql = "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = 'person'";
  return tx.get(sql) !== undefined;
}
