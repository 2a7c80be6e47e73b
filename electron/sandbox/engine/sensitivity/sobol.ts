/**
 * Sobol's points in up to 32 dimensions with the direction numbers of Joe and Kuo (2008, new-joe-kuo-6), in the order of Gray's code
 * (Antonov and Saleev 1979).
 */

/** Degree and coefficients of the primitive polynomial, then the first direction numbers, from the second dimension on. */
const DIRECTIONS: readonly (readonly number[])[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
  [6, 19, 1, 1, 1, 15, 7, 5],
  [6, 22, 1, 3, 1, 15, 13, 25],
  [6, 25, 1, 1, 5, 5, 19, 61],
  [7, 1, 1, 3, 7, 11, 23, 15, 103],
  [7, 4, 1, 3, 7, 13, 13, 15, 69],
  [7, 7, 1, 1, 3, 13, 7, 35, 63],
  [7, 8, 1, 3, 5, 9, 1, 25, 53],
  [7, 14, 1, 3, 1, 13, 9, 35, 107],
  [7, 19, 1, 3, 1, 5, 27, 61, 31],
  [7, 21, 1, 1, 5, 11, 19, 41, 61],
  [7, 28, 1, 3, 5, 3, 3, 13, 69],
  [7, 31, 1, 1, 7, 13, 1, 19, 1],
  [7, 32, 1, 3, 7, 5, 13, 19, 59],
  [7, 37, 1, 1, 3, 9, 25, 29, 41],
  [7, 41, 1, 3, 5, 13, 23, 1, 55],
  [7, 42, 1, 3, 7, 3, 13, 59, 17],
];
/** Most dimensions. */
export const SOBOL_DIMENSIONS = 1 + DIRECTIONS.length;
const BITS = 32;

/**
 * Points first … first + count − 1; point 0 is the origin.
 * @returns [point][dimension], each 0 ≤ x < 1
 */
export function sobolPoints(dimensions: number, first: number, count: number): Float64Array {
  const numbers = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const points = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    const index = first + i;
    const gray = (index ^ (index >>> 1)) >>> 0;
    numbers.forEach((own, d) => {
      let word = 0;
      for (let bit = 0; bit < BITS; bit++) {
        if (((gray >>> bit) & 1) === 1) word ^= own[bit] as number;
      }
      points[i * dimensions + d] = (word >>> 0) / 2 ** BITS;
    });
  }
  return points;
}

/** Direction numbers of a dimension (from 0), scaled to 32 bits. */
function directionNumbers(dimension: number): number[] {
  const row = DIRECTIONS[dimension - 1];
  if (row === undefined) return Array.from({ length: BITS }, (_, bit) => 1 << (BITS - 1 - bit));
  const [degree = 0, coefficients = 0, ...starts] = row;
  const numbers = starts.map((start, bit) => start << (BITS - 1 - bit));
  for (let bit = degree; bit < BITS; bit++) {
    const last = numbers[bit - degree] as number;
    let word = last ^ (last >>> degree);
    for (let k = 1; k < degree; k++) {
      if (((coefficients >>> (degree - 1 - k)) & 1) === 1) word ^= numbers[bit - k] as number;
    }
    numbers.push(word);
  }
  return numbers;
}
