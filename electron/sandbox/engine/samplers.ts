import { exp, log, normalQuantile } from './elementary';
import { reals, truncate } from './machine';
import type { Stream } from './random';

/** Samplers over a {@link Stream}; exact up to the grid of its 32-bit uniforms unless stated otherwise. */

/** Exponential with mean 1. */
export function sampleExponential(g: Stream): number {
  return -log(g.uniform());
}

/** Standard normal by inversion: monotone in its one uniform. */
export function sampleNormal(g: Stream): number {
  return normalQuantile(g.uniform());
}

/** exp(mu + sigma · N(0,1)). */
export function sampleLognormal(g: Stream, mu: number, sigma: number): number {
  return exp(mu + sigma * sampleNormal(g));
}

/** Weibull by inversion; `scale` > 0, `shape` > 0. */
export function sampleWeibull(g: Stream, scale: number, shape: number): number {
  return scale * exp(log(sampleExponential(g)) / shape);
}

/** Gamma with mean `shape` (Marsaglia & Tsang 2000; shapes below 1 by their boost). */
export function sampleGamma(g: Stream, shape: number): number {
  if (shape < 1) {
    return sampleGamma(g, shape + 1) * exp(log(g.uniform()) / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  while (true) {
    const z = sampleNormal(g);
    let v = 1 + c * z;
    if (v <= 0) continue;
    v = v * v * v;
    const u = g.uniform();
    const z2 = z * z;
    if (u < 1 - 0.0331 * z2 * z2) return d * v;
    if (log(u) < 0.5 * z2 + d * (1 - v + log(v))) return d * v;
  }
}

const FACTORIAL_TABLE: i32 = 128;
const LOG_FACTORIAL = reals(FACTORIAL_TABLE);
for (let i = 2; i < FACTORIAL_TABLE; i++) {
  LOG_FACTORIAL[i] = (LOG_FACTORIAL[i - 1] as number) + log(i);
}

/** log(k!) for k ≥ 0: table below 128, Stirling's series above (error below 1e-14 relative). */
export function logFactorial(k: number): number {
  if (k < FACTORIAL_TABLE) return LOG_FACTORIAL[truncate(k)] as number;
  const inverse = 1 / k;
  const square = inverse * inverse;
  return (
    (k + 0.5) * log(k) -
    k +
    0.9189385332046728 +
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260)))
  );
}

/** Poisson: inversion below mean 10, PTRS (Hörmann 1993) from 10. */
export function samplePoisson(g: Stream, mean: number): number {
  if (mean <= 0) return 0;
  if (mean < 10) {
    let p = exp(-mean);
    let u = g.uniform();
    let k = 0;
    while (u > p && k < 200) {
      u -= p;
      k++;
      p *= mean / k;
    }
    return k;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const vr = 0.9277 - 3.6224 / (b - 2);
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const logMean = log(mean);
  while (true) {
    const u = g.uniform() - 0.5;
    const v = g.uniform();
    const us = 0.5 - (u < 0 ? -u : u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) {
      return k;
    }
  }
}

/** Binomial: inversion while n·min(p, q) < 25, BTRS (Hörmann 1993) above. 0 ≤ p ≤ 1. */
export function sampleBinomial(g: Stream, n: number, p: number): number {
  if (p > 0.5) return n - sampleBinomial(g, n, 1 - p);
  if (p <= 0 || n <= 0) return 0;
  const q = 1 - p;
  if (n * p < 25) {
    const odds = p / q;
    let r = exp(n * log(q));
    let u = g.uniform();
    let x = 0;
    while (u > r && x < n) {
      u -= r;
      x++;
      r *= ((n + 1) / x - 1) * odds;
    }
    return x;
  }
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = log(p / q);
  const mode = Math.floor((n + 1) * p);
  const h = logFactorial(mode) + logFactorial(n - mode);
  while (true) {
    const u = g.uniform() - 0.5;
    const v = g.uniform();
    const us = 0.5 - (u < 0 ? -u : u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || k > n) continue;
    const bound = h - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
    if (log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/** Negative binomial as a gamma-Poisson mixture; variance = mean + mean²/size. */
export function sampleNegativeBinomial(g: Stream, size: number, mean: number): number {
  return samplePoisson(g, (sampleGamma(g, size) * mean) / size);
}

/** Walker's alias table (Vose's construction) for a categorical distribution. */
export class AliasTable {
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;

  /** @param weights non-negative, not all 0 */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    this.threshold = new Float64Array(n).fill(1);
    this.alias = Int32Array.from({ length: n }, (_, i) => i);
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i] as number;
    const scaled = Float64Array.from(weights, (w) => (w * n) / total);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < n; i++) ((scaled[i] as number) < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const low = small.pop() as number;
      const high = large.at(-1) as number;
      this.threshold[low] = scaled[low] as number;
      this.alias[low] = high;
      scaled[high] = (scaled[high] as number) + (scaled[low] as number) - 1;
      if ((scaled[high] as number) < 1) small.push(large.pop() as number);
    }
  }

  /** An index drawn with the table's weights; uses one word. */
  sample(g: Stream): number {
    const position = g.uniform() * this.threshold.length;
    const column = Math.floor(position);
    return position - column < (this.threshold[column] as number)
      ? column
      : (this.alias[column] as number);
  }
}
