import { sortedQuantile } from './statistics';

/** Values kept one by one; beyond them a histogram takes over, so that memory does not grow with the number of replicates. */
export const KEPT = 16_384;
const BINS = 4096;
/** The histogram reaches beyond the kept values by this share of their range on either side. */
const MARGIN = 0.25;

/** Places in a column's store: number, mean and moments about it, range, histogram (count and sum of each bin), kept values. */
const N = 0;
const MEAN = 1;
const M2 = 2;
const M3 = 3;
const M4 = 4;
const LOWEST = 5;
const HIGHEST = 6;
const LEFT = 7;
const WIDTH = 8;
const COUNTS = 9;
const SUMS = COUNTS + BINS;
const VALUES = SUMS + BINS;
const STORE = VALUES + KEPT;

/** A figure with its Monte-Carlo standard error. */
export interface Estimate {
  value: number;
  se: number;
}

/** Bytes that so many columns need. */
export function columnBytes(columns: number): number {
  return 8 * STORE * columns;
}

/**
 * Statistics of a stream of values within fixed memory: exact up to {@link KEPT} values; beyond, mean and standard deviation stay exact
 * and quantiles come from a histogram, off by at most one of 4,096 bins that cover 1.5 times the range of the kept values.
 * The state is numbers in (shared) memory, so that any thread can go on with it. Values must be added in the order of replicates: then
 * nothing depends on threads.
 */
export class StreamedColumn {
  private readonly store: Float64Array;
  private sorted: Float64Array | null = null;

  /** The `index`-th column of a memory of {@link columnBytes}; zeros are an empty column. */
  constructor(memory: ArrayBufferLike, index: number) {
    this.store = new Float64Array(memory, 8 * STORE * index, STORE);
  }

  get n(): number {
    return this.get(N);
  }

  /**
   * Adds `count` finite values, which stand `stride` apart from `from` on. Moments by Pébay (2008).
   */
  addEach(values: Float64Array, from: number, stride: number, count: number): void {
    const s = this.store;
    let n = this.get(N);
    let [mean, m2, m3, m4] = [this.get(MEAN), this.get(M2), this.get(M3), this.get(M4)];
    let lowest = n === 0 ? Infinity : this.get(LOWEST);
    let highest = n === 0 ? -Infinity : this.get(HIGHEST);
    for (let i = 0; i < count; i++) {
      const value = values[from + i * stride] as number;
      const before = n++;
      const delta = value - mean;
      const step = delta / n;
      const step2 = step * step;
      const term = delta * step * before;
      m4 += term * step2 * (n * n - 3 * n + 3) + 6 * step2 * m2 - 4 * step * m3;
      m3 += term * step * (n - 2) - 3 * step * m2;
      m2 += term;
      mean += step;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
      if (before < KEPT) {
        s[VALUES + before] = value;
      } else {
        if (before === KEPT) this.openHistogram();
        this.count(value);
      }
    }
    s.set([n, mean, m2, m3, m4, lowest, highest], N);
    this.sorted = null;
  }

  mean(): Estimate {
    const n = this.n;
    return { value: this.get(MEAN), se: n > 1 ? this.deviation() / Math.sqrt(n) : 0 };
  }

  /** Standard deviation (n − 1); its error by the fourth moment. */
  sd(): Estimate {
    const n = this.n;
    const value = this.deviation();
    const m2 = this.get(M2) / n;
    if (!(m2 > 0)) return { value, se: 0 };
    const kurtosis = this.get(M4) / n / (m2 * m2);
    return { value, se: value * Math.sqrt(Math.max(0, kurtosis - 1) / (4 * n)) };
  }

  /** 0 ≤ p ≤ 1. Its error is half the distance of the quantiles one standard error of the rank away. */
  quantile(p: number): Estimate {
    const slack = Math.sqrt((p * (1 - p)) / this.n);
    const se = (this.valueAt(Math.min(1, p + slack)) - this.valueAt(Math.max(0, p - slack))) / 2;
    return { value: this.valueAt(p), se };
  }

  /**
   * Mean of the lowest `share` of all values (conditional value at risk). Its error by the asymptotic variance of Manistre and Hancock
   * (2005): (variance in the tail + (1 − share)(quantile − mean of the tail)²) / (n · share).
   */
  lowerTail(share: number): Estimate {
    return this.tail(this.ascending(), share, this.valueAt(share), this.get(LOWEST));
  }

