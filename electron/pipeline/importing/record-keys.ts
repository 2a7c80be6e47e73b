import type { ReadTx } from '#electron/replica/transaction';
import { mailKey } from '#shared/pipeline/duplicates/reach';
import { normaliseTaxId } from '#shared/pipeline/duplicates/tax-id';
import type { MatchKey } from '#shared/pipeline/import-model';
import { normaliseWord } from '#shared/pipeline/import-values';
import type { Cell } from '#shared/pipeline/model';

type Values = Readonly<Record<string, Cell>>;

/** Columns that a chosen key of accounts and contacts is made of. */
const COLUMNS: Partial<Record<MatchKey, readonly string[]>> = {
  name: ['name'],
  taxId: ['tax_id'],
  nameAccount: ['name', 'account_id'],
  email: ['email'],
};

/** What two records have in common when they are the same by a key that a person chose; null = it says nothing. */
function keyOf(key: MatchKey, values: Values): string | null {
  const text = (column: string): string => String(values[column] ?? '');
  switch (key) {
    case 'taxId':
      return normaliseTaxId(text('tax_id')) || null;
    case 'email':
      return mailKey(text('email'));
    case 'nameAccount': {
      const name = normaliseWord(text('name'));
      return name === '' ? null : `${name}\n${text('account_id')}`;
    }
    default:
      return normaliseWord(text('name')) || null;
  }
}

/** Stored accounts or contacts by a key that a person chose instead of the number. */
export class RecordKeys {
  readonly #key: MatchKey;
  /** Null where several share the key. */
  readonly #rows = new Map<string, string | null>();

  constructor(tx: ReadTx, entity: 'account' | 'contact', key: MatchKey) {
    this.#key = key;
    const columns = ['id', ...(COLUMNS[key] ?? [])].join(', ');
    const sql = `SELECT ${columns} FROM ${entity} WHERE deleted_at IS NULL`;
    for (const row of tx.iterate<Values>(sql)) {
      const at = keyOf(key, row);
      if (at !== null) this.#rows.set(at, this.#rows.has(at) ? null : String(row['id']));
    }
  }

  of(values: Values): string | null {
    return keyOf(this.#key, values);
  }

  existing(at: string): string | null {
    return this.#rows.get(at) ?? null;
  }

  /** Whether several stored records have the key, so that none can be meant. */
  isAmbiguous(at: string): boolean {
    return this.#rows.get(at) === null;
  }
}
