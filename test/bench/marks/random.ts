/** Seeded randomness of the bench: the same pages and channels on every run. */
export interface Random {
  /** Uniform in [from, to). */
  readonly between: (from: number, to: number) => number;
  /** One of the values. */
  readonly pick: <T>(values: readonly T[]) => T;
  /** Normal with mean 0 and deviation 1. */
  readonly normal: () => number;
}

/** Sequences of different names are unrelated (FNV-1a of the name, then xorshift32). */
export function randomOf(name: string): Random {
  let state = 0x811c9dc5;
  for (const character of name) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  state = state === 0 ? 1 : state;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i += 1) next();
  return {
    between: (from, to) => from + (to - from) * next(),
    pick: (values) => values[Math.floor(next() * values.length)]!,
    normal: () => NORMALS[Math.floor(next() * NORMALS.length)]!,
  };
}

/** Quantiles of the normal distribution by Box and Muller at even places: one look-up instead of three functions. */
const NORMALS = Float64Array.from({ length: 1 << 14 }, (_unused, i) => {
  const radius = Math.sqrt(-2 * Math.log(((i & 127) + 0.5) / 128));
  return radius * Math.cos((2 * Math.PI * ((i >> 7) + 0.5)) / 128);
});
