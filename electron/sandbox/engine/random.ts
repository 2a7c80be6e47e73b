/**
 * Keyed random numbers. A stream is named by (replicate, unit, purpose) under the key (seed, model), so that
 * what one deal draws never depends on other deals, on variants, on threads or on the order of work.
 */

/**
 * What a stream is for; the number is part of the key. Never draw strategy-dependent amounts
 * from a stream that others share.
 */
export const PURPOSE = {
  /** One number per uncertain parameter or switch of the replicate; unit = its index. */
  exogenous: 1,
  /** Group effects and stage hazards of the replicate's parameter draw; unit = block of parameters. */
  parameters: 2,
  /** Arrival times (unit 0) and what arrives (unit = arrival). */
  arrivals: 3,
  /** Amount of a deal whose amount is unknown; unit = deal. */
  amount: 4,
  /** One visit of one stage; purpose = visit + stage, unit = deal, fourth counter word = revisit. */
  visit: 16,
} as const;

/** Marks the b2b-pipeline model in every key. */
export const MODEL_KEY = 0xb2b;

const TO_UNIT = 2.3283064365386962890625e-10;

/** A 32-bit word as a uniform number strictly inside (0, 1). */
export function toUniform(wordValue: number): number {
  return ((wordValue >>> 0) + 0.5) * TO_UNIT;
}

/**
 * Threefry4x32 with 20 rounds (Salmon et al. 2011), written from the published algorithm. Reads the counter
 * from `block` and leaves the four output words there.
 * @param block four 32-bit words
 */
export function threefry4x32(
  block: Int32Array,
  k0: number,
  k1: number,
  k2: number,
  k3: number,
): void {
  const k4 = 0x1bd11bda ^ k0 ^ k1 ^ k2 ^ k3;
  let a = ((block[0] as number) + k0) | 0;
  let b = ((block[1] as number) + k1) | 0;
  let c = ((block[2] as number) + k2) | 0;
  let d = ((block[3] as number) + k3) | 0;
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
  private a = 1;
  private b = 2;
  private c = 3;
  private d = 4;
  private readonly block = new Int32Array(4);

  /** Sets the state directly; at least one word must not be 0. */
  setState(a: number, b: number, c: number, d: number): void {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
  }

  /** Opens the stream (replicate, unit, purpose) under the key (seed, model). */
  open(seed: number, model: number, replicate: number, unit: number, purpose: number): this {
    const block = this.block;
    block[0] = replicate;
    block[1] = unit;
    block[2] = purpose;
    block[3] = 0;
    threefry4x32(block, seed | 0, model | 0, 0, 0);
    this.a = block[0] as number;
    this.b = block[1] as number;
    this.c = block[2] as number;
    // xoshiro needs a state that is not all 0; that has probability 2^-128, yet costs nothing to rule out.
    this.d = (block[3] as number) || 1;
    return this;
  }

  /** The next word, 0 … 2^32 − 1. */
  next(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** Uniform, strictly inside (0, 1), on a grid of 2^-32. */
  uniform(): number {
    return (this.next() + 0.5) * TO_UNIT;
  }
}
