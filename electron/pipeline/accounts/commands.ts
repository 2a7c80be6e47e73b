import type { Command, Row } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { under } from '#shared/pipeline/accounts/decision-map';
import type {
  AccountPatch,
  AccountPerson,
  AccountRecord,
  NewPerson,
  PersonPatch,
} from '#shared/pipeline/accounts/model';
import { isTaxId, normaliseTaxId } from '#shared/pipeline/duplicates/tax-id';
import type { Cell } from '#shared/pipeline/model';
import { textKeys } from '#shared/pipeline/search-text';
import { accountRecord, peopleOf, personRecord, shownAccount, shownPerson } from './detail';

const ACCOUNT_COLUMNS: Readonly<Record<keyof AccountPatch, string>> = {
  name: 'name',
  shortName: 'short_name',
  taxId: 'tax_id',
  website: 'website',
  phone: 'phone',
  industry: 'industry',
  region: 'region',
  city: 'city',
  segment: 'segment',
  employees: 'employees',
};
const PERSON_COLUMNS: Readonly<Record<keyof PersonPatch, string>> = {
  name: 'name',
  title: 'title',
  phone: 'phone',
  email: 'email',
  role: 'role',
  influence: 'influence',
  attitude: 'attitude',
  managerId: 'manager_id',
};
/** A number of this length is a unified social credit identifier. */
const TAX_ID_LENGTH = 18;

export interface AccountUpdate {
  readonly id: string;
  readonly version: number;
  readonly patch: AccountPatch;
}

export interface PersonUpdate {
  readonly id: string;
  readonly version: number;
  readonly patch: PersonPatch;
}

/** Changes facts in place. @throws SandtableError NOT_FOUND, CONFLICT_VERSION, TAX_ID_WRONG */
export const updateAccount: Command<AccountUpdate, AccountRecord> = (
  tx,
  { id, version, patch },
) => {
  const set: Record<string, Cell> = { ...columnsOf(patch, ACCOUNT_COLUMNS) };
  if (patch.name !== undefined) set['pinyin'] = textKeys(patch.name, 'phrase').sortKey;
  if (typeof set['tax_id'] === 'string') {
    const taxId = normaliseTaxId(set['tax_id']);
    if (taxId.length === TAX_ID_LENGTH && !isTaxId(taxId)) {
      throw new SandtableError('TAX_ID_WRONG', 'the check digit is wrong', { taxId });
    }
    set['tax_id'] = taxId;
  }
  tx.update('account', id, set, { expectedVersion: version });
  const account = accountRecord(tx, id);
  tx.describe(account.name);
  return shownAccount(tx, account);
};

/** Adds a person to an account. @throws SandtableError NOT_FOUND */
export const addPerson: Command<{ accountId: string; person: NewPerson }, AccountPerson> = (
  tx,
  { accountId, person },
) => {
  const account = accountRecord(tx, accountId);
  const id = tx.newId();
  tx.insert('contact', { id, account_id: account.id, ...columnsOf(person, PERSON_COLUMNS) });
  tx.describe(person.name);
  return shownPerson(tx, personRecord(tx, id));
};

/**
 * Removes a person from an account, with all that points at it: its reports move up to the one above, deals have no main
 * contact any more. Touchpoints stay: with whom somebody spoke does not change. Undo brings all of it back.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION
 */
export const removePerson: Command<{ id: string; version: number }, { id: string }> = (
  tx,
  { id, version },
) => {
  const person = personRecord(tx, id);
  if (person.version !== version) {
    const details = { entity: 'contact', id, version: person.version };
    throw new SandtableError('CONFLICT_VERSION', 'contact changed meanwhile', details);
  }
  const pointing = (table: string, column: string): { id: string }[] =>
    tx.all(`SELECT id FROM ${table} WHERE ${column} = ? AND deleted_at IS NULL`, [id]);
  for (const report of pointing('contact', 'manager_id')) {
    tx.update('contact', report.id, { manager_id: person.managerId });
  }
  for (const deal of pointing('opportunity', 'contact_id')) {
    tx.update('opportunity', deal.id, { contact_id: null });
  }
  tx.remove('contact', id);
  tx.describe(person.name);
  return { id };
};

/**
 * Changes what is known of a person, or its place in the decision.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, BAD_INPUT when the manager is not of the account or reports to the
 * person
 */
export const updatePerson: Command<PersonUpdate, AccountPerson> = (tx, { id, version, patch }) => {
  const before = personRecord(tx, id);
  if (patch.managerId !== undefined && patch.managerId !== null) {
    const people = before.accountId === null ? [] : peopleOf(tx, before.accountId);
    const known = people.some((one) => one.id === patch.managerId);
    if (!known || under(people, id).has(patch.managerId)) {
      throw new SandtableError('BAD_INPUT', 'not a possible manager', { field: 'managerId' });
    }
  }
  tx.update('contact', id, columnsOf(patch, PERSON_COLUMNS), { expectedVersion: version });
  tx.describe(before.name);
  return shownPerson(tx, personRecord(tx, id));
};

function columnsOf<Patch extends object>(
  patch: Patch,
  columns: Readonly<Record<keyof Patch & string, string>>,
): Row {
  const set: Record<string, Cell> = {};
  for (const [field, column] of Object.entries<string>(columns)) {
    const value = (patch as Readonly<Record<string, Cell | undefined>>)[field];
    if (value !== undefined) set[column] = value === '' ? null : value;
  }
  return set;
}
