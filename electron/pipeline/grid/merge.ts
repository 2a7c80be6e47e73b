/** An order less some items; all items are below `size`. */
export function without(order: Int32Array, gone: Iterable<number>, size: number): Int32Array {
  const flags = new Uint8Array(size);
  for (const item of gone) flags[item] = 1;
  const rest = new Int32Array(order.length);
  let count = 0;
  for (let i = 0; i < order.length; i += 1) {
    const item = order[i] ?? 0;
    if (flags[item] === 0) rest[count++] = item;
  }
  return rest.subarray(0, count);
}

/** Two orders as one; `few` are looked up in `many`. Both must be in order. */
export function merged(
  many: Int32Array,
  few: Int32Array,
  compare: (a: number, b: number) => number,
): Int32Array {
  const all = new Int32Array(many.length + few.length);
  let copied = 0;
  few.forEach((item, i) => {
    let [low, high] = [copied, many.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(many[middle] ?? 0, item) < 0) low = middle + 1;
      else high = middle;
    }
    all.set(many.subarray(copied, low), copied + i);
    all[low + i] = item;
    copied = low;
  });
  all.set(many.subarray(copied), copied + few.length);
  return all;
}
