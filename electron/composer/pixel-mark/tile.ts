import { CARRIERS, PILOT_COUNT, TILE } from './carriers';
import { encodeId } from './mark-code';

/** CSS pixels a sample of the tile. */
export const SAMPLE = 2;
/** Samples a side of the tile. */
export const SIDE = TILE / SAMPLE;
/** Largest value over the root mean square: lower is fainter to the eye at the same strength. */
const CREST = 1.7;
const ROUNDS = 6;

/** cos and sin of one full turn in {@link SIDE} steps; `cosAt[SIDE / 4 …]` is the sine. */
const COS = Float64Array.from({ length: SIDE }, (_unused, i) => Math.cos((2 * Math.PI * i) / SIDE));
const cosAt = (steps: number) => COS[((steps % SIDE) + SIDE) % SIDE] ?? 0;
const sinAt = (steps: number) => cosAt(steps - SIDE / 4);

const COLUMNS = Math.max(...CARRIERS.map(({ x }) => Math.abs(x)));
const ROWS = Math.max(...CARRIERS.map(({ y }) => y));
const WIDTH = 2 * COLUMNS + 1;

/** Complex amplitude of every carrier in a tile of {@link SIDE} × {@link SIDE} samples: re, im, re, im, … */
export function carriersIn(tile: Float64Array): Float64Array {
  // Rows first, for the columns that occur, then down the columns.
  const across = new Float64Array(SIDE * WIDTH * 2);
  for (let row = 0; row < SIDE; row += 1) {
    for (let x = 0; x <= COLUMNS; x += 1) {
      let re = 0;
      let im = 0;
      for (let i = 0; i < SIDE; i += 1) {
        const value = tile[row * SIDE + i] ?? 0;
        const angle = (x * i) % SIDE;
        re += value * (COS[angle] ?? 0);
        im -= value * sinAt(angle);
      }
      const right = (row * WIDTH + COLUMNS + x) * 2;
      const left = (row * WIDTH + COLUMNS - x) * 2;
      across[right] = re;
      across[right + 1] = im;
      across[left] = re;
      across[left + 1] = -im;
    }
  }
  const found = new Float64Array(CARRIERS.length * 2);
  for (const [index, { x, y }] of CARRIERS.entries()) {
    let re = 0;
    let im = 0;
    for (let row = 0; row < SIDE; row += 1) {
      const at = (row * WIDTH + COLUMNS + x) * 2;
      const c = cosAt(y * row);
      const s = -sinAt(y * row);
      re += (across[at] ?? 0) * c - (across[at + 1] ?? 0) * s;
      im += (across[at] ?? 0) * s + (across[at + 1] ?? 0) * c;
    }
    found[index * 2] = re;
    found[index * 2 + 1] = im;
  }
  return found;
}

/** The tile that carries the given complex amplitudes and nothing else; undoes {@link carriersIn}. */
function tileOf(amplitudes: Float64Array): Float64Array {
  const grid = new Float64Array((ROWS + 1) * WIDTH * 2);
  for (const [index, { x, y }] of CARRIERS.entries()) {
    const at = (y * WIDTH + COLUMNS + x) * 2;
    grid[at] = amplitudes[index * 2] ?? 0;
    grid[at + 1] = amplitudes[index * 2 + 1] ?? 0;
  }
  const across = new Float64Array((ROWS + 1) * SIDE * 2);
  for (let y = 0; y <= ROWS; y += 1) {
    for (let i = 0; i < SIDE; i += 1) {
      let re = 0;
      let im = 0;
      for (let x = -COLUMNS; x <= COLUMNS; x += 1) {
        const at = (y * WIDTH + COLUMNS + x) * 2;
        const c = cosAt(x * i);
        const s = sinAt(x * i);
        re += (grid[at] ?? 0) * c - (grid[at + 1] ?? 0) * s;
        im += (grid[at] ?? 0) * s + (grid[at + 1] ?? 0) * c;
      }
      across[(y * SIDE + i) * 2] = re;
      across[(y * SIDE + i) * 2 + 1] = im;
    }
  }
  const tile = new Float64Array(SIDE * SIDE);
  const scale = 2 / (SIDE * SIDE);
  for (let row = 0; row < SIDE; row += 1) {
    for (let i = 0; i < SIDE; i += 1) {
      let sum = 0;
      for (let y = 0; y <= ROWS; y += 1) {
        const at = (y * SIDE + i) * 2;
        sum += (across[at] ?? 0) * cosAt(y * row) - (across[at + 1] ?? 0) * sinAt(y * row);
      }
      tile[row * SIDE + i] = sum * scale;
    }
  }
  return tile;
}

/**
 * One period of the mark of an id: {@link SIDE}² samples, mean 0, root mean square 1, none above {@link CREST}. Peaks
 * are cut and the carriers restored in turns, so that what is left of the peaks lies outside the carriers' band.
 */
export function markTile(id: bigint): Float64Array {
  const wanted = new Float64Array(CARRIERS.length * 2);
  const signs = encodeId(id);
  for (const [index, { phase }] of CARRIERS.entries()) {
    const sign = index < PILOT_COUNT ? 1 : (signs[index - PILOT_COUNT] ?? 1);
    wanted[index * 2] = sign * Math.cos(phase);
    wanted[index * 2 + 1] = sign * Math.sin(phase);
  }
  let tile = limited(tileOf(wanted));
  for (let round = 0; round < ROUNDS; round += 1) {
    const present = carriersIn(tile);
    const level = meanAmplitude(present);
    const missing = wanted.map((value, at) => value * level - (present[at] ?? 0));
    const correction = tileOf(missing);
    tile = limited(tile.map((value, at) => value + (correction[at] ?? 0)));
  }
  return tile;
}

/** Mean length of the complex amplitudes. */
function meanAmplitude(amplitudes: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < amplitudes.length; at += 2) {
    sum += Math.hypot(amplitudes[at] ?? 0, amplitudes[at + 1] ?? 0);
  }
  return (2 * sum) / amplitudes.length;
}

/** Scaled to root mean square 1 with no value above {@link CREST}. */
function limited(tile: Float64Array): Float64Array {
  const rms = Math.sqrt(tile.reduce((sum, value) => sum + value * value, 0) / tile.length);
  return tile.map((value) => Math.max(-CREST, Math.min(CREST, value / rms)));
}
