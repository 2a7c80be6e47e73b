/** Numbers of records below this fit beside a hash of 32 bits in one exact number. */
const MOST_RECORDS = 2 ** 21;
/**
 * With how many of the next records of its block a record is compared: a block of hundreds (all branches of a bank) would
 * otherwise grow with its square.
 */
const NEXT_IN_BLOCK = 40;

/** FNV-1a over UTF-16 units, 32 bits. Two texts of one hash only cost a comparison. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Gathers in which blocks each record stands, and tells which pairs share one. */
export class Blocks {
  readonly #places: number[] = [];

  /** @param record its number, below two million */
  add(record: number, blocks: readonly string[]): void {
    if (record >= MOST_RECORDS) throw new RangeError('too many records to compare');
    for (const block of new Set(blocks)) this.#places.push(hashOf(block) * MOST_RECORDS + record);
  }

  /** Pairs of records (the smaller number first) that share a block, each once. */
  pairs(): [number, number][] {
    const places = Float64Array.from(this.#places).toSorted();
    const seen = new Set<number>();
    const pairs: [number, number][] = [];
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? 0;
      const hash = Math.floor(place / MOST_RECORDS);
      const a = place % MOST_RECORDS;
      const end = Math.min(places.length, at + 1 + NEXT_IN_BLOCK);
      for (let next = at + 1; next < end; next += 1) {
        const other = places[next] ?? 0;
        if (Math.floor(other / MOST_RECORDS) !== hash) break;
        const b = other % MOST_RECORDS;
        const key = a * MOST_RECORDS + b;
        if (seen.has(key)) continue;
        seen.add(key);
        pairs.push([a, b]);
      }
    }
    return pairs;
  }
}
