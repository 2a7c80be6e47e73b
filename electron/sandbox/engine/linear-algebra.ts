/** Small dense matrices, row-major in Float64Array. */

/**
 * Cholesky factor L (lower) of a symmetric positive definite matrix, in place; the upper triangle is cleared.
 * @param a n × n
 * @returns false when the matrix is not positive definite
 */
export function cholesky(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (a[i * n + k] as number) * (a[j * n + k] as number);
      if (i === j) {
        if (!(sum > 0)) return false;
        a[j * n + j] = Math.sqrt(sum);
      } else a[i * n + j] = sum / (a[j * n + j] as number);
    }
    for (let k = j + 1; k < n; k++) a[j * n + k] = 0;
  }
  return true;
}

/** Inverse of a lower triangular matrix, in place. */
export function invertLower(l: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    l[j * n + j] = 1 / (l[j * n + j] as number);
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= (l[i * n + k] as number) * (l[k * n + j] as number);
      l[i * n + j] = sum / (l[i * n + i] as number);
    }
  }
}

/** Solves A X = B by Gaussian elimination with partial pivoting; A (n × n) and B (n × m) are overwritten, B with X. */
export function solve(a: Float64Array, b: Float64Array, n: number, m: number): void {
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) {
      if (Math.abs(a[i * n + column] as number) > Math.abs(a[pivot * n + column] as number)) {
        pivot = i;
      }
    }
    if (pivot !== column) {
      swapRows(a, n, pivot, column);
      swapRows(b, m, pivot, column);
    }
    const head = a[column * n + column] as number;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = (a[i * n + column] as number) / head;
      if (factor === 0) continue;
      for (let k = column; k < n; k++) {
        a[i * n + k] = (a[i * n + k] as number) - factor * (a[column * n + k] as number);
      }
      for (let k = 0; k < m; k++) {
        b[i * m + k] = (b[i * m + k] as number) - factor * (b[column * m + k] as number);
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < m; k++) b[i * m + k] = (b[i * m + k] as number) / (a[i * n + i] as number);
  }
}

function swapRows(a: Float64Array, width: number, first: number, second: number): void {
  for (let k = 0; k < width; k++) {
    const kept = a[first * width + k] as number;
    a[first * width + k] = a[second * width + k] as number;
    a[second * width + k] = kept;
  }
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) {
        out[i * n + j] = (out[i * n + j] as number) + factor * (b[k * n + j] as number);
      }
    }
  }
  return out;
}

/** Matrix exponential by scaling and squaring of the diagonal Padé approximant of order 8 (Moler & Van Loan 2003). */
export function matrixExponential(a: Float64Array, n: number): Float64Array<ArrayBuffer> {
  let norm = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += Math.abs(a[i * n + j] as number);
    norm = Math.max(norm, row);
  }
  let squarings = 0;
  let scale = 1;
  while (norm > 0.25) {
    norm /= 2;
    scale /= 2;
    squarings++;
  }
  const scaled = a.map((value) => value * scale);
  const order = 8;
  let power = new Float64Array(n * n);
  for (let i = 0; i < n; i++) power[i * n + i] = 1;
  const numerator = power.slice();
  const denominator = power.slice();
  let coefficient = 1;
  for (let k = 1; k <= order; k++) {
    coefficient *= (order - k + 1) / (k * (2 * order - k + 1));
    power = multiply(power, scaled, n);
    for (let i = 0; i < n * n; i++) {
      const term = coefficient * (power[i] as number);
      numerator[i] = (numerator[i] as number) + term;
      denominator[i] = (denominator[i] as number) + (k % 2 === 0 ? term : -term);
    }
  }
  solve(denominator, numerator, n, n);
  let result: Float64Array<ArrayBuffer> = numerator;
  for (let i = 0; i < squarings; i++) result = multiply(result, result, n);
  return result;
}
