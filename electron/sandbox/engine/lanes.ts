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

/** The smallest of the lanes. */
export function leastOf(a: IntegerLanes): i32 {
  return a;
}

/**
 * Small counters of all variants in one value. Here they are digits of 7 bits, four in a word, so that two additions count for all
 * variants.
 */
export type Tallies = Int32Array;
/** Ones of the variants that count: as the digits of one double, the upper four after 28 bits. */
export type Tally = number;
/** Most that a counter of a tally may hold. */
export const MOST_TALLIED: i32 = 127;
/** Whether to find out who counts is so dear that it is done once for a stretch in which it stays the same. */
export const STRETCHES = true;

const UPPER = 268_435_456;

/** So many tallies of zeros. */
export function tallies(rows: i32): Tallies {
  return new Int32Array(2 * rows);
}

/** One for each variant whose limit is above `n`. */
export function activeLanes(limits: Integers, n: i32): Tally {
  let lower = 0;
  let upper = 0;
  for (let lane = 3; lane >= 0; lane--) {
    lower = (lower << 7) | ((n - (limits[lane] as i32)) >>> 31);
    upper = (upper << 7) | ((n - (limits[lane + 4] as i32)) >>> 31);
  }
  return lower + upper * UPPER;
}

export function addTally(to: Tallies, row: i32, active: Tally): void {
  const at = 2 * row;
  to[at] = (to[at] as i32) + (active | 0);
  to[at + 1] = (to[at + 1] as i32) + ((active * (1 / UPPER)) | 0);
}

/** Words that name the chosen variants; see `chosenWords` in `retail/choices.ts`. */
export const CHOSEN_WORDS: i32 = 6;

/** The same only for the variants that the words from `first` on name. */
export function addChosen(
  to: Tallies,
  row: i32,
  active: Tally,
  chosen: Integers,
  first: i32,
): void {
  const at = 2 * row;
  to[at] = (to[at] as i32) + (active & (chosen[first + 4] as i32));
  to[at + 1] = (to[at + 1] as i32) + ((active * (1 / UPPER)) & (chosen[first + 5] as i32));
}

/** The counters of the variants from `lane` on. */
export function tallied(from: Tallies, row: i32, lane: i32): IntegerLanes {
  return ((from[2 * row + (lane >> 2)] as i32) >> (7 * (lane & 3))) & 127;
}

export function clearTally(to: Tallies, row: i32): void {
  to[2 * row] = 0;
  to[2 * row + 1] = 0;
}
