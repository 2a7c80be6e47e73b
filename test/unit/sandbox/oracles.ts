/**
 * Generators that exist only to be compared with published known answers, written from the published algorithms:
 * Philox and Threefry2x32 (Salmon et al. 2011), xoshiro256** (Blackman & Vigna), PCG32 (O'Neill 2014),
 * SplitMix64 (Steele et al. 2014).
 */

const MASK64 = (1n << 64n) - 1n;

export function philox4x32(counter: readonly number[], key: readonly number[]): number[] {
  let [a, b, c, d] = counter.map((w) => BigInt(w >>> 0)) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map((w) => BigInt(w >>> 0)) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const p0 = 0xd2511f53n * a;
    const p1 = 0xcd9e8d57n * c;
    [a, b, c, d] = [(p1 >> 32n) ^ b ^ k0, p1 & 0xffffffffn, (p0 >> 32n) ^ d ^ k1, p0 & 0xffffffffn];
    k0 = (k0 + 0x9e3779b9n) & 0xffffffffn;
    k1 = (k1 + 0xbb67ae85n) & 0xffffffffn;
  }
  return [a, b, c, d].map(Number);
}

export function threefry2x32(counter: readonly number[], key: readonly number[]): number[] {
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
  const k0 = (key[0] as number) | 0;
  const k1 = (key[1] as number) | 0;
  const keys = [k0, k1, 0x1bd11bda ^ k0 ^ k1];
  let a = ((counter[0] as number) + k0) | 0;
  let b = ((counter[1] as number) + k1) | 0;
  for (let round = 0; round < 20; round++) {
    const r = rotations[round % 8] as number;
    a = (a + b) | 0;
    b = ((b << r) | (b >>> (32 - r))) ^ a;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      a = (a + (keys[injection % 3] as number)) | 0;
      b = (b + (keys[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  return [a >>> 0, b >>> 0];
}

const rotate64 = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK64;

export function xoshiro256(seed: readonly bigint[], count: number): bigint[] {
  let [a, b, c, d] = seed as [bigint, bigint, bigint, bigint];
  return Array.from({ length: count }, () => {
    const result = (rotate64((b * 5n) & MASK64, 7n) * 9n) & MASK64;
    const t = (b << 17n) & MASK64;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate64(d, 45n);
    return result;
  });
}

export function pcg32(seed: bigint, sequence: bigint, count: number): number[] {
  const increment = (sequence << 1n) | 1n;
  let state = 0n;
  const next = (): number => {
    const old = state;
    state = (old * 6364136223846793005n + increment) & MASK64;
    const x = Number((((old >> 18n) ^ old) >> 27n) & 0xffffffffn);
    const r = Number(old >> 59n);
    return ((x >>> r) | (x << (-r & 31))) >>> 0;
  };
  next();
  state = (state + seed) & MASK64;
  next();
  return Array.from({ length: count }, next);
}

export function splitMix64(seed: bigint, count: number): bigint[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK64;
    return z ^ (z >> 31n);
  });
}
