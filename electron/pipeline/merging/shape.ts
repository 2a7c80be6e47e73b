import type { EntityName } from '#electron/replica/transaction';
import type { MergeField } from '#shared/pipeline/duplicates/merge-model';
import type { DuplicateKind } from '#shared/pipeline/duplicates/model';

/** Field → column. The fields of a kind are in `MERGE_FIELDS`. */
export const MERGE_COLUMNS: Readonly<Record<MergeField, string>> = {
  name: 'name',
  shortName: 'short_name',
  taxId: 'tax_id',
  website: 'website',
  phone: 'phone',
  industry: 'industry',
  region: 'region',
  city: 'city',
  employees: 'employees',
  annualRevenue: 'annual_revenue_minor',
  segment: 'segment',
  externalId: 'external_id',
  account: 'account_id',
  role: 'role',
  title: 'title',
  email: 'email',
  influence: 'influence',
  attitude: 'attitude',
  manager: 'manager_id',
};

/** A column that refers to a record of a kind, and what a row of its table is called by. */
interface Child {
  readonly table: EntityName;
  readonly column: string;
  readonly name: string;
}

/** What moves when two records become one. */
export const CHILDREN: Readonly<Record<DuplicateKind, readonly Child[]>> = {
  account: [
    { table: 'contact', column: 'account_id', name: 'r.name' },
    { table: 'opportunity', column: 'account_id', name: 'r.name' },
    {
      table: 'touchpoint',
      column: 'account_id',
      name: "coalesce(nullif(r.subject, ''), substr(r.body, 1, 40))",
    },
  ],
  contact: [
    { table: 'contact', column: 'manager_id', name: 'r.name' },
    { table: 'opportunity', column: 'contact_id', name: 'r.name' },
    {
      table: 'touchpoint',
      column: 'contact_id',
      name: "coalesce(nullif(r.subject, ''), substr(r.body, 1, 40))",
    },
  ],
};
