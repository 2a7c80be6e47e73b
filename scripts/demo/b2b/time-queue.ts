/** Events in order of time (binary heap); events of the same instant come out in the order they were put in. */
export class TimeQueue<T> {
  readonly #heap: { at: number; order: number; value: T }[] = [];
  #count = 0;

  push(at: number, value: T): void {
    const heap = this.#heap;
    const entry = { at, order: this.#count, value };
    this.#count += 1;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent]!;
      if (!before(entry, above)) break;
      heap[i] = above;
      heap[parent] = entry;
      i = parent;
    }
  }

  pop(): { at: number; value: T } | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return top;
  }
}

function before(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
