import { exp, log, normalCdf, normalQuantile } from '../../engine/elementary';
import {
  crpsEnsemble,
  crpsNegativeBinomial,
  crpsNormal,
  sortedQuantile,
} from '../../engine/statistics';

/** A forecast of one number as a distribution. */
export interface Forecast {
  readonly mean: number;
  /** P(X < y) */
  below(y: number): number;
  /** P(X ≤ y) */
  upTo(y: number): number;
  /** 0 < p < 1 */
  quantile(p: number): number;
  /** Of a yes/no forecast: the chance of yes. */
  readonly chance?: number;
  /** Continuous ranked probability score at y, in the unit of y. */
  crps(y: number): number;
}

/** N(mean, sd²). */
export class NormalForecast implements Forecast {
  constructor(
    readonly mean: number,
    readonly sd: number,
  ) {}

  below(y: number): number {
    return normalCdf((y - this.mean) / this.sd);
  }

  upTo(y: number): number {
    return this.below(y);
  }

  quantile(p: number): number {
    return this.mean + this.sd * normalQuantile(p);
  }

  crps(y: number): number {
    return crpsNormal(this.mean, this.sd, y);
  }
}

/** Equally likely values: what happened in earlier, similar cases. */
export class EnsembleForecast implements Forecast {
  readonly mean: number;
  private readonly sorted: Float64Array;

  constructor(values: ArrayLike<number>) {
    this.sorted = Float64Array.from(values).toSorted();
    let sum = 0;
    for (const value of this.sorted) sum += value;
    this.mean = sum / this.sorted.length;
  }

  below(y: number): number {
    return this.share((value) => value < y);
  }

  upTo(y: number): number {
    return this.share((value) => value <= y);
  }

  quantile(p: number): number {
    return sortedQuantile(this.sorted, p);
  }

  crps(y: number): number {
    return crpsEnsemble(this.sorted, y);
  }

  private share(inside: (value: number) => boolean): number {
    let count = 0;
    for (const value of this.sorted) if (inside(value)) count++;
    return count / this.sorted.length;
  }
}

/**
 * A count: negative binomial with variance mean + mean²/size while open, and 0 with the chance of being closed.
 * CRPS of the mixture by its definition, Σ (F(k) − 1{k ≥ y})².
 */
export class CountForecast implements Forecast {
  readonly mean: number;

  constructor(
    readonly openMean: number,
    readonly size: number,
    readonly closed = 0,
  ) {
    this.mean = (1 - closed) * openMean;
  }

  below(y: number): number {
    return this.upTo(Math.ceil(y) - 1);
  }

  upTo(y: number): number {
    if (y < 0) return 0;
    let p = this.atZero();
    let cumulative = p;
    for (let k = 0; k < Math.floor(y); k++) {
      p *= this.ratio(k);
      cumulative += p;
    }
    return this.closed + (1 - this.closed) * Math.min(1, cumulative);
  }

  quantile(p: number): number {
    let density = this.atZero();
    let cumulative = density;
    let k = 0;
    while (this.closed + (1 - this.closed) * cumulative < p && k < MOST_COUNT) {
      density *= this.ratio(k);
      cumulative += density;
      k++;
    }
    return k;
  }

  crps(y: number): number {
    if (this.closed === 0) return crpsNegativeBinomial(this.size, this.openMean, y);
    let density = this.atZero();
    let cumulative = 0;
    let sum = 0;
    for (let k = 0; k < MOST_COUNT; k++) {
      cumulative += density;
      const F = this.closed + (1 - this.closed) * Math.min(1, cumulative);
      const difference = k >= y ? 1 - F : F;
      sum += difference * difference;
      const ratio = this.ratio(k);
      if (k >= y && ratio < 1 && density < 1e-18) break;
      density *= ratio;
    }
    return sum;
  }

  private atZero(): number {
    return exp(this.size * log(this.size / (this.size + this.openMean)));
  }

  private ratio(k: number): number {
    return ((this.size + k) / (k + 1)) * (this.openMean / (this.size + this.openMean));
  }
}

