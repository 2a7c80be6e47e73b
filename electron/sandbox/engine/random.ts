import { integers, multiply, unsigned, type Integers } from './machine';

/**
 * Keyed random numbers. A stream is named by (replicate, unit, purpose) under the key (seed, model), so that
 * what one deal or store draws never depends on others, on variants, on threads or on the order of work. Written in the
 * subset of TypeScript that is also compiled to WebAssembly.
 */

const TO_UNIT = 2.3283064365386962890625e-10;

/** A 32-bit word as a uniform number strictly inside (0, 1). */
export function toUniform(wordValue: i32): number {
  return (unsigned(wordValue) + 0.5) * TO_UNIT;
}

/**
 * Threefry4x32 with 20 rounds (Salmon et al. 2011), written from the published algorithm. Reads the counter
 * from `block` and leaves the four output words there.
 * @param block four 32-bit words
 */
export function threefry4x32(block: Integers, k0: i32, k1: i32, k2: i32, k3: i32): void {
  const k4 = 0x1bd11bda ^ k0 ^ k1 ^ k2 ^ k3;
  let a = ((block[0] as i32) + k0) | 0;
  let b = ((block[1] as i32) + k1) | 0;
  let c = ((block[2] as i32) + k2) | 0;
  let d = ((block[3] as i32) + k3) | 0;
  let i0 = k1;
  let i1 = k2;
  let i2 = k3;
  let i3 = k4;
  let i4 = k0;
  for (let group = 0; group < 5; group++) {
    if ((group & 1) === 0) {
      a = (a + b) | 0;
      b = ((b << 10) | (b >>> 22)) ^ a;
      c = (c + d) | 0;
      d = ((d << 26) | (d >>> 6)) ^ c;
      a = (a + d) | 0;
      d = ((d << 11) | (d >>> 21)) ^ a;
      c = (c + b) | 0;
      b = ((b << 21) | (b >>> 11)) ^ c;
      a = (a + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ a;
      c = (c + d) | 0;
      d = ((d << 27) | (d >>> 5)) ^ c;
      a = (a + d) | 0;
      d = ((d << 23) | (d >>> 9)) ^ a;
      c = (c + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ c;
    } else {
      a = (a + b) | 0;
      b = ((b << 6) | (b >>> 26)) ^ a;
      c = (c + d) | 0;
      d = ((d << 20) | (d >>> 12)) ^ c;
      a = (a + d) | 0;
      d = ((d << 17) | (d >>> 15)) ^ a;
      c = (c + b) | 0;
      b = ((b << 11) | (b >>> 21)) ^ c;
      a = (a + b) | 0;
      b = ((b << 25) | (b >>> 7)) ^ a;
      c = (c + d) | 0;
      d = ((d << 10) | (d >>> 22)) ^ c;
      a = (a + d) | 0;
      d = ((d << 18) | (d >>> 14)) ^ a;
      c = (c + b) | 0;
      b = ((b << 20) | (b >>> 12)) ^ c;
    }
    a = (a + i0) | 0;
    b = (b + i1) | 0;
    c = (c + i2) | 0;
    d = (d + i3 + group + 1) | 0;
    const first = i0;
    i0 = i1;
    i1 = i2;
    i2 = i3;
    i3 = i4;
    i4 = first;
  }
  block[0] = a;
  block[1] = b;
  block[2] = c;
  block[3] = d;
}

/** xoshiro128** 1.1 (Blackman & Vigna, public domain): the long stream that a key opens. */
export class Stream {
  /** Four words in an array: in fields, words above 2^30 would each be an object of their own. */
  private readonly state: Integers = integers(4);

  /** Sets the state directly; at least one word must not be 0. */
  setState(a: i32, b: i32, c: i32, d: i32): void {
    this.state[0] = a;
    this.state[1] = b;
    this.state[2] = c;
    this.state[3] = d;
  }

  /** Opens the stream (replicate, unit, purpose) under the key (seed, model). */
  open(seed: i32, model: i32, replicate: i32, unit: i32, purpose: i32): this {
    const state = this.state;
    state[0] = replicate;
    state[1] = unit;
    state[2] = purpose;
    state[3] = 0;
    threefry4x32(state, seed | 0, model | 0, 0, 0);
    // xoshiro needs a state that is not all 0; that has probability 2^-128, yet costs nothing to rule out.
    if ((state[3] as i32) === 0) state[3] = 1;
    return this;
  }

  /** The next word, 0 … 2^32 − 1. */
  next(): number {
    const state = this.state;
    const a = state[0] as i32;
    const b = state[1] as i32;
    const c = (state[2] as i32) ^ a;
    const d = (state[3] as i32) ^ b;
    const five = multiply(b, 5);
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return unsigned(multiply((five << 7) | (five >>> 25), 9));
  }

  /** Uniform, strictly inside (0, 1), on a grid of 2^-32. */
  uniform(): number {
    return (this.next() + 0.5) * TO_UNIT;
  }

  /** The next `count` words, written to `words` from its start on. */
  fill(words: Integers, count: i32): void {
    const state = this.state;
    let a = state[0] as i32;
    let b = state[1] as i32;
    let c = state[2] as i32;
    let d = state[3] as i32;
    for (let i = 0; i < count; i++) {
      const five = multiply(b, 5);
      words[i] = multiply((five << 7) | (five >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }
}
