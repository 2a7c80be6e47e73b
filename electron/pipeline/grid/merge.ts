/** Flags by item and items that stay; the memory serves the next order, too. */
let flags = new Uint8Array(0);
let kept = new Int32Array(0);

/** An order less some items; all items are below `size`. */
export function without(order: Int32Array, gone: Iterable<number>, size: number): Int32Array {
  return staying(order, gone, size).slice();
}

/**
 * An order after some items left their places and others, or the same, come in; `enter` is looked up in the rest.
 * @param gone items that leave; all items are below `size`
 * @param enter in order
 */
export function exchanged(
  order: Int32Array,
  gone: Iterable<number>,
  enter: Int32Array,
  size: number,
  compare: (a: number, b: number) => number,
): Int32Array {
  const stay = staying(order, gone, size);
  const all = new Int32Array(stay.length + enter.length);
  let copied = 0;
  enter.forEach((item, i) => {
    let [low, high] = [copied, stay.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(stay[middle] ?? 0, item) < 0) low = middle + 1;
      else high = middle;
    }
    all.set(stay.subarray(copied, low), copied + i);
    all[low + i] = item;
    copied = low;
  });
  all.set(stay.subarray(copied), copied + enter.length);
  return all;
}

/** The items that stay, until the next call. */
function staying(order: Int32Array, gone: Iterable<number>, size: number): Int32Array {
  if (size > flags.length) flags = new Uint8Array(Math.ceil(size * 1.1));
  if (order.length > kept.length) kept = new Int32Array(Math.ceil(order.length * 1.1));
  for (const item of gone) flags[item] = 1;
  let count = 0;
  for (let i = 0; i < order.length; i += 1) {
    const item = order[i] ?? 0;
    if (flags[item] === 0) kept[count++] = item;
  }
  for (const item of gone) flags[item] = 0;
  return kept.subarray(0, count);
}
