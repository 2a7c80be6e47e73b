/** Keeps the first `most` of items that come in any order of their places. */
export class Earliest<T> {
  readonly #most: number;
  #kept: { readonly place: number; readonly item: T }[] = [];
  /** Places from here on come too late. */
  #end = Infinity;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether an item at `place` could still be among them. */
  wants(place: number): boolean {
    return place < this.#end;
  }

  add(place: number, items: readonly T[]): void {
    if (!this.wants(place)) return;
    for (const item of items) this.#kept.push({ place, item });
    if (this.#kept.length > 2 * this.#most) this.#cut();
  }

  /** The items in the order of their places; those of one place in the order in which they came. */
  items(): T[] {
    this.#cut();
    return this.#kept.map(({ item }) => item);
  }

  #cut(): void {
    this.#kept = this.#kept.toSorted((a, b) => a.place - b.place).slice(0, this.#most);
    if (this.#kept.length === this.#most) this.#end = this.#kept.at(-1)?.place ?? Infinity;
  }
}
