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
 * What sorts work in, used again by the next one. Fresh arrays of this size, several a sort, made the collector walk the
 * whole heap in the middle of an answer.
 */
let numbers = new Float64Array(0);
let words = new Uint32Array(0);
let spare = new Int32Array(0);
const bins = new Uint32Array(BINS);

/**
 * The stable order of items by one or more keys, the first key deciding: positions 0…n−1 in ascending order.
 * Least-significant-digit radix sort, so half a million items take some 20 ms a key: on the distance from the least
 * number where all are whole (few digits), on the bits of the numbers otherwise.
 * @param keys the number of an item by each key, never NaN; called several times an item
 */
export function orderByKeys(
  count: number,
  keys: readonly ((item: number) => number)[],
): Int32Array {
  const order = positions(count);
  if (count < SMALL) {
    return order.toSorted((a, b) => {
      for (const key of keys) {
        const ahead = key(a) - key(b);
        if (ahead !== 0) return ahead;
      }
      return a - b;
    });
  }
  reserve(count);
  for (const key of keys.toReversed()) {
    for (let i = 0; i < count; i += 1) numbers[i] = key(i);
    sortByWords(order, distances(count) ?? orderedBits(count));
  }
  return order;
}

/** The stable order of texts by their UTF-16 units, as `<` compares them. */
export function orderByText(texts: readonly string[]): Int32Array {
  const count = texts.length;
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const chunks = Math.min(MOST_CHUNKS, Math.ceil(longest / UNITS));
  const order = positions(count);
  if (count < SMALL) return order.toSorted((a, b) => compareText(texts[a], texts[b]) || a - b);
  reserve(count);
  for (let chunk = chunks - 1; chunk >= 0; chunk -= 1) {
    const at = chunk * UNITS;
    texts.forEach((text, i) => {
      words[2 * i + 1] = (unit(text, at) << 16) | unit(text, at + 1);
      words[2 * i] = (unit(text, at + 2) << 16) | unit(text, at + 3);
    });
    sortByWords(order, DIGITS);
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

function reserve(count: number): void {
  if (count <= spare.length) return;
  // A little more than asked for: rows come one by one.
  const size = Math.ceil(count * 1.1);
  numbers = new Float64Array(size);
  words = new Uint32Array(2 * size);
  spare = new Int32Array(size);
}

/**
 * Fills `words` (low one first) with how far each number is from the least, when all are whole and near enough for that
 * to be exact. The number for blanks, greater than all, counts as one more than the greatest of the others.
 * @returns how many digits the distances have; null when they cannot be told
 */
function distances(count: number): number | null {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < count; i += 1) {
    const number = numbers[i] ?? 0;
    if (number === Number.MAX_VALUE) continue;
    if (number !== Math.floor(number)) return null;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  const blank = most < least ? 0 : most - least + 1;
  if (!(blank <= Number.MAX_SAFE_INTEGER)) return null;
  for (let i = 0; i < count; i += 1) {
    const number = numbers[i] ?? 0;
    const distance = number === Number.MAX_VALUE ? blank : number - least;
    words[2 * i] = distance >>> 0;
    words[2 * i + 1] = distance / 0x1_0000_0000;
  }
  let digits = 0;
  while (blank >= BINS ** digits) digits += 1;
  return digits;
}

/**
 * Fills `words` (low one first) with the bits of the numbers, changed so that as unsigned integers they order like the
 * numbers.
 */
function orderedBits(count: number): number {
  // Adding 0 makes −0 the same as 0.
  for (let i = 0; i < count; i += 1) numbers[i] = (numbers[i] ?? 0) + 0;
  words.set(new Uint32Array(numbers.buffer, 0, 2 * count));
  for (let low = 0; low < 2 * count; low += 2) {
    const high = words[low + 1] ?? 0;
    if (high >= 0x8000_0000) {
      words[low + 1] = ~high;
      words[low] = ~(words[low] ?? 0);
    } else {
      words[low + 1] = high ^ 0x8000_0000;
    }
  }
  return DIGITS;
}

/** Sorts `order` by the lower digits of `words` (two words an item, low first), stable. */
function sortByWords(order: Int32Array, digits: number): void {
  let from: Int32Array = order;
  let to: Int32Array = spare;
  for (let digit = 0; digit < digits; digit += 1) {
    if (scatter(from, to, order.length, digit)) [from, to] = [to, from];
  }
  if (from !== order) order.set(from.subarray(0, order.length));
}

/** One pass by 16 bits of the keys; false when all items agree in them and nothing was moved. */
function scatter(from: Int32Array, to: Int32Array, count: number, digit: number): boolean {
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
