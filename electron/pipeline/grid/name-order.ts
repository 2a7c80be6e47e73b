import { type OrderAlphabet, orderAlphabet } from '#shared/pipeline/search-text';

/** Places in the order of their names (pinyin for Chinese), kept up while names change. */
export class NameOrder {
  readonly #names: readonly string[];
  #alphabet: OrderAlphabet;
  #keys: string[];
  readonly #order: number[] = [];
  #ranks: Int32Array | null = null;

  /** @param names by place; read again wherever {@link renamed} points */
  constructor(names: readonly string[]) {
    this.#names = names;
    this.#alphabet = orderAlphabet(names);
    this.#keys = this.#allKeys();
  }

  /** The name at a place is new or different. */
  renamed(at: number): void {
    this.#ranks = null;
    const key = this.#alphabet(this.#names[at] ?? '');
    if (key !== null) {
      this.#keys[at] = key;
      return;
    }
    // A character that no name had before: all places in the alphabet may move.
    this.#alphabet = orderAlphabet(this.#names);
    this.#keys = this.#allKeys();
  }

  /** Place → position in the order; equal names share one. */
  ranks(): Int32Array {
    if (this.#ranks) return this.#ranks;
    const keys = this.#keys;
    const order = this.#order;
    for (let at = order.length; at < keys.length; at += 1) order.push(at);
    // After an edit the order of before is nearly right, which the platform's sort rewards.
    order.sort((a, b) => {
      const [first = '', second = ''] = [keys[a], keys[b]];
      return first < second ? -1 : first > second ? 1 : a - b;
    });
    const ranks = new Int32Array(order.length);
    let rank = 0;
    order.forEach((at, i) => {
      if (i > 0 && keys[at] !== keys[order[i - 1] ?? 0]) rank = i;
      ranks[at] = rank;
    });
    this.#ranks = ranks;
    return ranks;
  }

  #allKeys(): string[] {
    return this.#names.map((name) => this.#alphabet(name) ?? '');
  }
}
