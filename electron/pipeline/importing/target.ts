import type { EntityName, ReadTx, WriteTx } from '#electron/replica/transaction';
import type { AccountFacts } from '#shared/pipeline/duplicates/account-rules';
import type { ContactFacts } from '#shared/pipeline/duplicates/contact-rules';
import type { ImportKind, ImportNote, MatchKey, Unnamed } from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import { textKeys } from '#shared/pipeline/search-text';
import type { AlikeRecords } from './alike';
import { RecordKeys } from './record-keys';
import type { Complain, ReadRow } from './row-reader';
import type { References } from './references';
import { opportunityTarget } from './opportunity-target';
import { stageEventTarget } from './stage-event-target';

/** Takes what a person should know of the record at hand. */
export type TakeNote = (code: ImportNote['code'], value: string) => void;

/** Where the rows of one kind of file go. */
export interface Target {
  readonly entity: EntityName;
  /** Completes and checks what was read, given the id of the row it will change (null = a new row). */
  finish(
    row: ReadRow,
    existing: string | null,
    complain: Complain,
    note: TakeNote,
  ): Record<string, Cell>;
  /** What makes two records the same thing; null = never the same. */
  key(values: Record<string, Cell>): string | null;
  /** The field that tells the key; the external id unless it says otherwise. */
  readonly keyField?: string;
  /** The stored row with that key. */
  existing(key: string): string | null;
  /** Whether several stored rows have the key. */
  isAmbiguous?(key: string): boolean;
  /** The stored row that one without a known key is by its likeness; null = none. */
  alike?(values: Record<string, Cell>): string | null;
  /** The name of a stored row that a new one seems to be; null = none. */
  lookAlike?(values: Record<string, Cell>): string | null;
  /** True when a stored row with the key needs no update: the key says it all. */
  readonly keyIsAll: boolean;
  /** Columns of a new row. */
  readonly columns: readonly string[];
  /** The cells of a new row, in the order of `columns`. */
  insert(id: string, values: Record<string, Cell>): Cell[];
  /** After the last row has been written. */
  conclude?(tx: WriteTx): void;
}

export interface TargetNeeds {
  readonly tx: ReadTx;
  readonly references: References;
  /** The pipeline that gets the opportunities; null while it is not made. */
  readonly pipelineId: string | null;
  readonly unnamed: Unnamed;
  /** Is asked for accounts and contacts without a known key. */
  readonly alike: AlikeRecords;
  /** By what stored records are found. */
  readonly key: MatchKey;
}

export function targetFor(kind: ImportKind, needs: TargetNeeds): Target {
  switch (kind) {
    case 'opportunity':
      return opportunityTarget(needs);
    case 'stageEvent':
      return stageEventTarget(needs);
    case 'owner':
      return simple(needs, 'owner', ['external_id', 'name', 'team', 'region', 'manager_name'], {
        complete: (values) => withPinyin(values, 'person'),
        also: ['pinyin'],
      });
    case 'product':
      return simple(needs, 'product', ['external_id', 'name', 'family', 'list_price_minor']);
    case 'account':
      return simple(needs, 'account', ACCOUNT_COLUMNS, {
        complete: (values) => withPinyin(values, 'phrase'),
        also: ['pinyin'],
        keyed: 'account',
        alike: (values) => needs.alike.account(accountFacts(values), values['external_id'] ?? null),
      });
    case 'contact':
      return simple(needs, 'contact', CONTACT_COLUMNS, {
        defaults: { role: 'other' },
        sameName: ['account_id', 'name'],
        keyed: 'contact',
        alike: (values) => needs.alike.contact(contactFacts(values), values['external_id'] ?? null),
      });
    case 'touchpoint':
      return simple(needs, 'touchpoint', TOUCHPOINT_COLUMNS, {
        defaults: { direction: 'outbound' },
        sameName: null,
      });
  }
}

const ACCOUNT_COLUMNS = [
  'external_id',
  'name',
  'short_name',
  'industry',
  'region',
  'city',
  'employees',
  'annual_revenue_minor',
  'segment',
  'tax_id',
  'website',
  'phone',
];
const CONTACT_COLUMNS = ['external_id', 'account_id', 'name', 'role', 'title', 'phone', 'email'];
const TOUCHPOINT_COLUMNS = [
  'external_id',
  'account_id',
  'opportunity_id',
  'contact_id',
  'channel',
  'direction',
  'at',
  'subject',
  'body',
  'author_name',
];

