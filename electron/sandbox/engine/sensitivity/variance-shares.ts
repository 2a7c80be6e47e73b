import { SOBOL_DIMENSIONS, sobolPoints } from './sobol';

/**
 * Global sensitivity: which share of an output's variance comes from each input (Saltelli's design on Sobol's points; first-order
 * indices by Saltelli et al. 2010, total ones by Jansen 1999).
 */

/** Most inputs: the design takes two dimensions for each. */
export const MOST_INPUTS = SOBOL_DIMENSIONS / 2;

export interface VarianceShare {
  /** Share that this input explains alone, and that is lost when it alone stays unknown; each with its standard error. */
  first: { value: number; se: number };
  total: { value: number; se: number };
}

/** Parts over which errors are estimated. */
const PARTS = 16;

/**
 * Points at which the output has to be known: `base` · (inputs + 2) rows.
 * @param base a power of 2
 * @returns [row][input], 0 < x < 1; for each base point A, B, then A with one input of B
 */
export function saltelliPoints(inputs: number, base: number): Float64Array {
  // The origin is left out; half a grid step keeps all points inside.
  const points = sobolPoints(2 * inputs, 1, base);
  const rows = inputs + 2;
  const all = new Float64Array(base * rows * inputs);
  for (let i = 0; i < base; i++) {
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < inputs; k++) {
        const second = row === 1 || row === k + 2;
        const value = points[i * 2 * inputs + (second ? inputs : 0) + k] as number;
        all[(i * rows + row) * inputs + k] = value + 2 ** -33;
      }
    }
  }
  return all;
}

/** @param outputs one for each row of {@link saltelliPoints} */
export function varianceShares(outputs: Float64Array, inputs: number): VarianceShare[] {
  const rows = inputs + 2;
  const base = outputs.length / rows;
  const whole = sharesOf(outputs, inputs, 0, base);
  const size = base / PARTS;
  const parts = Array.from({ length: PARTS }, (_, p) =>
    sharesOf(outputs, inputs, p * size, (p + 1) * size),
  );
  return whole.map((own, k) => {
    const error = (of: 'first' | 'total'): number => {
      const values = parts.map((part) => part[k]?.[of] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / PARTS;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return Math.sqrt(squares / (PARTS - 1) / PARTS);
    };
    return {
      first: { value: own.first, se: error('first') },
      total: { value: own.total, se: error('total') },
    };
  });
}

function sharesOf(
  outputs: Float64Array,
  inputs: number,
  from: number,
  to: number,
): { first: number; total: number }[] {
  const rows = inputs + 2;
  const at = (i: number, row: number): number => outputs[i * rows + row] as number;
  let sum = 0;
  let squares = 0;
  for (let i = from; i < to; i++) {
    sum += at(i, 0) + at(i, 1);
    squares += at(i, 0) ** 2 + at(i, 1) ** 2;
  }
  const n = to - from;
  const mean = sum / (2 * n);
  const variance = squares / (2 * n) - mean * mean;
  return Array.from({ length: inputs }, (_, k) => {
    let first = 0;
    let total = 0;
    for (let i = from; i < to; i++) {
      const [a, b, mixed] = [at(i, 0) - mean, at(i, 1) - mean, at(i, k + 2) - mean];
      first += b * (mixed - a);
      total += (a - mixed) ** 2;
    }
    return variance > 0
      ? { first: first / n / variance, total: total / (2 * n) / variance }
      : { first: 0, total: 0 };
  });
}
