import { describe, expect, test } from 'vitest';
import { sobolPoints } from '#electron/sandbox/engine/sensitivity/sobol';
import {
  saltelliPoints,
  varianceShares,
} from '#electron/sandbox/engine/sensitivity/variance-shares';

test('B1 the first points of five dimensions', () => {
  const expected = [
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25, 0.25, 0.75],
    [0.25, 0.75, 0.75, 0.75, 0.25],
    [0.375, 0.375, 0.625, 0.875, 0.375],
    [0.875, 0.875, 0.125, 0.375, 0.875],
    [0.625, 0.125, 0.875, 0.625, 0.625],
    [0.125, 0.625, 0.375, 0.125, 0.125],
  ];
  expect([...sobolPoints(5, 1, 7)]).toEqual(expected.flat());
});

test('every dimension has one point in each of 1,024 bins', () => {
  const points = sobolPoints(32, 0, 1024);
  for (let d = 0; d < 32; d++) {
    const bins = new Set(
      Array.from({ length: 1024 }, (_, i) => Math.floor((points[i * 32 + d] as number) * 1024)),
    );
    expect(bins.size).toBe(1024);
  }
});

function sharesOf(inputs: number, f: (x: Float64Array) => number) {
  const points = saltelliPoints(inputs, 2 ** 14);
  const rows = points.length / inputs;
  const outputs = Float64Array.from({ length: rows }, (_, r) =>
    f(points.subarray(r * inputs, (r + 1) * inputs)),
  );
  return varianceShares(outputs, inputs);
}

describe('known shares of variance, to ±0.01', () => {
  test('D1 Ishigami', () => {
    const shares = sharesOf(3, (u) => {
      const [a = 0, b = 0, c = 0] = Array.from(u, (one) => Math.PI * (2 * one - 1));
      return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
    });
    [0.313905, 0.442411, 0].forEach((own, k) =>
      expect(Math.abs((shares[k]?.first.value ?? 9) - own)).toBeLessThan(0.01),
    );
    [0.557589, 0.442411, 0.243684].forEach((own, k) =>
      expect(Math.abs((shares[k]?.total.value ?? 9) - own)).toBeLessThan(0.01),
    );
  });

  test('D2 Sobol’s G', () => {
    const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
    const shares = sharesOf(8, (u) =>
      a.reduce(
        (product, own, k) => (product * (Math.abs(4 * (u[k] as number) - 2) + own)) / (1 + own),
        1,
      ),
    );
    [0.716192, 0.179048, 0.023676, 0.007162, 7.2e-5].forEach((own, k) =>
      expect(Math.abs((shares[k]?.first.value ?? 9) - own)).toBeLessThan(0.01),
    );
    [0.787144, 0.242198, 0.034317, 0.01046, 1.05e-4].forEach((own, k) =>
      expect(Math.abs((shares[k]?.total.value ?? 9) - own)).toBeLessThan(0.01),
    );
  });
});
