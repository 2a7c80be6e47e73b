/**
 * What the two builds of the engine do differently below the level of the language. This is the TypeScript build; the
 * WebAssembly build takes `assembly/machine.ts` in its place, which gives the same bits.
 */

export type Reals = Float64Array;
export type Integers = Int32Array;

/** An array of zeros. */
export function reals(length: i32): Reals {
  return new Float64Array(length);
}

/** An array of zeros. */
export function integers(length: i32): Integers {
  return new Int32Array(length);
}

/** The lower 32 bits of a product. */
export function multiply(a: i32, b: i32): i32 {
  return Math.imul(a, b);
}

/** A 32-bit word read as 0 … 2^32 − 1. */
export function unsigned(word: i32): f64 {
  return word >>> 0;
}

/** Towards zero; |x| < 2^31. */
export function truncate(x: f64): i32 {
  return x | 0;
}

const word = new Float64Array(1);
// All supported platforms are little-endian: half 1 holds sign, exponent and the upper 20 bits.
const halves = new Int32Array(word.buffer);

/** The upper 32 bits of a double. */
export function upperHalf(x: f64): i32 {
  word[0] = x;
  return halves[1] as i32;
}

/** The double with its upper 32 bits replaced. */
export function withUpperHalf(x: f64, upper: i32): f64 {
  word[0] = x;
  halves[1] = upper;
  return word[0] as f64;
}
