import type { ReadTx } from '#electron/replica/transaction';
import {
  answers,
  type Reading,
  searchOfSortKey,
  type SearchText,
  textKeys,
} from '#shared/pipeline/search-text';

/** Code of "no value". */
const BLANK = 0;

/**
 * The names that rows refer to, as small numbers: code 0 is blank, a name keeps its code for as long as the dictionary
 * lives, also when it changes.
 */
export class Dictionary {
  readonly labels: (string | null)[] = [null];
  readonly #codes = new Map<string, number>();
  readonly #sortKeys: string[] = [''];
  #ranks: Int32Array | null = null;
  /** Search texts by code; made when first asked for. */
  readonly #searches: (SearchText | null)[] = [];

  /** Number of codes, blank included. */
  get size(): number {
    return this.labels.length;
  }

  /** The code of an id; an id not put before gets one without a name. */
  code(id: string | null): number {
    if (id === null) return BLANK;
    return this.#codes.get(id) ?? this.put(id, null, '');
  }

  /** Sets the name of an id; `onRenamed` is told when it had another one. */
  put(id: string, label: string | null, sortKey: string, onRenamed?: () => void): number {
    const code = this.#codes.get(id) ?? this.labels.length;
    const known = code < this.labels.length;
    if (known && this.labels[code] === label && this.#sortKeys[code] === sortKey) return code;
    if (known) onRenamed?.();
    this.#searches[code] = null;
    this.#codes.set(id, code);
    this.labels[code] = label;
    this.#sortKeys[code] = sortKey;
    this.#ranks = null;
    return code;
  }

  /** Code → place in the order of names; blank comes last. */
  ranks(): Int32Array {
    if (this.#ranks) return this.#ranks;
    const keys = this.#sortKeys;
    const ordered = keys.map((_, code) => code).slice(1);
    ordered.sort((a, b) => compare(keys[a] ?? '', keys[b] ?? ''));
    const ranks = new Int32Array(this.size);
    ordered.forEach((code, place) => (ranks[code] = place));
    // Codes of the same name share a place, so that the next sort column decides.
    for (let i = 1; i < ordered.length; i += 1) {
      const [code = 0, before = 0] = [ordered[i], ordered[i - 1]];
      if (keys[code] === keys[before]) ranks[code] = ranks[before] ?? i;
    }
    ranks[BLANK] = this.size;
    this.#ranks = ranks;
    return ranks;
  }

  /** Code → 1 where the name contains `word` (normalised), also by pinyin. */
  matches(word: string): Uint8Array {
    const found = new Uint8Array(this.size);
    for (let code = 1; code < this.size; code += 1) {
      const text = (this.#searches[code] ??= searchOfSortKey(this.#sortKeys[code] ?? ''));
      if (answers(text, word)) found[code] = 1;
    }
    return found;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface NamedRow {
  readonly id: string;
  readonly name: string;
  readonly pinyin: string | null;
}

export type NamedEntity = 'account' | 'owner' | 'product';
const READINGS: Readonly<Record<NamedEntity, Reading>> = {
  account: 'phrase',
  owner: 'person',
  product: 'phrase',
};

/**
 * Reads names of an entity into its dictionary, all of them or those of `ids`; rows whose stored pinyin is missing are
 * read here. True when one that was known has another name now.
 */
export function fillDictionary(
  tx: ReadTx,
  entity: NamedEntity,
  dictionary: Dictionary,
  ids?: readonly string[],
): boolean {
  const pinyin = entity === 'product' ? 'NULL' : "nullif(pinyin, '')";
  // Also of records that are deleted: rows still show and export their names, so they are sorted and found by them.
  const some = ids === undefined ? '' : 'WHERE id IN (SELECT value FROM json_each(?))';
  let renamed = false;
  for (const row of tx.all<NamedRow>(
    `SELECT id, name, ${pinyin} AS pinyin FROM ${entity} ${some}`,
    ids === undefined ? [] : [JSON.stringify(ids)],
  )) {
    const key = row.pinyin ?? textKeys(row.name, READINGS[entity]).sortKey;
    dictionary.put(row.id, row.name, key, () => (renamed = true));
  }
  return renamed;
}
