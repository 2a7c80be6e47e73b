import { ROW } from '../lanes';

/**
 * One draw that decides for all variants at once what a buyer asks for. Every variant gets exactly its own distribution; beyond
 * that they agree as often as they can: what all give a product at least is one event in which all choose it, and the rest
 * is cut into events of which each lists who chooses what (comonotone in the order of products).
 */
export interface JointChoice {
  /** Chance of each event; event k below the number of products means that all choose product k. */
  chances: number[];
  /** What each variant chooses in the events after those, one array of products an event. */
  splits: number[][];
}

/** Below this, a chance is what rounding left over. */
const NOTHING = 1e-15;

/** @param weights one distribution over products a variant, each adding up to 1 */
export function jointChoice(weights: readonly (readonly number[])[]): JointChoice {
  const products = weights[0]?.length ?? 0;
  const common = Array.from({ length: products }, (_, k) =>
    Math.min(...weights.map((row) => row[k] as number)),
  );
  const chances = [...common];
  const splits: number[][] = [];
  const ends = weights.map((row) => restEnds(row, common));
  const place = weights.map(() => 0);
  for (let from = 0; ;) {
    const next = ends.map((list, j) => list[place[j] as number]);
    if (next.some((end) => end === undefined)) break;
    const to = Math.min(...next.map((end) => end?.at ?? 0));
    if (to - from > NOTHING) {
      chances.push(to - from);
      splits.push(next.map((end) => end?.product ?? 0));
    }
    next.forEach((end, j) => {
      if (end !== undefined && end.at <= to + NOTHING) place[j] = (place[j] as number) + 1;
    });
    from = to;
  }
  return { chances, splits };
}

/** Where the rest of each product ends when the rests are laid end to end. */
function restEnds(
  row: readonly number[],
  common: readonly number[],
): { product: number; at: number }[] {
  const ends: { product: number; at: number }[] = [];
  let at = 0;
  row.forEach((weight, product) => {
    const rest = weight - (common[product] as number);
    if (rest <= NOTHING) return;
    at += rest;
    ends.push({ product, at });
  });
  return ends;
}

/** log2 of the columns that the alias table of `events` events needs. */
export function aliasBits(events: number): number {
  return Math.max(1, Math.ceil(Math.log2(events)));
}

/**
 * Alias table (Vose 1991) over 2^bits columns, threshold and alias packed into one word: the upper 32 − bits bits say below which
 * rest of the drawn word the column itself is meant, the lower its alias. No branch is needed to look an event up.
 */
export function packedAlias(chances: readonly number[], bits: number): Int32Array {
  const columns = 1 << bits;
  const scale = 2 ** (32 - bits);
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const height = Array.from({ length: columns }, (_, i) => ((chances[i] ?? 0) * columns) / total);
  const threshold = height.map(() => 1);
  const alias = height.map((_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  height.forEach((h, i) => (h < 1 ? small : large).push(i));
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() as number;
    const high = large.at(-1) as number;
    threshold[low] = height[low] as number;
    alias[low] = high;
    height[high] = (height[high] as number) + (height[low] as number) - 1;
    if ((height[high] as number) < 1) small.push(large.pop() as number);
  }
  // What rounding left in either list fills its own column, unless it is one that has no event.
  const last = chances.findLastIndex((chance) => chance > 0);
  for (const i of small) if ((chances[i] ?? 0) === 0) [threshold[i], alias[i]] = [0, last];
  return Int32Array.from(height, (_, i) => {
    const cut = Math.min(scale - 1, Math.round((threshold[i] as number) * scale));
    return (cut << bits) | (alias[i] as number);
  });
}

/** Events after the common ones as a list: number of products, then each with the words of who chooses it. */
export function splitParts(split: readonly number[]): number[] {
  const products = [...new Set(split)];
  return [
    products.length,
    ...products.flatMap((product) => {
      const lanes = Array.from({ length: ROW }, (_, lane) => (split[lane] ?? split[0]) === product);
      return [product, ...chosenWords(lanes)];
    }),
  ];
}

/**
 * Who is chosen, for both builds: eight halves of words with all bits set, to mask vectors with, then eight digits of
 * seven bits in two words, to mask the digits of a tally with.
 */
function chosenWords(lanes: readonly boolean[]): number[] {
  const halves = [0, 2, 4, 6].map(
    (lane) => (lanes[lane] ? 0xffff : 0) | (lanes[lane + 1] ? 0xffff0000 : 0),
  );
  const digits = [0, 4].map((first) =>
    lanes.slice(first, first + 4).reduce((word, is, i) => (is ? word | (127 << (7 * i)) : word), 0),
  );
  return [...halves, ...digits];
}