/** Yes (1) or no (0); its CRPS is the Brier score. */
export class ChanceForecast implements Forecast {
  readonly mean: number;

  constructor(readonly chance: number) {
    this.mean = chance;
  }

  below(y: number): number {
    return this.upTo(Math.ceil(y) - 1);
  }

  upTo(y: number): number {
    if (y < 0) return 0;
    return y < 1 ? 1 - this.chance : 1;
  }

  quantile(p: number): number {
    return p <= 1 - this.chance ? 0 : 1;
  }

  crps(y: number): number {
    return (this.chance - y) ** 2;
  }
}

/** Equally likely values, shared by many forecasts: sums that make a score of each cheap. */
export class Amounts {
  readonly sorted: Float64Array;
  readonly mean: number;
  /** E|Z − Z′| */
  readonly spread: number;
  private readonly sums: Float64Array;

  constructor(values: ArrayLike<number>) {
    this.sorted = Float64Array.from(values).toSorted();
    const n = this.sorted.length;
    this.sums = new Float64Array(n + 1);
    let spread = 0;
    this.sorted.forEach((value, i) => {
      this.sums[i + 1] = (this.sums[i] as number) + value;
      spread += 2 * (2 * i - n + 1) * value;
    });
    this.mean = (this.sums[n] as number) / n;
    this.spread = spread / (n * n);
  }

  /** How many are ≤ y, or < y when `strictly`. */
  upTo(y: number, strictly = false): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = this.sorted[middle] as number;
      if (value < y || (value === y && !strictly)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** E|Z − y| */
  distance(y: number): number {
    const n = this.sorted.length;
    const k = this.upTo(y);
    const below = this.sums[k] as number;
    return (k * y - below + ((this.sums[n] as number) - below) - (n - k) * y) / n;
  }
}

/** A centre plus `scale` times one of equally likely values. */
export class ShapeForecast implements Forecast {
  readonly mean: number;

  constructor(
    readonly centre: number,
    readonly scale: number,
    readonly shape: Amounts,
  ) {
    this.mean = centre + scale * shape.mean;
  }

  below(y: number): number {
    return this.shape.upTo((y - this.centre) / this.scale, true) / this.shape.sorted.length;
  }

  upTo(y: number): number {
    return this.shape.upTo((y - this.centre) / this.scale) / this.shape.sorted.length;
  }

  quantile(p: number): number {
    return this.centre + this.scale * sortedQuantile(this.shape.sorted, p);
  }

  crps(y: number): number {
    return (
      this.scale * (this.shape.distance((y - this.centre) / this.scale) - this.shape.spread / 2)
    );
  }
}

/** Nothing with the chance 1 − chance, else `scale` times one of equally likely positive amounts. */
export class SpendForecast implements Forecast {
  readonly mean: number;

  /** @param paying the chance of an amount at all */
  constructor(
    readonly paying: number,
    readonly scale: number,
    readonly amounts: Amounts,
  ) {
    this.mean = paying * scale * amounts.mean;
  }

  below(y: number): number {
    return this.share(y, true);
  }

  upTo(y: number): number {
    return this.share(y, false);
  }

  quantile(p: number): number {
    const rest = p - (1 - this.paying);
    if (rest <= 0) return 0;
    return this.scale * sortedQuantile(this.amounts.sorted, rest / this.paying);
  }

  crps(y: number): number {
    const { paying, scale, amounts } = this;
    const distance = (1 - paying) * Math.abs(y) + paying * scale * amounts.distance(y / scale);
    const spread =
      2 * paying * (1 - paying) * scale * amounts.mean + paying * paying * scale * amounts.spread;
    return distance - spread / 2;
  }

  private share(y: number, strictly: boolean): number {
    const zero = y > 0 || (y === 0 && !strictly) ? 1 - this.paying : 0;
    const amounts = this.amounts.upTo(y / this.scale, strictly);
    return zero + (this.paying * amounts) / this.amounts.sorted.length;
  }
}

/** Where a sum over counts ends at the latest. */
const MOST_COUNT = 1_000_000;
