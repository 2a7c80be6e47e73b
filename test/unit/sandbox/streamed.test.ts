import { describe, expect, test } from 'vitest';
import { log, normalQuantile } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleExponential, sampleNormal } from '#electron/sandbox/engine/samplers';
import { lowerTailMean, meanAndSd, sortedQuantile } from '#electron/sandbox/engine/statistics';
import { columnBytes, KEPT, StreamedColumn } from '#electron/sandbox/engine/streamed';

function streamed(values: ArrayLike<number>): StreamedColumn {
  const column = new StreamedColumn(new SharedArrayBuffer(columnBytes(1)), 0);
  // In two goes, to see that the second goes on where the first ended.
  const half = values.length >> 1;
  const all = Float64Array.from(values);
  column.addEach(all, 0, 2, half);
  column.addEach(all, 1, 2, half);
  if (values.length % 2 === 1) column.addEach(all, values.length - 1, 1, 1);
  return column;
}

function draws(count: number, draw: (g: Stream) => number, seed = 1): Float64Array {
  const g = new Stream().open(seed, 0, 0, 0, 0);
  return Float64Array.from({ length: count }, () => draw(g));
}

const SHARES = [0, 0.01, 0.05, 0.1, 0.5, 0.9, 0.99, 1];

test('as long as all values are kept everything is exact', () => {
  const values = draws(2000, (g) => 5 + 2 * sampleNormal(g));
  const column = streamed(values);
  const sorted = values.toSorted();
  const { mean, sd } = meanAndSd(values);
  expect(column.n).toBe(2000);
  expect(column.mean().value).toBeCloseTo(mean, 12);
  expect(column.mean().se).toBeCloseTo(sd / Math.sqrt(2000), 12);
  expect(column.sd().value).toBeCloseTo(sd, 12);
  for (const p of SHARES) expect(column.quantile(p).value).toBe(sortedQuantile(sorted, p));
  expect(column.lowerTail(0.05).value).toBeCloseTo(lowerTailMean(sorted, 0.05), 12);
  expect(column.shareFrom(5).value).toBe(values.filter((x) => x >= 5).length / 2000);
});

describe('beyond what is kept', () => {
  const values = draws(5 * KEPT, sampleExponential);
  const column = streamed(values);
  const sorted = values.toSorted();

  test('moments stay exact', () => {
    const { mean, sd } = meanAndSd(values);
    expect(Math.abs(column.mean().value / mean - 1)).toBeLessThan(1e-12);
    expect(Math.abs(column.sd().value / sd - 1)).toBeLessThan(1e-12);
  });

  test('quantiles are off by a bin at most; the tail by much less', () => {
    const seen = values.subarray(0, KEPT).toSorted();
    const bin = (1.5 * ((seen.at(-1) ?? 0) - (seen[0] ?? 0))) / 4096;
    for (const p of SHARES.slice(0, -1)) {
      const exact = sortedQuantile(sorted, p);
      expect(Math.abs(column.quantile(p).value - exact)).toBeLessThanOrEqual(bin);
    }
    expect(column.quantile(1).value).toBeCloseTo(sorted.at(-1) ?? 0, 9);
    expect(column.lowerTail(0.05).value).toBeCloseTo(lowerTailMean(sorted, 0.05), 4);
    expect(column.shareFrom(1).value).toBeCloseTo(Math.exp(-1), 2);
  });

  test('a constant stays one; a value far outside is not lost', () => {
    const flat = streamed(new Float64Array(KEPT + 10).fill(3));
    expect(flat.quantile(0.5).value).toBe(3);
    expect(flat.sd()).toEqual({ value: 0, se: 0 });
    const surprised = streamed([...draws(KEPT, sampleNormal), 1e6, -1e6]);
    expect(surprised.quantile(1).value).toBe(1e6);
    expect(surprised.quantile(0).value).toBe(-1e6);
  });
});

describe('D8 tails in closed form', () => {
  const upper = (value: number): number => -value;
  test.each([
    ['normal', sampleNormal, 2.0627128],
    ['exponential', sampleExponential, 3.9957323],
  ] as const)('CVaR of the %s', (_name, draw, exact) => {
    // The worst of −X are the highest of X.
    const column = streamed(draws(200_000, (g) => upper(draw(g))));
    const { value, se } = column.lowerTail(0.05);
    expect(Math.abs(-value / exact - 1)).toBeLessThan(0.01);
    expect(Math.abs(-value - exact)).toBeLessThan(4 * se);
  });
});

describe('the errors told are those seen', () => {
  const REPEATS = 300;
  const SIZE = 1000;
  const columns = Array.from({ length: REPEATS }, (_, i) =>
    streamed(draws(SIZE, (g) => log(1 + sampleExponential(g)), 1000 + i)),
  );

  test.each([
    ['mean', (c: StreamedColumn) => c.mean()],
    ['sd', (c: StreamedColumn) => c.sd()],
    ['median', (c: StreamedColumn) => c.quantile(0.5)],
    ['P10', (c: StreamedColumn) => c.quantile(0.1)],
    ['CVaR', (c: StreamedColumn) => c.lowerTail(0.05)],
    ['share', (c: StreamedColumn) => c.shareFrom(1)],
  ] as const)('%s', (_name, estimate) => {
    const seen = columns.map((column) => estimate(column));
    const spread = meanAndSd(seen.map(({ value }) => value)).sd;
    const told = meanAndSd(seen.map(({ se }) => se)).mean;
    // The spread of 300 has an error of 4 %.
    expect(told / spread).toBeGreaterThan(0.85);
    expect(told / spread).toBeLessThan(1.18);
  });

  test('a 95 % interval of the mean holds the truth about as often', () => {
    const truth = 0.596347362323194;
    const held = columns.filter((column) => {
      const { value, se } = column.mean();
      return Math.abs(value - truth) <= -normalQuantile(0.025) * se;
    }).length;
    expect(held / REPEATS).toBeGreaterThan(0.91);
  });
});