const textIn = (value: Cell | undefined): string | null =>
  typeof value === 'string' ? value : null;

function accountFacts(values: Record<string, Cell>): AccountFacts {
  const website = textIn(values['website']);
  return {
    name: textIn(values['name']) ?? '',
    shortName: textIn(values['short_name']),
    taxId: textIn(values['tax_id']),
    city: textIn(values['city']),
    sites: website === null ? [] : [website],
    phone: textIn(values['phone']),
  };
}

function contactFacts(values: Record<string, Cell>): ContactFacts {
  return {
    name: textIn(values['name']) ?? '',
    accountId: textIn(values['account_id']),
    email: textIn(values['email']),
    phone: textIn(values['phone']),
  };
}

function withPinyin(values: Record<string, Cell>, how: 'person' | 'phrase'): Record<string, Cell> {
  return { ...values, pinyin: textKeys(String(values['name'] ?? ''), how).sortKey };
}

function withDefaults(
  values: Record<string, Cell>,
  defaults: Readonly<Record<string, Cell>>,
  isNew: boolean,
): Record<string, Cell> {
  const filled = { ...values };
  for (const [column, value] of Object.entries(defaults)) {
    if ((filled[column] ?? null) !== null) continue;
    if (isNew) filled[column] = value;
    else delete filled[column];
  }
  return filled;
}

interface SimpleOptions {
  readonly complete?: (values: Record<string, Cell>) => Record<string, Cell>;
  /** What a new row holds where the file says nothing; a stored row keeps what it has. */
  readonly defaults?: Readonly<Record<string, Cell>>;
  /** Columns that `complete` adds. */
  readonly also?: readonly string[];
  /** What identifies a row without an external id; null = nothing does. */
  readonly sameName?: readonly string[] | null;
  /** The kind whose stored rows a person may have found by another key. */
  readonly keyed?: 'account' | 'contact';
  readonly alike?: (values: Record<string, Cell>) => string | null;
}

/** A kind that is stored as it is read, matched by external id, without one by name. */
function simple(
  { tx, key: chosen }: TargetNeeds,
  entity: EntityName,
  columns: readonly string[],
  options: SimpleOptions = {},
): Target {
  const {
    complete = (values) => values,
    also = [],
    defaults = {},
    sameName = ['name'],
    alike,
  } = options;
  const common = {
    entity,
    keyIsAll: false,
    finish: ({ values }: ReadRow, existing: string | null) =>
      complete(withDefaults(values, defaults, existing === null)),
    ...(alike ? { alike } : {}),
    columns: ['id', ...columns, ...also],
    insert: (id: string, values: Record<string, Cell>) => {
      const cells: Cell[] = [id];
      for (const column of columns) cells.push(values[column] ?? null);
      for (const column of also) cells.push(values[column] ?? '');
      return cells;
    },
  };
  if (options.keyed !== undefined && chosen !== 'externalId') {
    const byKey = new RecordKeys(tx, options.keyed, chosen);
    return {
      ...common,
      keyField: chosen === 'nameAccount' ? 'name' : chosen,
      key: (values) => byKey.of(values),
      existing: (key) => byKey.existing(key),
      isAmbiguous: (key) => byKey.isAmbiguous(key),
    };
  }
  const keys = new Map<string, string>();
  const keyOf = (values: Record<string, Cell>): string | null => {
    const external = values['external_id'];
    if (typeof external === 'string') return `#${external}`;
    return sameName === null ? null : sameName.map((column) => values[column] ?? '').join('\n');
  };
  const read = ['id', 'external_id', ...(sameName ?? [])].join(', ');
  for (const row of tx.all<Record<string, Cell>>(
    `SELECT ${read} FROM ${entity} WHERE deleted_at IS NULL`,
  )) {
    const key = keyOf(row);
    if (key !== null) keys.set(key, String(row['id']));
    // A file without the external ids finds rows that have one by their name.
    const byName = keyOf({ ...row, external_id: null });
    if (byName !== null && !keys.has(byName)) keys.set(byName, String(row['id']));
  }
  return { ...common, key: keyOf, existing: (key) => keys.get(key) ?? null };
}
