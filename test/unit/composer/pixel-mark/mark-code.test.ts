import { assert as check, bigInt, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODED_BITS, decodeId, encodeId } from '#electron/composer/pixel-mark/mark-code';

const anyId = bigInt({ min: 0n, max: 2n ** 64n - 1n });

/** Deterministic noise, roughly normal with deviation 1. */
function noise(seed: number): () => number {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  return () => next() + next() + next() + next() + next() + next() - 3;
}

describe('the code of the pixel mark', () => {
  it('gives every id back', () => {
    check(
      property(anyId, (id) => {
        expect(decodeId(Float64Array.from(encodeId(id)))).toBe(id);
      }),
      { numRuns: 200 },
    );
  });

  it('does not care how loud the values are', () => {
    const id = 0x9f00_1234_5678_9abcn;
    expect(decodeId(Float64Array.from(encodeId(id), (sign) => sign * 1e-6))).toBe(id);
  });

  it('corrects an eighth of all signs at once', () => {
    const id = 0xb3c4_d5e6_f708_192an;
    const signs = encodeId(id);
    const spoilt = Float64Array.from(signs, (sign, i) => (i % 8 === 3 ? -sign : sign));
    expect(decodeId(spoilt)).toBe(id);
  });

  it('finds the id in noise as strong as the signal', () => {
    const random = noise(7);
    const ids = Array.from({ length: 20 }, (_unused, i) => BigInt(i) * 0x0123_4567_89ab_cdefn);
    const found = ids.filter((id) => {
      const soft = Float64Array.from(encodeId(id), (sign) => sign + 1.4 * random());
      return decodeId(soft) === id;
    });
    expect(found).toHaveLength(20);
  });

  it('names nobody in pure noise', () => {
    const random = noise(11);
    for (let i = 0; i < 300; i += 1) {
      expect(decodeId(Float64Array.from({ length: CODED_BITS }, random))).toBeNull();
    }
  });

  it('names nobody when the code words of two ids lie half and half', () => {
    const one = encodeId(1n);
    const other = encodeId(2n ** 63n);
    const mixed = Float64Array.from(one, (sign, i) => (i < CODED_BITS / 2 ? sign : other[i]!));
    expect(decodeId(mixed)).toBeNull();
  });

  it('refuses a message whose check does not fit', () => {
    // Neighbouring code words: the nearest valid message to 1 with one id bit flipped is not its own.
    const wrong = Float64Array.from(encodeId(0n), (sign, i) => (i < 4 * 9 ? -sign : sign));
    expect(decodeId(wrong)).toBeNull();
  });
});
