/**
 * The generator's own random numbers and the few functions it needs of them.
 *
 * Everything is built from 32-bit integer arithmetic and + - * / only: `Math.exp` and `Math.log` may differ in the
 * last bit between engines, and the demo files must be the same bytes on every Node.
 */

const TWO_POW_32 = 4_294_967_296;
const LN_2 = 0.693_147_180_559_945_3;

/** e^x for |x| < 700 by halving the argument into |r| <= ln2/2 and a Taylor series (relative error < 1e-14). */
export function exp(x: number): number {
  const halvings = Math.round(x / LN_2);
  const rest = x - halvings * LN_2;
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= 18; k += 1) {
    term = (term * rest) / k;
    sum += term;
  }
  let scale = 1;
  const factor = halvings < 0 ? 0.5 : 2;
  for (let k = Math.abs(halvings); k > 0; k -= 1) scale *= factor;
  return sum * scale;
}

/** Natural logarithm of x > 0 by scaling into [0.75, 1.5) and the series of atanh (relative error < 1e-13). */
export function ln(x: number): number {
  let mantissa = x;
  let powers = 0;
  while (mantissa >= 1.5) {
    mantissa /= 2;
    powers += 1;
  }
  while (mantissa < 0.75) {
    mantissa *= 2;
    powers -= 1;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  let power = z;
  let sum = 0;
  for (let k = 1; k <= 39; k += 2) {
    sum += power / k;
    power *= z * z;
  }
  return 2 * sum + powers * LN_2;
}

/** 1 / (1 + e^-x). */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** A stream of random numbers. Streams with different keys are independent for all practical purposes. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform integer in [low, high], both included. */
  int(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** An index of `weights`, with probability in proportion to the weight there. */
  weighted(weights: readonly number[]): number;
  /** Standard normal (sum of twelve uniforms less six: tails end at six standard deviations). */
  normal(): number;
  /** A new list with the same elements in random order (Fisher-Yates). */
  shuffled<T>(list: readonly T[]): T[];
}

/** 32-bit hash of a text (FNV-1a with a final avalanche), the seed material of a stream. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The stream named by a seed and a key, e.g. `stream(20261120, 'opportunity', 17)`: xoshiro128** (Blackman and Vigna,
 * public domain) seeded by hashing. One stream per record keeps a change in one table from shuffling all others.
 */
export function stream(seed: number, ...key: readonly (string | number)[]): Random {
  const name = [seed, ...key].join('/');
  let a = hash(`${name}#a`);
  let b = hash(`${name}#b`);
  let c = hash(`${name}#c`);
  let d = hash(`${name}#d`) | 1;
  const word = (): number => {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const unit = (): number => word() / TWO_POW_32;
  const int = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const value = list[int(0, list.length - 1)];
    if (value === undefined) throw new Error('pick: the list is empty');
    return value;
  };
  const weighted = (weights: readonly number[]): number => {
    let rest = unit() * weights.reduce((sum, weight) => sum + weight, 0);
    for (let i = 0; i < weights.length; i += 1) {
      rest -= weights[i] ?? 0;
      if (rest < 0) return i;
    }
    return weights.length - 1;
  };
  const normal = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += unit();
    return sum;
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = int(0, i);
      const kept = copy[i] as T;
      copy[i] = copy[j] as T;
      copy[j] = kept;
    }
    return copy;
  };
  return { unit, int, chance: (p) => unit() < p, pick, weighted, normal, shuffled };
}
