/** Weights below this share of the largest are left out: far below the last bit of any sum. */
const NEGLIGIBLE = 1e-25;

/** The demand of one or more days, exact: index d = units. Beyond the arrays everything is 0. */
export interface DemandTable {
  /** P(D = d). */
  readonly chance: Float64Array;
  /** P(D > d). */
  readonly above: Float64Array;
  /** E(D − d)⁺, the loss function. */
  readonly loss: Float64Array;
}

/**
 * The distribution of a demand with mean ≥ 0: negative binomial with variance mean + mean² / size, Poisson when the size is
 * Infinity. By the recursion P(d+1) / P(d) = (d + k) / (d + 1) · m / (k + m) from the mode outwards, normalised by the sum,
 * so that no mean is too large for an exponential; tails are summed from their far end.
 */
export function demandTable(mean: number, size: number): DemandTable {
  const one = Float64Array.of(1);
  if (mean <= 0) return { chance: one, above: Float64Array.of(0), loss: Float64Array.of(0) };
  const poisson = size === Infinity;
  const ratio = (d: number): number =>
    poisson ? mean / (d + 1) : (((d + size) / (d + 1)) * mean) / (size + mean);
  const mode = Math.max(0, Math.floor(poisson ? mean : ((size - 1) * mean) / size));
  const up: number[] = [1];
  for (let weight = 1, d = mode; weight > NEGLIGIBLE; d++) {
    weight *= ratio(d);
    up.push(weight);
  }
  const count = mode + up.length;
  const chance = new Float64Array(count);
  chance.set(up, mode);
  for (let d = mode - 1; d >= 0; d--) {
    const weight = (chance[d + 1] as number) / ratio(d);
    if (weight < NEGLIGIBLE) break;
    chance[d] = weight;
  }
  let total = 0;
  for (let d = 0; d < count; d++) total += chance[d] as number;
  const above = new Float64Array(count);
  const loss = new Float64Array(count);
  for (let d = count - 1, tail = 0, lost = 0; d >= 0; d--) {
    above[d] = tail;
    lost += tail;
    loss[d] = lost;
    chance[d] = (chance[d] as number) / total;
    tail += chance[d] as number;
  }
  return { chance, above, loss };
}

/** The demand of one position over any number of days; independent days add up to the same family. */
export class Demand {
  private readonly tables = new Map<number, DemandTable>();

  /**
   * @param mean units a day, ≥ 0
   * @param size k of a day's negative binomial; Infinity = Poisson
   */
  constructor(
    readonly mean: number,
    readonly size: number,
  ) {}

  over(days: number): DemandTable {
    let table = this.tables.get(days);
    if (table === undefined) {
      table = demandTable(this.mean * days, this.size * days);
      this.tables.set(days, table);
    }
    return table;
  }
}

/** E(D − stock)⁺: units wanted and not there. */
export function expectedLost({ loss }: DemandTable, stock: number): number {
  return loss[stock] ?? 0;
}

/** P(D > stock). */
export function shortageChance({ above }: DemandTable, stock: number): number {
  return above[stock] ?? 0;
}

/** E(stock − D)⁺: units left over. */
export function expectedLeft(table: DemandTable, stock: number): number {
  return Math.max(0, stock - (table.loss[0] as number) + expectedLost(table, stock));
}

/** The demand that a uniform number inside (0, 1) stands for: the smallest d with P(D > d) ≤ u. */
export function demandAt({ above }: DemandTable, u: number): number {
  let [low, high] = [0, above.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((above[middle] as number) <= u) high = middle;
    else low = middle + 1;
  }
  return low;
}