  /** Mean of the highest `share` of all values, see {@link lowerTail}. */
  upperTail(share: number): Estimate {
    const descending = [...this.ascending()].toReversed();
    return this.tail(descending, share, this.valueAt(1 - share), this.get(HIGHEST));
  }

  private tail(
    outermostFirst: Iterable<readonly [weight: number, value: number]>,
    share: number,
    boundary: number,
    outermost: number,
  ): Estimate {
    const size = this.n * share;
    const tail = { weight: 0, sum: 0, squares: 0 };
    for (const [weight, value] of outermostFirst) {
      const inside = Math.min(weight, size - tail.weight);
      if (inside <= 0) break;
      tail.weight += inside;
      tail.sum += inside * value;
      tail.squares += inside * value * value;
    }
    if (tail.weight === 0) return { value: outermost, se: 0 };
    const value = tail.sum / tail.weight;
    const variance = Math.max(0, tail.squares / tail.weight - value * value);
    const beyond = boundary - value;
    return { value, se: Math.sqrt((variance + (1 - share) * beyond * beyond) / size) };
  }

  /** Share of values of at least `limit`. */
  shareFrom(limit: number): Estimate {
    const n = this.n;
    let from = 0;
    for (const [weight, value] of this.ascending()) if (value >= limit) from += weight;
    const value = from / n;
    return { value, se: Math.sqrt((value * (1 - value)) / n) };
  }

  /** Share of values of at most `limit`. */
  shareTo(limit: number): Estimate {
    const n = this.n;
    let to = 0;
    for (const [weight, value] of this.ascending()) if (value <= limit) to += weight;
    const value = to / n;
    return { value, se: Math.sqrt((value * (1 - value)) / n) };
  }

  range(): { lowest: number; highest: number } {
    return { lowest: this.get(LOWEST), highest: this.get(HIGHEST) };
  }

  /** How many values lie in each of `bins` bins; the outer ones take what lies beyond. */
  binned(from: number, width: number, bins: number): number[] {
    const counts = Array.from({ length: bins }, () => 0);
    for (const [weight, value] of this.ascending()) {
      const bin = Math.max(0, Math.min(bins - 1, Math.floor((value - from) / width)));
      counts[bin] = (counts[bin] as number) + weight;
    }
    return counts;
  }

  private get(place: number): number {
    return this.store[place] as number;
  }

  private deviation(): number {
    return this.n > 1 ? Math.sqrt(this.get(M2) / (this.n - 1)) : 0;
  }

  private openHistogram(): void {
    const kept = this.store.slice(VALUES, VALUES + KEPT).toSorted();
    const low = kept[0] as number;
    const high = kept.at(-1) as number;
    const slack = MARGIN * (high - low);
    this.store[LEFT] = low - slack;
    // A constant so far: any width tells it apart from what follows.
    this.store[WIDTH] = (high - low + 2 * slack) / BINS || 1;
    for (const value of kept) this.count(value);
  }

  private count(value: number): void {
    const place = Math.floor((value - this.get(LEFT)) / this.get(WIDTH));
    const bin = Math.max(0, Math.min(BINS - 1, place));
    this.store[COUNTS + bin] = this.get(COUNTS + bin) + 1;
    this.store[SUMS + bin] = this.get(SUMS + bin) + value;
  }

  private kept(): Float64Array {
    this.sorted ??= this.store.slice(VALUES, VALUES + Math.min(KEPT, this.n)).toSorted();
    return this.sorted;
  }

  /** Values with their weights, from the lowest on: single ones, or bins by their mean. */
  private *ascending(): Generator<readonly [weight: number, value: number]> {
    if (this.n <= KEPT) {
      for (const value of this.kept()) yield [1, value];
      return;
    }
    for (let bin = 0; bin < BINS; bin++) {
      const count = this.get(COUNTS + bin);
      if (count > 0) yield [count, this.get(SUMS + bin) / count];
    }
  }

  private valueAt(p: number): number {
    if (this.n <= KEPT) return sortedQuantile(this.kept(), p);
    const rank = p * this.n;
    let below = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const count = this.get(COUNTS + bin);
      if (count > 0 && below + count >= rank) {
        const left = this.get(LEFT) + bin * this.get(WIDTH);
        const from = bin === 0 ? this.get(LOWEST) : Math.max(left, this.get(LOWEST));
        const to = Math.min(
          this.get(HIGHEST),
          bin === BINS - 1 ? Infinity : left + this.get(WIDTH),
        );
        return from + ((rank - below) / count) * (to - from);
      }
      below += count;
    }
    return this.get(HIGHEST);
  }
}
