import type { Command, Row } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { under } from '#shared/pipeline/accounts/decision-map';
import type {
  AccountPatch,
  AccountPerson,
  AccountRecord,
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

/**
 * Changes the place of a person in the decision.
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
