import { exp, log, normalCdf, normalDensity } from './elementary';

/** Figures over replicates and scores of forecasts. */

/** Quantile of a sorted, non-empty sample by definition 7 of Hyndman & Fan (1996); 0 ≤ p ≤ 1. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/**
 * Conditional value at risk: the mean of the lowest `share` of a sorted sample; a sample point at the boundary
 * counts with the fraction of it that lies inside (Acerbi & Tasche 2002).
 */
export function lowerTailMean(sorted: ArrayLike<number>, share: number): number {
  const size = sorted.length * share;
  const whole = Math.floor(size);
  let sum = 0;
  for (let i = 0; i < whole; i++) sum += sorted[i] as number;
  if (whole < sorted.length) sum += (size - whole) * (sorted[whole] as number);
  return size > 0 ? sum / size : (sorted[0] as number);
}

/** Mean and sample standard deviation (n − 1) in two passes; sd is 0 below two values. */
export function meanAndSd(values: ArrayLike<number>): { mean: number; sd: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i] as number;
  const mean = n > 0 ? sum / n : 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const deviation = (values[i] as number) - mean;
    squares += deviation * deviation;
  }
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 };
}

/**
 * P(best) and expected regret from paired replicates.
 * @param columns one equally long array per variant, larger is better
 */
export function rankColumns(columns: readonly ArrayLike<number>[]): {
  bestChance: number[];
  expectedRegret: number[];
} {
  const bestChance = columns.map(() => 0);
  const expectedRegret = columns.map(() => 0);
  const n = columns[0]?.length ?? 0;
  for (let r = 0; r < n; r++) {
    let best = -Infinity;
    let ties = 0;
    for (const column of columns) {
      const value = column[r] as number;
      if (value > best) {
        best = value;
        ties = 1;
      } else if (value === best) ties++;
    }
    columns.forEach((column, j) => {
      const value = column[r] as number;
      if (value === best) bestChance[j] = (bestChance[j] as number) + 1 / ties;
      expectedRegret[j] = (expectedRegret[j] as number) + best - value;
    });
  }
  if (n === 0) return { bestChance, expectedRegret };
  return {
    bestChance: bestChance.map((value) => value / n),
    expectedRegret: expectedRegret.map((value) => value / n),
  };
}

/** CRPS of N(mean, sd²) at y (Gneiting & Raftery 2007, eq. 21). */
export function crpsNormal(mean: number, sd: number, y: number): number {
  const z = (y - mean) / sd;
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 0.5641895835477563);
}

/** CRPS of a count distribution at y: Σ (F(k) − 1{k ≥ y})², summed until the tail is exhausted. */
function crpsCounts(first: number, ratio: (k: number) => number, y: number): number {
  let p = first;
  let cumulative = 0;
  let sum = 0;
  for (let k = 0; k < 1_000_000; k++) {
    cumulative += p;
    const difference = k >= y ? Math.max(0, 1 - cumulative) : cumulative;
    sum += difference * difference;
    if (k >= y && (p < 1e-18 || cumulative >= 1) && ratio(k) < 1) break;
    p *= ratio(k);
  }
  return sum;
}

/** CRPS of Poisson(mean) at the count y; mean up to 700. */
export function crpsPoisson(mean: number, y: number): number {
  return crpsCounts(exp(-mean), (k) => mean / (k + 1), y);
}

/** CRPS of the negative binomial (variance mean + mean²/size) at the count y. */
export function crpsNegativeBinomial(size: number, mean: number, y: number): number {
  const failure = mean / (size + mean);
  return crpsCounts(
    exp(size * log(size / (size + mean))),
    (k) => ((size + k) / (k + 1)) * failure,
    y,
  );
}

/** CRPS of a sorted ensemble at y: E|X − y| − ½ E|X − X′|. */
export function crpsEnsemble(sorted: ArrayLike<number>, y: number): number {
  const n = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const value = sorted[i] as number;
    distance += value < y ? y - value : value - y;
    spread += (2 * i - n + 1) * value;
  }
  return distance / n - spread / (n * n);
}
