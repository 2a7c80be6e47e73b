import { shownCell } from '#electron/replica/shown';
import type { ReadTx } from '#electron/replica/transaction';
import {
  type Alike,
  NEW_RECORD,
  type Same,
  sameKey,
  type Undecided,
} from '#shared/pipeline/alike-model';
import type { AccountFacts } from '#shared/pipeline/duplicates/account-rules';
import type { ContactFacts } from '#shared/pipeline/duplicates/contact-rules';
import type { Suggestion } from '#shared/pipeline/duplicates/matcher';
import { CERTAIN_FROM, type DuplicateKind, LIKELY_FROM } from '#shared/pipeline/duplicates/model';
import type { Cell } from '#shared/pipeline/model';
import { ownText } from '#shared/pipeline/own-text';
import { accountMatcher, contactMatcher } from '../duplicates/matcher';

/** Records that are told one by one; a column that was mapped by mistake may have millions. */
const MOST = 200;

interface Choices {
  readonly same?: Same | undefined;
  readonly undecided?: Undecided | undefined;
}

/**
 * Finds customers and contacts that a file names under another spelling than the stored one, by the rules that look for
 * duplicates. What is certain is taken for the stored record; of the rest a person decides. Two stored records that are
 * both certain, or another number of the same system, make none certain.
 */
export class AlikeRecords {
  readonly #tx: ReadTx;
  readonly #choices: Choices;
  readonly #told = new Map<string, Alike & { rows: number }>();
  readonly #named = new Map<string, string | null>();
  readonly #some = new Map<DuplicateKind, boolean>();
  #accounts: ((facts: AccountFacts) => Suggestion[]) | null = null;
  #contacts: ((facts: ContactFacts) => Suggestion[]) | null = null;

  constructor(tx: ReadTx, choices: Choices) {
    this.#tx = tx;
    this.#choices = choices;
  }

  /** The stored account that a record of another kind means by `name`, or null. */
  accountNamed(name: string): string | null {
    const known = this.#named.get(name);
    if (known !== undefined) {
      const told = this.#told.get(sameKey({ kind: 'account', name }));
      if (told) told.rows += 1;
      return known;
    }
    const bare = { shortName: null, taxId: null, city: null, sites: [], phone: null };
    const id = this.account({ name, ...bare }, null);
    this.#named.set(ownText(name), id);
    return id;
  }

  /** The stored account that a record of a file is, or null. */
  account(facts: AccountFacts, externalId: Cell): string | null {
    if (!this.#hasSome('account')) return null;
    this.#accounts ??= accountMatcher(this.#tx);
    return this.#decide('account', facts.name, this.#accounts(facts), externalId);
  }

  /** The stored contact that a record of a file is, or null. */
  contact(facts: ContactFacts, externalId: Cell): string | null {
    if (!this.#hasSome('contact')) return null;
    this.#contacts ??= contactMatcher(this.#tx);
    return this.#decide('contact', facts.name, this.#contacts(facts), externalId);
  }

  /** Whether a name is among those that are told. */
  has(kind: DuplicateKind, name: string): boolean {
    return this.#told.has(sameKey({ kind, name }));
  }

  /** What looked like something stored, in the order of the file, at most 200. */
  list(): Alike[] {
    return [...this.#told.values()];
  }

  #decide(
    kind: DuplicateKind,
    name: string,
    found: readonly Suggestion[],
    externalId: Cell,
  ): string | null {
    const chosen = this.#choices.same?.[sameKey({ kind, name })];
    const [best, second] = found;
    if (best === undefined) return null;
    let taken: string | null = null;
    let by: Alike['by'] = 'undecided';
    if (chosen === NEW_RECORD) by = 'chosen';
    else if (chosen !== undefined && this.#isThere(kind, chosen)) {
      taken = chosen;
      by = 'chosen';
    } else if (
      best.score >= CERTAIN_FROM &&
      (second?.score ?? 0) < CERTAIN_FROM &&
      !this.#hasOtherNumber(kind, best.id, externalId)
    ) {
      taken = best.id;
      by = 'certain';
    } else if (this.#choices.undecided === 'existing' && best.score >= LIKELY_FROM) {
      taken = best.id;
    }
    this.#tell({ kind, name, rows: 1, taken, by, options: [] }, found);
    return taken;
  }

  #tell(one: Alike, found: readonly Suggestion[]): void {
    const key = sameKey(one);
    const told = this.#told.get(key);
    if (told) told.rows += 1;
    else if (this.#told.size < MOST) {
      const options = found.map((each) => ({ ...each, name: this.#shownName(one.kind, each.id) }));
      this.#told.set(ownText(key), { ...one, name: ownText(one.name), options });
    }
  }

  /** Whether any were there before the import. */
  #hasSome(kind: DuplicateKind): boolean {
    const known = this.#some.get(kind);
    if (known !== undefined) return known;
    const sql = `SELECT 1 FROM ${kind} WHERE deleted_at IS NULL LIMIT 1`;
    const some = this.#tx.get(sql) !== undefined;
    this.#some.set(kind, some);
    return some;
  }

  #isThere(kind: DuplicateKind, id: string): boolean {
    const sql = `SELECT 1 FROM ${kind} WHERE id = ? AND deleted_at IS NULL`;
    return this.#tx.get(sql, [id]) !== undefined;
  }

  /** Two numbers of one system are two records to it. */
  #hasOtherNumber(kind: DuplicateKind, id: string, externalId: Cell): boolean {
    if (typeof externalId !== 'string') return false;
    const sql = `SELECT external_id AS number FROM ${kind} WHERE id = ?`;
    const number = this.#tx.get<{ number: string | null }>(sql, [id])?.number ?? null;
    return number !== null && number !== externalId;
  }

  #shownName(kind: DuplicateKind, id: string): string {
    const name = this.#tx.get<{ name: string }>(`SELECT name FROM ${kind} WHERE id = ?`, [
      id,
    ])?.name;
    return String(shownCell(this.#tx, kind, 'name', name ?? '') ?? '');
  }
}
