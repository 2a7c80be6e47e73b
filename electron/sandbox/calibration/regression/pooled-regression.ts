import { cholesky, invertLower } from '../../engine/linear-algebra';

/**
 * Linear regression whose coefficients are drawn together: those of one block come from N(0, τ²) with τ² estimated (partial
 * pooling; a random effect), those of block −1 are free. Maximum likelihood of the variances by EM (Dempster, Laird & Rubin
 * 1977; Laird & Ware 1982), dense: for some hundred coefficients.
 */
export interface PooledRegression {
  readonly coefficients: Float64Array;
  /** Posterior covariance, p × p. */
  readonly covariance: Float64Array;
  /** τ² of each block. */
  readonly blockVariances: Float64Array;
  /** σ² of the rows. */
  readonly residualVariance: number;
}

/** How a regression is fitted. */
export interface PooledOptions {
  /** Variances that are given and not estimated, by block: priors. */
  readonly given?: ReadonlyMap<number, number>;
  /** Most rounds of EM. */
  readonly rounds?: number;
}

const ROUNDS = 200;
const SETTLED = 1e-6;
/** Variance of a free coefficient, in variances of y. */
const FREE = 1e6;

/**
 * @param x n × p, row-major
 * @param blocks block of each column, −1 = free
 */
export function fitPooledRegression(
  x: Float64Array,
  y: Float64Array,
  blocks: readonly number[],
  { given = new Map(), rounds = ROUNDS }: PooledOptions = {},
): PooledRegression {
  const p = blocks.length;
  const n = y.length;
  const gram = new Float64Array(p * p);
  const moment = new Float64Array(p);
  let squares = 0;
  const used = new Int32Array(p);
  for (let i = 0; i < n; i++) {
    const value = y[i] as number;
    squares += value * value;
    let count = 0;
    for (let a = 0; a < p; a++) if (x[i * p + a] !== 0) used[count++] = a;
    for (let k = 0; k < count; k++) {
      const a = used[k] as number;
      const left = x[i * p + a] as number;
      moment[a] = (moment[a] as number) + left * value;
      for (let l = 0; l <= k; l++) {
        const at = a * p + (used[l] as number);
        gram[at] = (gram[at] as number) + left * (x[i * p + (used[l] as number)] as number);
      }
    }
  }
  for (let a = 0; a < p; a++)
    for (let b = 0; b < a; b++) gram[b * p + a] = gram[a * p + b] as number;
  const scale = Math.max(1e-12, squares / n);
  const total = y.reduce((sum, value) => sum + value, 0);
  const spread = Math.max(1e-9 * scale, scale - (total / n) ** 2);
  const blockCount = Math.max(-1, ...blocks) + 1;
  const blockVariances = Float64Array.from(
    { length: blockCount },
    (_, block) => given.get(block) ?? (blocks.includes(block) ? spread / 10 : 0),
  );
  let residualVariance = spread / 2;
  for (let round = 0; ; round++) {
    const precision = gram.map((value) => value / residualVariance);
    for (let a = 0; a < p; a++) {
      const block = blocks[a] as number;
      const prior = block < 0 ? FREE * scale : (blockVariances[block] as number);
      precision[a * p + a] = (precision[a * p + a] as number) + 1 / prior;
    }
    const covariance = inverse(precision, p);
    const coefficients = new Float64Array(p);
    for (let a = 0; a < p; a++) {
      let sum = 0;
      for (let b = 0; b < p; b++) sum += (covariance[a * p + b] as number) * (moment[b] as number);
      coefficients[a] = sum / residualVariance;
    }
    let rest = squares;
    let trace = 0;
    for (let a = 0; a < p; a++) {
      let sum = 0;
      for (let b = 0; b < p; b++) {
        sum += (gram[a * p + b] as number) * (coefficients[b] as number);
        trace += (gram[a * p + b] as number) * (covariance[a * p + b] as number);
      }
      rest += (coefficients[a] as number) * (sum - 2 * (moment[a] as number));
    }
    const before = residualVariance;
    residualVariance = Math.max(1e-12 * scale, (Math.max(0, rest) + trace) / n);
    let moved = Math.abs(residualVariance / before - 1);
    const sums = new Float64Array(blockCount);
    const counts = new Float64Array(blockCount);
    blocks.forEach((block, a) => {
      if (block < 0) return;
      counts[block] = (counts[block] as number) + 1;
      sums[block] =
        (sums[block] as number) +
        (coefficients[a] as number) ** 2 +
        (covariance[a * p + a] as number);
    });
    for (let block = 0; block < blockCount; block++) {
      if (given.has(block) || counts[block] === 0) continue;
      const next = Math.max(1e-9 * scale, (sums[block] as number) / (counts[block] as number));
      moved = Math.max(moved, Math.abs(next - (blockVariances[block] as number)) / spread);
      blockVariances[block] = next;
    }
    if (moved < SETTLED || round >= rounds) {
      return { coefficients, covariance, blockVariances, residualVariance };
    }
  }
}

/** Mean and variance of x β. */
export function predicted(
  { coefficients, covariance }: PooledRegression,
  x: ArrayLike<number>,
): { mean: number; variance: number } {
  const p = coefficients.length;
  const used: number[] = [];
  for (let a = 0; a < p; a++) if (x[a] !== 0) used.push(a);
  let mean = 0;
  let variance = 0;
  for (const a of used) {
    const left = x[a] as number;
    mean += left * (coefficients[a] as number);
    for (const b of used) variance += left * (x[b] as number) * (covariance[a * p + b] as number);
  }
  return { mean, variance };
}

/** Inverse of a symmetric positive definite matrix. @throws Error when it is not */
export function inverse(a: Float64Array, n: number): Float64Array {
  const l = a.slice();
  if (!cholesky(l, n)) throw new Error('not positive definite');
  invertLower(l, n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (l[k * n + i] as number) * (l[k * n + j] as number);
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  }
  return out;
}
