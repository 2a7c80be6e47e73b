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

/** Where a sum over counts ends at the latest. */
const MOST_COUNT = 1_000_000;
