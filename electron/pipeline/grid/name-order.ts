import { type OrderAlphabet, orderAlphabet, textKeys } from '#shared/pipeline/search-text';
import { without } from './merge';
import { compareText, orderByText } from './radix';

/** Changed names up to which the order is repaired one by one. */
const MOST_CHANGED = 200;

/** Places in the order of their names (pinyin for Chinese), kept up while names change. */
export class NameOrder {
  readonly #names: readonly string[];
  #alphabet: OrderAlphabet = orderAlphabet([]);
  #order: Int32Array = new Int32Array(0);
  /** Place → rank. A name that changed goes half-way between its neighbours, so that nobody else moves. */
  #ranks: Float64Array = new Float64Array(0);
  /** What is being made, and how far it is; null when it is made. */
  #making: Making | null = begun();
  /** Places whose name changed since the order was made. */
  readonly #changed = new Set<number>();

  /** @param names by place; read again wherever {@link renamed} points */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /** The name at a place is new or different. */
  renamed(at: number): void {
    if (!this.#making) this.#changed.add(at);
    else if (at < this.#making.collected) this.#making = begun();
  }

  /** Makes a part of the order, `count` names more; true when it is made. */
  make(count: number): boolean {
    const making = this.#making;
    if (!making) return true;
    const { characters, keys } = making;
    const size = this.#names.length;
    if (making.collected < size) {
      const end = Math.min(size, making.collected + count);
      for (let at = making.collected; at < end; at += 1) {
        for (const character of this.#names[at] ?? '') characters.add(character);
      }
      making.collected = end;
      if (end < size) return false;
      this.#alphabet = orderAlphabet([...characters]);
      keys.length = 0;
      return false;
    }
    const end = Math.min(size, keys.length + count);
    while (keys.length < end) keys.push(this.#alphabet(this.#names[keys.length] ?? '') ?? '');
    if (end < size) return false;
    this.#order = orderByText(keys);
    this.#ranks = ranksOf(this.#order, keys);
    this.#making = null;
    return true;
  }

  /** Place → a number that orders like the name; equal names share one. The array may be longer than there are names. */
  ranks(): Float64Array {
    while (!this.make(this.#names.length)) continue;
    if (this.#changed.size > MOST_CHANGED) this.#remake();
    else if (this.#changed.size > 0) this.#repair();
    return this.#ranks;
  }

  #remake(): void {
    this.#changed.clear();
    this.#making = begun();
    this.ranks();
  }

  #repair(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    let order = without(this.#order, changed, this.#names.length);
    const ranks = withRoomFor(this.#ranks, this.#names.length);
    this.#ranks = ranks;
    for (const at of changed) {
      const key = this.#longKey(at);
      const [first, end] = [0, 1].map((equal) =>
        firstWhere(order, (other) => compareText(this.#longKey(other), key) >= equal),
      );
      const [from = 0, to = 0] = [first, end];
      const before =
        from === 0 ? (ranks[order[0] ?? 0] ?? 0) - 2 : (ranks[order[from - 1] ?? 0] ?? 0);
      const after = from === order.length ? before + 2 : (ranks[order[from] ?? 0] ?? 0);
      const rank = from < to ? after : (before + after) / 2;
      if (from === to && !(before < rank && rank < after)) {
        // No number is left between the two neighbours.
        this.#remake();
        return;
      }
      ranks[at] = rank;
      order = withOne(order, from, at);
    }
    this.#order = order;
  }

  /** Orders like the short keys, and needs no alphabet. */
  #longKey(at: number): string {
    return textKeys(this.#names[at] ?? '', 'plain').sortKey;
  }
}

interface Making {
  readonly characters: Set<string>;
  collected: number;
  readonly keys: string[];
}

function begun(): Making {
  return { characters: new Set(), collected: 0, keys: [] };
}

/** Item → rank by an order; equal texts share one. */
function ranksOf(order: Int32Array, texts: readonly string[]): Float64Array {
  const ranks = new Float64Array(order.length);
  let rank = 0;
  for (let i = 0; i < order.length; i += 1) {
    const at = order[i] ?? 0;
    if (i > 0 && texts[order[i - 1] ?? 0] !== texts[at]) rank = i;
    ranks[at] = rank;
  }
  return ranks;
}

function withRoomFor(ranks: Float64Array, count: number): Float64Array {
  if (count <= ranks.length) return ranks;
  const next = new Float64Array(Math.max(count, Math.ceil(ranks.length * 1.1)));
  next.set(ranks);
  return next;
}

/** The first position of an order from which on `test` holds. */
function firstWhere(order: Int32Array, test: (item: number) => boolean): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(order[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function withOne(order: Int32Array, at: number, item: number): Int32Array {
  const next = new Int32Array(order.length + 1);
  next.set(order.subarray(0, at));
  next[at] = item;
  next.set(order.subarray(at), at + 1);
  return next;
}
