/**
 * A binary min-heap of (time, id) on typed arrays that never allocates after construction; equal times
 * leave in ascending order of id, so the order of events never depends on the order of insertion.
 */
export class EventHeap {
  private readonly times: Float64Array;
  private readonly ids: Int32Array;
  private size = 0;
  /** Id of the event that `pop` took last. */
  id = -1;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.ids = new Int32Array(capacity);
  }

  get length(): number {
    return this.size;
  }

  /** Time of the earliest event; Infinity when there is none. */
  get next(): number {
    return this.size > 0 ? (this.times[0] as number) : Infinity;
  }

  clear(): void {
    this.size = 0;
  }

  /** Adds an event; the capacity given at construction must suffice. */
  push(time: number, id: number): void {
    const { times, ids } = this;
    let hole = this.size++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent] as number;
      if (parentTime < time || (parentTime === time && (ids[parent] as number) <= id)) break;
      times[hole] = parentTime;
      ids[hole] = ids[parent] as number;
      hole = parent;
    }
    times[hole] = time;
    ids[hole] = id;
  }

  /** Removes the earliest event, leaves its id in `id` and returns its time; the heap must not be empty. */
  pop(): number {
    const { times, ids } = this;
    const first = times[0] as number;
    this.id = ids[0] as number;
    const size = --this.size;
    const time = times[size] as number;
    const id = ids[size] as number;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size) {
        const a = times[child] as number;
        const b = times[right] as number;
        if (b < a || (b === a && (ids[right] as number) < (ids[child] as number))) child = right;
      }
      const childTime = times[child] as number;
      if (time < childTime || (time === childTime && id <= (ids[child] as number))) break;
      times[hole] = childTime;
      ids[hole] = ids[child] as number;
      hole = child;
    }
    times[hole] = time;
    ids[hole] = id;
    return first;
  }
}
