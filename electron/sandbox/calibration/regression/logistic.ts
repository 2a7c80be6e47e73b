import { exp } from '../../engine/elementary';
import { inverse } from './pooled-regression';

/** Logistic regression with normal priors around 0 on all coefficients but the first, by Newton's method (Laplace posterior). */
export interface LogisticFit {
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
}

const ROUNDS = 25;

/**
 * @param x n × p, row-major; its first column is 1
 * @param priorSd of each coefficient
 */
export function fitLogistic(
  x: Float64Array,
  y: ArrayLike<number>,
  priorSd: readonly number[],
): LogisticFit {
  const p = priorSd.length;
  const n = y.length;
  const coefficients = new Float64Array(p);
  let covariance = new Float64Array(p * p);
  for (let round = 0; round < ROUNDS; round++) {
    const information = new Float64Array(p * p);
    const gradient = new Float64Array(p);
    for (let a = 0; a < p; a++) {
      const precision = 1 / (priorSd[a] as number) ** 2;
      information[a * p + a] = precision;
      gradient[a] = -precision * (coefficients[a] as number);
    }
    for (let i = 0; i < n; i++) {
      const chance = chanceOf(coefficients, x, i * p);
      const weight = Math.max(1e-9, chance * (1 - chance));
      const error = (y[i] as number) - chance;
      for (let a = 0; a < p; a++) {
        const left = x[i * p + a] as number;
        if (left === 0) continue;
        gradient[a] = (gradient[a] as number) + error * left;
        for (let b = 0; b <= a; b++) {
          const at = a * p + b;
          information[at] = (information[at] as number) + weight * left * (x[i * p + b] as number);
        }
      }
    }
    for (let a = 0; a < p; a++) {
      for (let b = 0; b < a; b++) information[b * p + a] = information[a * p + b] as number;
    }
    covariance = Float64Array.from(inverse(information, p));
    let largest = 0;
    for (let a = 0; a < p; a++) {
      let step = 0;
      for (let b = 0; b < p; b++)
        step += (covariance[a * p + b] as number) * (gradient[b] as number);
      // A long first step would overshoot where yes is rare.
      step = Math.max(-3, Math.min(3, step));
      coefficients[a] = (coefficients[a] as number) + step;
      largest = Math.max(largest, Math.abs(step));
    }
    if (largest < 1e-8) break;
  }
  return { coefficients, covariance };
}

/** The chance of yes for the row that begins at `from`. */
export function chanceOf(coefficients: Float64Array, x: Float64Array, from: number): number {
  let sum = 0;
  for (let a = 0; a < coefficients.length; a++) {
    sum += (coefficients[a] as number) * (x[from + a] as number);
  }
  return 1 / (1 + exp(-Math.max(-30, Math.min(30, sum))));
}
