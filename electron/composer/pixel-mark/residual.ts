import type { Plane } from './picture';

/** What the mark may hide in: differences to the surroundings, and how far each is to be believed. */
export interface Residual {
  readonly width: number;
  readonly height: number;
  /** Sum of weighted differences in each cell. */
  readonly signal: Float32Array;
  /** Sum of weights in each cell. */
  readonly weight: Float32Array;
}

/** Variance (grey levels²) that a flat place has from compression alone; below it all places are equally good. */
const QUIET = 9;
/** Differences beyond are not the mark's. */
const LIMIT = 8;
/** Surroundings reach this part of the longer side in every direction. */
const REACH = 1 / 20;

/** Sums over a square window around every pixel, cut at the border; `radius` in pixels. */
function boxSums({ width, height, values }: Plane, radius: number): Float32Array {
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x += 1) sum += values[row + x] ?? 0;
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) sum += values[row + x + radius] ?? 0;
      if (x - radius - 1 >= 0) sum -= values[row + x - radius - 1] ?? 0;
      across[row + x] = sum;
    }
  }
  const down = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let y = -radius; y < height; y += 1) {
    const enter = y + radius < height ? (y + radius) * width : -1;
    const leave = y - radius - 1 >= 0 ? (y - radius - 1) * width : -1;
    for (let x = 0; x < width; x += 1) {
      let sum = sums[x] ?? 0;
      if (enter >= 0) sum += across[enter + x] ?? 0;
      if (leave >= 0) sum -= across[leave + x] ?? 0;
      sums[x] = sum;
      if (y >= 0) down[y * width + x] = sum;
    }
  }
  return down;
}

/**
 * Takes the page away and leaves the mark: what differs slightly from its quiet surroundings. Text, rules and edges get
 * next to no weight; texture gets little. The result has `longest` cells on its longer side, or as many as pixels.
 */
export function residualOf(plane: Plane, longest: number): Residual {
  const { width, height, values } = plane;
  const as = (numbers: Float32Array): Plane => ({ width, height, values: numbers });
  const mean = boxSums(plane, 2);
  const squares = boxSums(as(values.map((value) => value * value)), 2);
  const covered = (at: number, length: number) => Math.min(length, at + 3) - Math.max(0, at - 2);
  const variance = new Float32Array(values.length);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      const n = covered(x, width) * covered(y, height);
      variance[i] = Math.max(0, squares[i]! / n - (mean[i]! / n) ** 2);
    }
  }
  const radius = Math.max(8, Math.round(Math.max(width, height) * REACH));
  const quiet = variance.map((value) => 1 / (value + QUIET));
  const first = surroundings(plane, quiet, radius);
  const trusted = quiet.map((value, i) => {
    const difference = (values[i] ?? 0) - (first[i] ?? 0);
    return value / (1 + difference ** 2 / (LIMIT ** 2 + 4 * (variance[i] ?? 0)));
  });
  const second = surroundings(plane, trusted, radius);
  const scale = Math.min(1, longest / Math.max(width, height));
  const columns = Math.ceil(width * scale);
  const rows = Math.ceil(height * scale);
  const signal = new Float32Array(columns * rows);
  const weight = new Float32Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y + 0.5) * scale) * columns;
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      const cell = row + Math.floor((x + 0.5) * scale);
      const difference = (values[i] ?? 0) - (second[i] ?? 0);
      const reach = Math.sqrt(LIMIT ** 2 + 4 * (variance[i] ?? 0));
      const trust = (quiet[i] ?? 0) / (1 + (difference / reach) ** 4);
      signal[cell] = (signal[cell] ?? 0) + trust * Math.max(-reach, Math.min(reach, difference));
      weight[cell] = (weight[cell] ?? 0) + trust;
    }
  }
  return { width: columns, height: rows, signal, weight };
}

/** Weighted mean of the surroundings of every pixel. */
function surroundings(plane: Plane, weights: Float32Array, radius: number): Float32Array {
  const { width, height, values } = plane;
  const products = boxSums(
    { width, height, values: values.map((v, i) => v * (weights[i] ?? 0)) },
    radius,
  );
  const sums = boxSums({ width, height, values: weights }, radius);
  return products.map((product, i) => product / Math.max(1e-9, sums[i] ?? 0));
}
