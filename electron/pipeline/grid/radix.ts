/** Digits of 16 bits in a 64-bit key. */
const DIGITS = 4;
const BINS = 1 << 16;
/** Below this the counting tables cost more than comparing. */
const SMALL = 2000;
/** UTF-16 units in a 64-bit key. */
const UNITS = 4;
/** Longer texts that are equal so far are compared. */
const MOST_CHUNKS = 6;

/**
 * The stable order of items by one or more keys, the first key deciding: positions 0…n−1 in ascending order.
 * Least-significant-digit radix sort on the bits of the numbers, so half a million items take some 20 ms a key. Digits
 * in which all items agree cost nothing.
 * @param keys one array a key, one number an item; none may be NaN
 */
export function orderByKeys(count: number, keys: readonly Float64Array[]): Int32Array {
  const order = positions(count);
  if (count < SMALL) {
    return order.toSorted((a, b) => {
      for (const key of keys) {
        const ahead = (key[a] ?? 0) - (key[b] ?? 0);
        if (ahead !== 0) return ahead;
      }
      return a - b;
    });
  }
  return keys.reduceRight<Int32Array>((sorted, key) => byBits(sorted, orderedBits(key)), order);
}

/** The stable order of texts by their UTF-16 units, as `<` compares them. */
export function orderByText(texts: readonly string[]): Int32Array {
  const count = texts.length;
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const chunks = Math.min(MOST_CHUNKS, Math.ceil(longest / UNITS));
  let order = positions(count);
  if (count < SMALL) return order.toSorted((a, b) => compareText(texts[a], texts[b]) || a - b);
  const words = new Uint32Array(2 * count);
  for (let chunk = chunks - 1; chunk >= 0; chunk -= 1) {
    const at = chunk * UNITS;
    texts.forEach((text, i) => {
      words[2 * i + 1] = (unit(text, at) << 16) | unit(text, at + 1);
      words[2 * i] = (unit(text, at + 2) << 16) | unit(text, at + 3);
    });
    order = byBits(order, words);
  }
  if (longest > chunks * UNITS) settleLong(order, texts, chunks * UNITS);
  return order;
}

/** Below zero when `a` comes first; by UTF-16 units. */
export function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 0, 1, 2 … */
function positions(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i += 1) all[i] = i;
  return all;
}

/** A missing unit comes before every other; the last two of all (no characters) count as one. */
function unit(text: string, at: number): number {
  return at < text.length ? Math.min(text.charCodeAt(at) + 1, 0xffff) : 0;
}

/** Sorts the runs whose first `known` units are equal. */
function settleLong(order: Int32Array, texts: readonly string[], known: number): void {
  const head = (at: number) => texts[order[at] ?? 0]?.slice(0, known);
  let from = 0;
  for (let at = 1; at <= order.length; at += 1) {
    if (at < order.length && head(at) === head(from)) continue;
    if (at - from > 1) {
      order.subarray(from, at).sort((a, b) => compareText(texts[a], texts[b]) || a - b);
    }
    from = at;
  }
}

/** The bits of numbers, changed so that as unsigned integers they order like the numbers. Low word first. */
function orderedBits(key: Float64Array): Uint32Array {
  const numbers = new Float64Array(key.length);
  // Adding 0 makes −0 the same as 0.
  for (let i = 0; i < key.length; i += 1) numbers[i] = (key[i] ?? 0) + 0;
  const words = new Uint32Array(numbers.buffer);
  for (let low = 0; low < words.length; low += 2) {
    const high = words[low + 1] ?? 0;
    if (high >= 0x8000_0000) {
      words[low + 1] = ~high;
      words[low] = ~(words[low] ?? 0);
    } else {
      words[low + 1] = high ^ 0x8000_0000;
    }
  }
  return words;
}

/** Sorts `order` by 64-bit keys (two words each, low first), stable. */
function byBits(order: Int32Array, words: Uint32Array): Int32Array {
  let from = order;
  let to: Int32Array = new Int32Array(order.length);
  const bins = new Uint32Array(BINS);
  for (let digit = 0; digit < DIGITS; digit += 1) {
    if (!scatter(from, to, words, bins, digit)) continue;
    [from, to] = [to, from];
  }
  return from;
}

/** One pass by 16 bits of the keys; false when all items agree in them and nothing was moved. */
function scatter(
  from: Int32Array,
  to: Int32Array,
  words: Uint32Array,
  bins: Uint32Array,
  digit: number,
): boolean {
  const count = from.length;
  const word = digit >> 1;
  const shift = (digit & 1) << 4;
  bins.fill(0);
  for (let i = word; i < 2 * count; i += 2) {
    const bin = ((words[i] ?? 0) >>> shift) & 0xffff;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  if (bins[((words[word] ?? 0) >>> shift) & 0xffff] === count) return false;
  let start = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const here = bins[bin] ?? 0;
    bins[bin] = start;
    start += here;
  }
  for (let i = 0; i < count; i += 1) {
    const item = from[i] ?? 0;
    const bin = ((words[2 * item + word] ?? 0) >>> shift) & 0xffff;
    const at = bins[bin] ?? 0;
    bins[bin] = at + 1;
    to[at] = item;
  }
  return true;
}
