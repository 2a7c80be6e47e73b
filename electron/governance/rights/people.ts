import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { Perspective, Person, PersonChange, Subject } from '#shared/governance/rights/model';
import { roleOf, subjectOf } from './subject';

interface StoredPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string | null;
  readonly team: string | null;
  readonly ownerId: string | null;
}

/** Everybody of the workspace: its user first, then the sales reps by team and name. */
export const people: Query<null, Person[]> = (tx) => {
  const user = tx.get<StoredPerson>(
    `SELECT w.user_id AS id, w.user_name AS name, p.role, coalesce(o.team, p.team) AS team,
        p.owner_id AS ownerId
      FROM workspace w
      LEFT JOIN person p ON p.id = w.user_id AND p.deleted_at IS NULL
      LEFT JOIN owner o ON o.id = p.owner_id`,
  );
  const reps = tx.all<StoredPerson>(
    `SELECT o.id, o.name, p.role, o.team, o.id AS ownerId
      FROM owner o LEFT JOIN person p ON p.id = o.id AND p.deleted_at IS NULL
      WHERE o.deleted_at IS NULL ORDER BY o.team IS NULL, o.team, o.pinyin, o.name, o.rowid`,
  );
  const shown = (person: StoredPerson, isUser: boolean): Person => ({
    ...person,
    role: roleOf(person.role, isUser),
    team: person.team === '' ? null : person.team,
    isUser,
  });
  return [
    ...(user === undefined ? [] : [shown(user, true)]),
    ...reps.map((rep) => shown(rep, false)),
  ];
};

/** For whom is read with a perspective; null while the workspace is being made. */
export const subject: Query<Perspective | null, Subject | null> = subjectOf;

/**
 * Gives a person a role and a team. A rep's team is the one that deals go by; the user may be linked to the rep whose
 * deals are the user's own.
 * @throws SandtableError NOT_FOUND, LAST_OWNER when nobody would be left who may give rights
 */
export const savePerson: Command<PersonChange, { name: string }> = (tx, change) => {
  const { id, role, team } = change;
  const user = tx.get<{ id: string; name: string }>(
    'SELECT user_id AS id, user_name AS name FROM workspace',
  );
  const isUser = user?.id === id;
  const ownerId = isUser ? change.ownerId : id;
  const rep =
    ownerId === null
      ? undefined
      : tx.get<{ name: string }>('SELECT name FROM owner WHERE id = ? AND deleted_at IS NULL', [
          ownerId,
        ]);
  if (ownerId !== null && rep === undefined) {
    throw new SandtableError('NOT_FOUND', 'no such person', { id: ownerId });
  }
  const set = { role, owner_id: ownerId, team: ownerId === null ? team : null };
  const known = tx.get('SELECT 1 FROM person WHERE id = ? AND deleted_at IS NULL', [id]);
  if (known === undefined) tx.insert('person', { id, ...set });
  else tx.update('person', id, set);
  if (ownerId !== null) tx.update('owner', ownerId, { team });
  if (!hasOwner(tx)) throw new SandtableError('LAST_OWNER', 'nobody would own the workspace');
  const name = (isUser ? user.name : rep?.name) ?? '';
  tx.describe(name);
  return { name };
};

function hasOwner(tx: ReadTx): boolean {
  return people(tx, null).some(({ role }) => role === 'owner');
}
