/** Units kept for the first texts; doubled as needed. */
const FIRST_UNITS = 1 << 16;
/** So many hits in a row are looked at before deciding how to go on. */
const PROBE_HITS = 512;
/** Hits nearer to each other than this (units) are found faster by a plain loop than by calls of `indexOf`. */
const DENSE = 200;
/** Segments that no row uses any more are taken out when there are more of them than rows, and than this. */
const MOST_DEAD = 20_000;
/** Between texts; no query can contain it. */
const END = 10;

/**
 * The texts of many rows in one block of memory outside the heap, to look through for a substring. A row that changes
 * gets a new segment at the end; its old one is blanked.
 */
export class TextBuffer {
  #units = new Uint16Array(FIRST_UNITS);
  #used = 0;
  #segments = 0;
  /** Per segment: where it begins, and whose it is (−1 = nobody's any more). */
  #starts = new Uint32Array(1024);
  #rows = new Int32Array(1024);
  /** Per row: its segment + 1; 0 = none. */
  #segmentOf = new Uint32Array(1024);
  #rowCount = 0;

  /** Sets the text of a row (0, 1, 2 …). */
  set(row: number, text: string): void {
    this.#drop(row);
    this.#reserve(row, text.length + 1);
    const units = this.#units;
    const segment = this.#segments;
    this.#starts[segment] = this.#used;
    this.#rows[segment] = row;
    this.#segmentOf[row] = segment + 1;
    for (let i = 0; i < text.length; i += 1) units[this.#used + i] = text.charCodeAt(i);
    units[this.#used + text.length] = END;
    this.#used += text.length + 1;
    this.#segments += 1;
    this.#starts[this.#segments] = this.#used;
    this.#rowCount = Math.max(this.#rowCount, row + 1);
    if (this.#segments > 2 * this.#rowCount + MOST_DEAD) this.#compact();
  }

  /** The text of one row; empty when it has none. */
  text(row: number): string {
    const segment = (this.#segmentOf[row] ?? 0) - 1;
    if (segment < 0) return '';
    const [from = 0, end = 0] = [this.#starts[segment], this.#starts[segment + 1]];
    return this.#bytes().toString('utf16le', from * 2, end * 2 - 2);
  }

  /** Marks in `found` (by row) all rows whose text contains `word` (not empty). */
  find(word: string, found: Uint8Array): void {
    const pattern = Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
    const needle = Buffer.from(pattern.buffer);
    const bytes = this.#bytes();
    let segment = 0;
    let hits = 0;
    let from = 0;
    for (;;) {
      const at = bytes.indexOf(needle, from * 2, 'utf16le');
      if (at < 0) return;
      segment = this.#segmentAt(at / 2, segment);
      this.#mark(segment, found);
      from = this.#starts[segment + 1] ?? this.#used;
      hits += 1;
      if (hits % PROBE_HITS === 0 && from / hits < DENSE) break;
    }
    this.#scan(pattern, from, segment + 1, found);
  }

  /** Marks in `found` (by row) all rows whose text holds, at a place that begins with the two units of `head`. */
  findBeginning(
    head: readonly [number, number],
    holds: (units: ArrayLike<number>, at: number, end: number) => boolean,
    found: Uint8Array,
  ): void {
    const units = this.#units;
    const [first, second] = head;
    let segment = 0;
    for (let at = 0; at + 1 < this.#used; at += 1) {
      if (units[at] !== first || units[at + 1] !== second) continue;
      while ((this.#starts[segment + 1] ?? this.#used) <= at) segment += 1;
      const next = this.#starts[segment + 1] ?? this.#used;
      if (!holds(units, at, next - 1)) continue;
      this.#mark(segment, found);
      at = next - 1;
    }
  }

  #bytes(): Buffer {
    return Buffer.from(this.#units.buffer, 0, this.#used * 2);
  }

  #scan(pattern: Uint16Array, from: number, firstSegment: number, found: Uint8Array): void {
    const units = this.#units;
    const last = this.#used - pattern.length;
    const head = pattern[0] ?? 0;
    let segment = firstSegment;
    for (let at = from; at <= last; at += 1) {
      if (units[at] !== head) continue;
      let same = 1;
      while (same < pattern.length && units[at + same] === pattern[same]) same += 1;
      if (same < pattern.length) continue;
      while ((this.#starts[segment + 1] ?? this.#used) <= at) segment += 1;
      this.#mark(segment, found);
      at = (this.#starts[segment + 1] ?? this.#used) - 1;
    }
  }

  #mark(segment: number, found: Uint8Array): void {
    const row = this.#rows[segment] ?? -1;
    if (row >= 0) found[row] = 1;
  }

  /** The segment that holds a unit; not before `least`. */
  #segmentAt(unit: number, least: number): number {
    let [low, high] = [least, this.#segments - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #drop(row: number): void {
    const segment = (this.#segmentOf[row] ?? 0) - 1;
    if (segment < 0) return;
    this.#units.fill(END, this.#starts[segment], this.#starts[segment + 1]);
    this.#rows[segment] = -1;
    this.#segmentOf[row] = 0;
  }

  #reserve(row: number, more: number): void {
    if (this.#used + more > this.#units.length) {
      const next = new Uint16Array(Math.max(this.#units.length * 2, this.#used + more));
      next.set(this.#units.subarray(0, this.#used));
      this.#units = next;
    }
    if (this.#segments + 2 > this.#starts.length) {
      const starts = new Uint32Array(this.#starts.length * 2);
      starts.set(this.#starts);
      this.#starts = starts;
      const rows = new Int32Array(starts.length);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    if (row >= this.#segmentOf.length) {
      const segmentOf = new Uint32Array(Math.max(this.#segmentOf.length * 2, row + 1));
      segmentOf.set(this.#segmentOf);
      this.#segmentOf = segmentOf;
    }
  }

  #compact(): void {
    let [used, kept] = [0, 0];
    for (let segment = 0; segment < this.#segments; segment += 1) {
      const row = this.#rows[segment] ?? -1;
      if (row < 0) continue;
      const [from = 0, end = 0] = [this.#starts[segment], this.#starts[segment + 1]];
      this.#units.copyWithin(used, from, end);
      this.#starts[kept] = used;
      this.#rows[kept] = row;
      this.#segmentOf[row] = kept + 1;
      used += end - from;
      kept += 1;
    }
    this.#used = used;
    this.#segments = kept;
    this.#starts[kept] = used;
  }
}
