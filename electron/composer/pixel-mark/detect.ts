import { CARRIERS, PILOT_COUNT, TILE } from './carriers';
import { findLattices, type Lattice } from './lattice';
import { CODED_BITS, decodeId } from './mark-code';
import { brightness, type Picture } from './picture';
import { residualOf, type Residual } from './residual';
import { spectrumOf, type Spectrum } from './spectrum';
import { carriersIn, SAMPLE, SIDE } from './tile';

/** Longer side of the picture, in pixels, at which text is told from paper, and at which waves are looked for. */
const LOOK = 1600;
const SEARCH = 1000;
/** At most so many decodings are tried: each may pass the check by chance, once in 2³² times. */
const MOST_LATTICES = 6;
const MOST_STARTS = 2;

/**
 * The id (unsigned, 64 bits) that a picture of a marked page carries, or null. Nothing needs to be known about the
 * picture: it may be cut, scaled (a quarter to three times), turned by up to 3.5° and compressed. An unmarked picture or
 * one with another id gives a wrong answer with a chance below 12 · 2⁻³² (docs/pixel-mark.md).
 */
export function detectMark(picture: Picture): bigint | null {
  const residual = residualOf(brightness(picture, LOOK), SEARCH);
  const spectrum = spectrumOf(residual);
  const length = Math.max(residual.width, residual.height);
  for (const lattice of findLattices(spectrum, length, MOST_LATTICES)) {
    const seen: Seen = {
      amplitudes: carriersIn(folded(residual, lattice)),
      noise: noisePowers(spectrum, lattice),
    };
    for (const start of tileStarts(seen)) {
      const id = decodeId(softBits(seen, start));
      if (id !== null) return id;
    }
  }
  return null;
}

/** The carriers as they were found. */
interface Seen {
  /** re, im of each. */
  readonly amplitudes: Float64Array;
  /** Power that each would have without the mark, but for a common factor. */
  readonly noise: Float64Array;
}

/** All tiles of the picture laid on each other; dark is positive, as in the mark. */
function folded(
  { width, height, signal, weight }: Residual,
  { scale, turn }: Lattice,
): Float64Array {
  const sums = new Float64Array(SIDE * SIDE);
  const weights = new Float64Array(SIDE * SIDE);
  const c = Math.cos(turn) / (scale * SAMPLE);
  const s = Math.sin(turn) / (scale * SAMPLE);
  /** Keeps the places above 0, where `%` is the remainder that is wanted. */
  const ahead = SIDE * 1024;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const u = Math.floor((x + 0.5) * c + (y + 0.5) * s + ahead) % SIDE;
      const v = Math.floor((y + 0.5) * c - (x + 0.5) * s + ahead) % SIDE;
      const at = v * SIDE + u;
      const i = y * width + x;
      sums[at] = sums[at]! + signal[i]!;
      weights[at] = weights[at]! + weight[i]!;
    }
  }
  const usual = weights.reduce((sum, value) => sum + value, 0) / weights.length;
  // Places that text nearly always covers must not count as much as those that were seen well.
  return sums.map((sum, at) => -sum / (weights[at]! + 0.1 * usual + 1e-9));
}

/** By what surrounds each carrier in the picture's spectrum. */
function noisePowers({ size, level }: Spectrum, { scale, turn }: Lattice): Float64Array {
  const unit = size / (TILE * scale);
  const c = Math.cos(turn) * unit;
  const s = Math.sin(turn) * unit;
  const mask = size - 1;
  return Float64Array.from(CARRIERS, ({ x, y }) => {
    const u = Math.round(x * c - y * s) & mask;
    const v = Math.round(x * s + y * c) & mask;
    return level[v * size + u]! + 1e-9;
  });
}

/** Where a tile begins, in samples of the folded tile. */
interface Start {
  readonly x: number;
  readonly y: number;
}

/** Where a tile most likely begins, best first: there the pilots' phases are as they should be. */
function tileStarts({ amplitudes, noise }: Seen): Start[] {
  const pilots = CARRIERS.slice(0, PILOT_COUNT).map(({ x, y, phase }, i) => {
    const re = amplitudes[i * 2]! / noise[i]!;
    const im = amplitudes[i * 2 + 1]! / noise[i]!;
    return { x, y, length: Math.hypot(re, im), angle: Math.atan2(im, re) - phase };
  });
  const usual = pilots.reduce((sum, { length }) => sum + length, 0) / pilots.length;
  const places = new Float64Array(SIDE * SIDE);
  for (const { x, y, length, angle } of pilots) {
    const strength = Math.min(length, 2 * usual);
    for (let dy = 0; dy < SIDE; dy += 1) {
      const row = angle + (2 * Math.PI * y * dy) / SIDE;
      // cos(row + k · turn) by its recurrence, which is much cheaper than the cosine.
      const turn = (2 * Math.PI * x) / SIDE;
      const twice = 2 * Math.cos(turn);
      let last = strength * Math.cos(row - turn);
      let value = strength * Math.cos(row);
      for (let at = dy * SIDE; at < (dy + 1) * SIDE; at += 1) {
        places[at] = places[at]! + value;
        [last, value] = [value, twice * value - last];
      }
    }
  }
  const best: Start[] = [];
  while (best.length < MOST_STARTS) {
    let top = -1;
    for (let at = 0; at < places.length; at += 1) {
      if (top >= 0 && places[at]! <= places[top]!) continue;
      const free = best.every(({ x, y }) => !near(x, at % SIDE) || !near(y, Math.floor(at / SIDE)));
      if (free) top = at;
    }
    best.push({ x: top % SIDE, y: Math.floor(top / SIDE) });
  }
  return best;
}

/** Places closer than this belong to one peak. */
const near = (a: number, b: number) => Math.min(Math.abs(a - b), SIDE - Math.abs(a - b)) < 5;

/** For every coded bit how surely its carrier points one way or the other. */
function softBits({ amplitudes, noise }: Seen, start: Start): Float64Array {
  const soft = new Float64Array(CODED_BITS);
  for (let i = 0; i < CODED_BITS; i += 1) {
    const at = PILOT_COUNT + i;
    const { x, y, phase } = CARRIERS[at]!;
    const angle = (2 * Math.PI * (x * start.x + y * start.y)) / SIDE - phase;
    const along = amplitudes[at * 2]! * Math.cos(angle) - amplitudes[at * 2 + 1]! * Math.sin(angle);
    soft[i] = along / noise[at]!;
  }
  const usual = soft.reduce((sum, value) => sum + Math.abs(value), 0) / soft.length;
  return soft.map((value) => Math.max(-2.5 * usual, Math.min(2.5 * usual, value)));
}
