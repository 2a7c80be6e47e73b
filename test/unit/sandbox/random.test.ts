import { describe, expect, test } from 'vitest';
import { Stream, threefry4x32, toUniform } from '#electron/sandbox/engine/random';
import { pcg32, philox4x32, splitMix64, threefry2x32, xoshiro256 } from './oracles';

const hex = (words: Iterable<number>): string =>
  Array.from(words, (w) => (w >>> 0).toString(16).padStart(8, '0')).join(' ');
const words = (text: string): number[] => text.split(' ').map((w) => Number.parseInt(w, 16));

function threefry4(counter: number, key: number): string {
  const block = new Int32Array(4).fill(counter);
  threefry4x32(block, key, key, key, key);
  return hex(block);
}

describe('known answers, bit for bit', () => {
  test('A1 Philox4x32-10', () => {
    expect(hex(philox4x32([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    expect(hex(philox4x32([-1, -1, -1, -1], [-1, -1]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    const digits = words('243f6a88 85a308d3 13198a2e 03707344');
    expect(hex(philox4x32(digits, words('a4093822 299f31d0')))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });

  test('A2 Threefry4x32-20', () => {
    expect(threefry4(0, 0)).toBe('9c6ca96a e17eae66 fc10ecd4 5256a7d8');
    expect(threefry4(-1, -1)).toBe('2a881696 57012287 f6c7446e a16a6732');
  });

  test('A3 Threefry2x32-20', () => {
    expect(hex(threefry2x32([0, 0], [0, 0]))).toBe('6b200159 99ba4efe');
    expect(hex(threefry2x32([-1, -1], [-1, -1]))).toBe('1cb996fc bb002be7');
    expect(hex(threefry2x32(words('243f6a88 85a308d3'), words('13198a2e 03707344')))).toBe(
      'c4923a9c 483df7a0',
    );
  });

  test('A4 xoshiro128**', () => {
    const stream = new Stream();
    stream.setState(1, 2, 3, 4);
    expect(Array.from({ length: 6 }, () => stream.next())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492,
    ]);
  });

  test('A5 xoshiro256**', () => {
    expect(xoshiro256([1n, 2n, 3n, 4n], 5)).toEqual([
      11520n,
      0n,
      1509978240n,
      1215971899390074240n,
      1216172134540287360n,
    ]);
  });

  test('A6 PCG32', () => {
    expect(hex(pcg32(42n, 54n, 6))).toBe('a15c02b7 7b47f409 ba1d3330 83d2f293 bfa4784b cbed606e');
  });

  test('A7 SplitMix64', () => {
    expect(splitMix64(0n, 3)).toEqual([
      0xe220a8397b1dcdafn,
      0x6e789e6aa1b965f4n,
      0x06c45d188009454fn,
    ]);
  });
});

describe('keyed streams', () => {
  test('a stream depends on its key only, not on what was drawn before', () => {
    const used = new Stream();
    for (let i = 0; i < 100; i++) used.open(1, 2, 3, 4, 5).next();
    const fresh = new Stream();
    expect(used.open(9, 8, 7, 6, 5).next()).toBe(fresh.open(9, 8, 7, 6, 5).next());
  });

  test('every part of the key matters', () => {
    const first = (...key: [number, number, number, number, number]): number =>
      new Stream().open(...key).next();
    const base = first(1, 2, 3, 4, 5);
    expect(
      [
        first(0, 2, 3, 4, 5),
        first(1, 0, 3, 4, 5),
        first(1, 2, 0, 4, 5),
        first(1, 2, 3, 0, 5),
        first(1, 2, 3, 4, 0),
      ].includes(base),
    ).toBe(false);
  });

  test('uniforms never reach 0 or 1', () => {
    expect(toUniform(0)).toBeGreaterThan(0);
    expect(toUniform(-1)).toBeLessThan(1);
  });
});
