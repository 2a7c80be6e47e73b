import type { Needle, Sign, Signer } from './needle';

/** Units kept for the first texts; doubled as needed. */
const FIRST_UNITS = 1 << 16;
/** Segments that no row uses any more are taken out when there are more of them than rows, and than this. */
const MOST_DEAD = 20_000;

/**
 * The texts of many rows in one block of memory outside the heap, to look through. A row that changes gets a new segment
 * at the end; its old one is nobody's. A few bits a row tell of most texts that they cannot hold what is looked for.
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
  #signs: Sign = new Uint32Array(2048);
  readonly #sign: Signer;
  /** Rows to look at in a search; the memory serves the next one, too. */
  #maybe = new Int32Array(0);

  constructor(sign: Signer) {
    this.#sign = sign;
  }

  /** Sets the text of a row (0, 1, 2 …). */
  set(row: number, text: string): void {
    this.#drop(row);
    this.#reserve(row, text.length);
    const units = this.#units;
    const segment = this.#segments;
    this.#starts[segment] = this.#used;
    this.#rows[segment] = row;
    this.#segmentOf[row] = segment + 1;
    for (let i = 0; i < text.length; i += 1) units[this.#used + i] = text.charCodeAt(i);
    this.#sign(units, this.#used, this.#used + text.length, this.#signs, row);
    this.#used += text.length;
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
    return Buffer.from(this.#units.buffer, from * 2, (end - from) * 2).toString('utf16le');
  }

  /** Marks in `found` (by row) all rows whose text holds the needle; rows that are marked are not looked at. */
  find({ sign, mark }: Needle, found: Uint8Array): void {
    const signs = this.#signs;
    const segmentOf = this.#segmentOf;
    const [low = 0, high = 0] = sign;
    const rows = this.#rowCount;
    if (rows > this.#maybe.length) this.#maybe = new Int32Array(segmentOf.length);
    const maybe = this.#maybe;
    let count = 0;
    for (let row = 0; row < rows; row += 1) {
      const lacks = (~(signs[2 * row] ?? 0) & low) | (~(signs[2 * row + 1] ?? 0) & high);
      if (lacks === 0 && found[row] === 0 && segmentOf[row] !== 0) maybe[count++] = row;
    }
    mark({ units: this.#units, starts: this.#starts, segmentOf }, maybe, count, found);
  }

  #drop(row: number): void {
    const segment = (this.#segmentOf[row] ?? 0) - 1;
    if (segment < 0) return;
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
      const signs = new Uint32Array(2 * segmentOf.length);
      signs.set(this.#signs);
      this.#signs = signs;
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
