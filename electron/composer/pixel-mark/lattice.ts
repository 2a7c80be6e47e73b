import { CARRIERS, TILE } from './carriers';
import type { Spectrum } from './spectrum';

/** How the mark lies in a picture: cells of the residual a CSS pixel, and clockwise turn in radians. */
export interface Lattice {
  readonly scale: number;
  readonly turn: number;
}

const SMALLEST = 0.24;
const LARGEST = 3.3;
/** Radians: 3.5°. */
const MOST_TURN = 0.061;
/** Deviations from the usual below which a place is not looked at more closely. */
const NOTICEABLE = 5;

const XS = Float64Array.from(CARRIERS, ({ x }) => x);
const YS = Float64Array.from(CARRIERS, ({ y }) => y);
const FASTEST = Math.max(...CARRIERS.map(({ x, y }) => Math.hypot(x, y)));

interface Candidate extends Lattice {
  /** Prominence of the mark's waves, summed. */
  readonly sum: number;
}

/**
 * The scales and turns at which the picture's spectrum looks most like the mark's, best first, at most `most`. The
 * places of all waves are known but for scale and turn, whatever id they carry and wherever the picture was cut.
 * `length` is the longer side of the residual in cells.
 */
export function findLattices(spectrum: Spectrum, length: number, most: number): Lattice[] {
  const candidates: Candidate[] = [];
  for (let scale = SMALLEST; scale < LARGEST;) {
    // One step moves the fastest wave by a part of the width that a peak has.
    const step = (0.45 * TILE * scale) / (FASTEST * length);
    const turns = Math.ceil(MOST_TURN / step);
    for (let i = -turns; i <= turns; i += 1) {
      candidates.push({ scale, turn: i * step, sum: nearestSum(spectrum, scale, i * step) });
    }
    scale *= 1 + step;
  }
  const sorted = candidates.toSorted((a, b) => b.sum - a.sum);
  const usual = sorted[sorted.length >> 1]?.sum ?? 0;
  // As far below the middle as one deviation of a normal distribution: the mark itself cannot widen this side.
  const low = sorted[Math.floor(sorted.length * 0.84)]?.sum ?? 0;
  const least = usual + NOTICEABLE * (usual - low);
  const found: Candidate[] = [];
  for (const candidate of sorted) {
    if (candidate.sum < least || found.length === most) break;
    if (!found.some((other) => alike(other, candidate))) found.push(candidate);
  }
  return found.map((candidate) => refined(spectrum, candidate, length));
}

const alike = (a: Lattice, b: Lattice) =>
  Math.abs(Math.log(a.scale / b.scale)) < 0.02 && Math.abs(a.turn - b.turn) < 0.02;

/** The best place near a lattice, looked for in ever smaller steps. */
function refined(spectrum: Spectrum, start: Lattice, length: number): Lattice {
  let best: Lattice = start;
  let step = (0.25 * TILE * start.scale) / (FASTEST * length);
  for (let round = 0; round < 4; round += 1) {
    let top: Candidate = { ...best, sum: 0 };
    for (let i = -2; i <= 2; i += 1) {
      for (let j = -2; j <= 2; j += 1) {
        const scale = best.scale * (1 + i * step);
        const turn = best.turn + j * step;
        const sum = smoothSum(spectrum, scale, turn);
        if (sum > top.sum) top = { scale, turn, sum };
      }
    }
    best = { scale: top.scale, turn: top.turn };
    step /= 2.5;
  }
  return best;
}

/** Prominence at the points of the spectrum nearest to the mark's waves, summed. */
function nearestSum({ size, prominence }: Spectrum, scale: number, turn: number): number {
  const unit = size / (TILE * scale);
  const c = Math.cos(turn) * unit;
  const s = Math.sin(turn) * unit;
  const mask = size - 1;
  let sum = 0;
  for (let i = 0; i < XS.length; i += 1) {
    const u = Math.round(XS[i]! * c - YS[i]! * s) & mask;
    const v = Math.round(XS[i]! * s + YS[i]! * c) & mask;
    sum += prominence[v * size + u]!;
  }
  return sum;
}

/** The same, interpolated between the four points around each wave. */
function smoothSum({ size, prominence }: Spectrum, scale: number, turn: number): number {
  const unit = size / (TILE * scale);
  const c = Math.cos(turn) * unit;
  const s = Math.sin(turn) * unit;
  const mask = size - 1;
  let sum = 0;
  for (let i = 0; i < XS.length; i += 1) {
    const u = XS[i]! * c - YS[i]! * s;
    const v = XS[i]! * s + YS[i]! * c;
    const left = Math.floor(u);
    const top = Math.floor(v);
    const fu = u - left;
    const fv = v - top;
    const row = (top & mask) * size;
    const below = ((top + 1) & mask) * size;
    const x = left & mask;
    const right = (left + 1) & mask;
    sum +=
      (1 - fv) * ((1 - fu) * prominence[row + x]! + fu * prominence[row + right]!) +
      fv * ((1 - fu) * prominence[below + x]! + fu * prominence[below + right]!);
  }
  return sum;
}
