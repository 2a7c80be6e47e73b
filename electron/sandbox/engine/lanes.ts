/**
 * Values of several variants side by side. Kernels are written for vectors of unknown width; this is the TypeScript build, one
 * lane wide. The WebAssembly build takes `assembly/lanes.ts` in its place: 128 bits, two reals or four integers.
 * A row of variants has {@link ROW} entries in memory, whatever the width.
 */
import type { Integers, Reals } from './machine';

/** Entries of a row: the most variants that are played at once. */
export const ROW: i32 = 8;
/** Reals in a vector. */
export const REAL_WIDTH: i32 = 1;
/** Integers in a vector. */
export const INTEGER_WIDTH: i32 = 1;

export type RealLanes = number;
export type IntegerLanes = number;
/** What a comparison of reals gives: to be counted or tested. */
export type Mask = number;

export function loadReals(from: Reals, at: i32): RealLanes {
  return from[at] as f64;
}

export function storeReals(to: Reals, at: i32, value: RealLanes): void {
  to[at] = value;
}

export function everyReal(value: f64): RealLanes {
  return value;
}

export function add(a: RealLanes, b: RealLanes): RealLanes {
  return a + b;
}

export function subtract(a: RealLanes, b: RealLanes): RealLanes {
  return a - b;
}

export function times(a: RealLanes, b: RealLanes): RealLanes {
  return a * b;
}

export function smaller(a: RealLanes, b: RealLanes): RealLanes {
  return a < b ? a : b;
}

/** Where a value is above 0. */
export function positive(a: RealLanes): Mask {
  return a > 0 ? 1 : 0;
}

/** A mask with no lane set. */
export function noLanes(): Mask {
  return 0;
}

/** Counters that start from {@link noLanes}: one more where the mask is set. */
export function countWhere(counters: Mask, mask: Mask): Mask {
  return counters + mask;
}

/** Whether any lane of the four masks is set. */
export function anyOf(a: Mask, b: Mask, c: Mask, d: Mask): boolean {
  return (a | b | c | d) !== 0;
}

/** Writes counters, but no more than `most`, as integers. */
export function storeCounters(to: Integers, at: i32, counters: Mask, most: i32): void {
  to[at] = (to[at] as i32) + (counters < most ? counters : most);
}

export function loadIntegers(from: Integers, at: i32): IntegerLanes {
  return from[at] as i32;
}

export function storeIntegers(to: Integers, at: i32, value: IntegerLanes): void {
  to[at] = value;
}

export function everyInteger(value: i32): IntegerLanes {
  return value;
}

export function addIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return (a + b) | 0;
}

export function subtractIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return (a - b) | 0;
}

export function smallerIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return a < b ? a : b;
}

/**
 * Small counters of all variants in one value. Here they are the digits, 6 bits wide, of one double, so that one addition counts for
 * all variants at once.
 */
export type Tally = number;
/** One tally a row. */
export type Tallies = Float64Array;
/** Most that a counter of a tally may hold. */
export const MOST_TALLIED: i32 = 63;

/** 2^24: four of the eight digits. */
const HALF = 16_777_216;

/** So many tallies of zeros. */
export function tallies(rows: i32): Tallies {
  return new Float64Array(rows);
}

/** One for each variant whose limit is above `n`. */
export function activeLanes(limits: Integers, n: i32): Tally {
  let active = 0;
  for (let lane = ROW - 1; lane >= 0; lane--) {
    active = active * 64 + ((n - (limits[lane] as i32)) >>> 31);
  }
  return active;
}

export function addTally(to: Tallies, row: i32, active: Tally): void {
  to[row] = (to[row] as f64) + active;
}

/** The same only for variants that are chosen: −1 in `chosen` from `first` on, 0 for the others. */
export function addChosen(
  to: Tallies,
  row: i32,
  active: Tally,
  chosen: Integers,
  first: i32,
): void {
  const lower = active | 0;
  const upper = (active / HALF) | 0;
  let few = 0;
  let more = 0;
  for (let lane = 3; lane >= 0; lane--) {
    few = (few << 6) | ((chosen[first + lane] as i32) & 1);
    more = (more << 6) | ((chosen[first + 4 + lane] as i32) & 1);
  }
  to[row] = (to[row] as f64) + (lower & few) + (upper & more) * HALF;
}

/** The counters of the variants from `lane` on. */
export function tallied(from: Tallies, row: i32, lane: i32): IntegerLanes {
  const tally = from[row] as f64;
  return lane < 4 ? (tally >> (6 * lane)) & 63 : ((tally / HALF) >> (6 * (lane - 4))) & 63;
}

export function clearTally(to: Tallies, row: i32): void {
  to[row] = 0;
}
