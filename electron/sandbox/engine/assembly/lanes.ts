/** The WebAssembly build of `../lanes.ts`: vectors of 128 bits. */
import type { Integers, Reals } from './machine';

export const ROW: i32 = 8;
export const REAL_WIDTH: i32 = 2;
export const INTEGER_WIDTH: i32 = 4;

export type RealLanes = v128;
export type IntegerLanes = v128;
export type Mask = v128;

function realAt(array: Reals, at: i32): usize {
  return changetype<usize>(array) + ((<usize>at) << 3);
}

function integerAt(array: Integers, at: i32): usize {
  return changetype<usize>(array) + ((<usize>at) << 2);
}

export function loadReals(from: Reals, at: i32): RealLanes {
  return v128.load(realAt(from, at));
}

export function storeReals(to: Reals, at: i32, value: RealLanes): void {
  v128.store(realAt(to, at), value);
}

export function everyReal(value: f64): RealLanes {
  return f64x2.splat(value);
}

export function add(a: RealLanes, b: RealLanes): RealLanes {
  return f64x2.add(a, b);
}

export function subtract(a: RealLanes, b: RealLanes): RealLanes {
  return f64x2.sub(a, b);
}

export function times(a: RealLanes, b: RealLanes): RealLanes {
  return f64x2.mul(a, b);
}

export function smaller(a: RealLanes, b: RealLanes): RealLanes {
  return f64x2.pmin(b, a);
}

export function positive(a: RealLanes): Mask {
  return f64x2.gt(a, f64x2.splat(0));
}

export function noLanes(): Mask {
  return i64x2.splat(0);
}

export function countWhere(counters: Mask, mask: Mask): Mask {
  return i64x2.sub(counters, mask);
}

export function anyOf(a: Mask, b: Mask, c: Mask, d: Mask): bool {
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

export function storeCounters(to: Integers, at: i32, counters: Mask, most: i32): void {
  const first = i32(i64x2.extract_lane(counters, 0));
  const second = i32(i64x2.extract_lane(counters, 1));
  to[at] = to[at] + (first < most ? first : most);
  to[at + 1] = to[at + 1] + (second < most ? second : most);
}

export function loadIntegers(from: Integers, at: i32): IntegerLanes {
  return v128.load(integerAt(from, at));
}

export function storeIntegers(to: Integers, at: i32, value: IntegerLanes): void {
  v128.store(integerAt(to, at), value);
}

export function everyInteger(value: i32): IntegerLanes {
  return i32x4.splat(value);
}

export function addIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return i32x4.add(a, b);
}

export function subtractIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return i32x4.sub(a, b);
}

export function smallerIntegers(a: IntegerLanes, b: IntegerLanes): IntegerLanes {
  return i32x4.min_s(a, b);
}

export function leastOf(a: IntegerLanes): i32 {
  const lower = min(i32x4.extract_lane(a, 0), i32x4.extract_lane(a, 1));
  const upper = min(i32x4.extract_lane(a, 2), i32x4.extract_lane(a, 3));
  return min(lower, upper);
}

export type Tally = v128;
export type Tallies = StaticArray<i32>;
export const MOST_TALLIED: i32 = 510;
export const STRETCHES = false;

export function tallies(rows: i32): Tallies {
  return new StaticArray<i32>(4 * rows);
}

function tallyAt(array: Tallies, row: i32): usize {
  return changetype<usize>(array) + ((<usize>row) << 4);
}

export function activeLanes(limits: Integers, n: i32): Tally {
  const limit = integerAt(limits, 0);
  const here = i32x4.splat(n);
  const lower = i32x4.gt_s(v128.load(limit), here);
  const upper = i32x4.gt_s(v128.load(limit, 16), here);
  return i16x8.neg(i16x8.narrow_i32x4_s(lower, upper));
}

export function addTally(to: Tallies, row: i32, active: Tally): void {
  const at = tallyAt(to, row);
  v128.store(at, i16x8.add(v128.load(at), active));
}

export const CHOSEN_WORDS: i32 = 6;

export function addChosen(
  to: Tallies,
  row: i32,
  active: Tally,
  chosen: Integers,
  first: i32,
): void {
  addTally(to, row, v128.and(active, v128.load(integerAt(chosen, first))));
}

export function tallied(from: Tallies, row: i32, lane: i32): IntegerLanes {
  const tally = v128.load(tallyAt(from, row));
  return lane === 0 ? i32x4.extend_low_i16x8_s(tally) : i32x4.extend_high_i16x8_s(tally);
}

export function clearTally(to: Tallies, row: i32): void {
  v128.store(tallyAt(to, row), i64x2.splat(0));
}
