import { describe, expect, it } from 'vitest';
import { fourier, spectrumOf } from '#electron/composer/pixel-mark/spectrum';

describe('the Fourier transform', () => {
  it('equals the sum that defines it', () => {
    const size = 16;
    const re = Float32Array.from({ length: size }, (_unused, i) => Math.sin(i * i) + i / 7);
    const im = Float32Array.from({ length: size }, (_unused, i) => Math.cos(3 * i));
    const expected = Array.from({ length: size }, (_unused, k) => {
      let sum = 0;
      for (let n = 0; n < size; n += 1) {
        const angle = (-2 * Math.PI * k * n) / size;
        sum += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle);
      }
      return sum;
    });
    fourier(size)(re, im, 0, 1);
    for (const [k, value] of expected.entries()) expect(re[k]).toBeCloseTo(value, 3);
  });

  it('works on numbers that lie apart and leaves the others alone', () => {
    const re = Float32Array.from([1, 9, 1, 9, 1, 9, 1, 9]);
    const im = new Float32Array(8);
    fourier(4)(re, im, 0, 2);
    expect([...re]).toEqual([4, 9, 0, 9, 0, 9, 0, 9]);
  });
});

describe('the spectrum', () => {
  it('shows a wave where it is, on both sides, above its surroundings', () => {
    const width = 128;
    const signal = Float32Array.from({ length: width * width }, (_unused, i) => {
      const x = i % width;
      const y = Math.floor(i / width);
      return Math.cos((2 * Math.PI * (10 * x + 20 * y)) / width) + (((i * 7919) % 101) - 50) / 100;
    });
    const { size, prominence } = spectrumOf({
      width,
      height: width,
      signal,
      weight: new Float32Array(width * width).fill(1),
    });
    expect(size).toBe(width);
    const place = 20 * size + 10;
    expect(prominence[place]).toBeGreaterThan(10);
    expect(prominence[(size - 20) * size + size - 10]).toBeCloseTo(prominence[place] ?? 0, 3);
    const others = prominence.filter((_value, i) => Math.abs(i - place) > 3 * size);
    expect(others.toSorted()[others.length >> 1]).toBeLessThan(1.5);
  });
});
