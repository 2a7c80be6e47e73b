import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { normalCdf, normalDensity, normalQuantile } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleExponential, sampleGamma, sampleNormal } from '#electron/sandbox/engine/samplers';
import {
  crpsEnsemble,
  crpsNegativeBinomial,
  crpsNormal,
  crpsPoisson,
  lowerTailMean,
  rankColumns,
  sortedQuantile,
} from '#electron/sandbox/engine/statistics';

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
const MILLION = 1_000_000;

function columns(draws: ((g: Stream) => number)[], n: number): Float64Array[] {
  return draws.map((draw, j) => {
    const g = new Stream().open(77, 0, 0, j, 0);
    return Float64Array.from({ length: n }, () => draw(g));
  });
}

describe('D7 probability of being best, regret', () => {
  test('closed forms', () => {
    // P(A > B) of two betas with whole parameters, term by term (Evan Miller's sum).
    let sum = 0;
    const lbeta = (a: number, b: number): number => lgamma(a) + lgamma(b) - lgamma(a + b);
    for (let i = 0; i < 36; i++) {
      sum += Math.exp(lbeta(30 + i, 72 + 66) - Math.log(66 + i) - lbeta(1 + i, 66) - lbeta(30, 72));
    }
    expect(sum).toBeCloseTo(0.8168801477, 9);
    expect(relative(normalCdf(1 / Math.sqrt(5)), 0.672639577)).toBeLessThan(1e-9);
    const s = Math.sqrt(5);
    expect(s * normalDensity(1 / s) - normalCdf(-1 / s)).toBeCloseTo(0.4798107063, 9);
  });

  test('two betas from replicates', () => {
    const beta =
      (a: number, b: number) =>
      (g: Stream): number => {
        const x = sampleGamma(g, a);
        return x / (x + sampleGamma(g, b));
      };
    const n = 300_000;
    const { bestChance } = rankColumns(columns([beta(36, 66), beta(30, 72)], n));
    const z = ((bestChance[0] as number) - 0.8168801477) / Math.sqrt((0.8169 * 0.1831) / n);
    expect(Math.abs(z)).toBeLessThan(4);
  });

  test('two and three normals from replicates', () => {
    const two = rankColumns(
      columns([(g) => 1 + sampleNormal(g), (g) => 2 * sampleNormal(g)], MILLION),
    );
    expect(relative(two.bestChance[0] as number, 0.672639577)).toBeLessThan(0.003);
    expect(relative(two.expectedRegret[0] as number, 0.4798107063)).toBeLessThan(0.01);
    const three = rankColumns(
      columns(
        [0, 0.2, 0.4].map((mean) => (g: Stream) => mean + sampleNormal(g)),
        MILLION,
      ),
    );
    [0.2522713, 0.3278747, 0.419854].forEach((expected, j) => {
      const z =
        ((three.bestChance[j] as number) - expected) /
        Math.sqrt((expected * (1 - expected)) / MILLION);
      expect(Math.abs(z)).toBeLessThan(4);
    });
  });

  test('ties are shared', () => {
    const { bestChance, expectedRegret } = rankColumns([
      [1, 2],
      [1, 0],
    ]);
    expect(bestChance).toEqual([0.75, 0.25]);
    expect(expectedRegret).toEqual([0, 1]);
  });
});

describe('D8 conditional value at risk', () => {
  const z = normalQuantile(0.95);

  test('closed forms', () => {
    expect(relative(z, 1.6448536269514722)).toBeLessThan(1e-12);
    expect(relative(normalDensity(z) / 0.05, 2.0627128)).toBeLessThan(1e-7);
    expect(relative((Math.exp(0.5) * normalCdf(1 - z)) / 0.05, 8.5572269)).toBeLessThan(1e-7);
    expect(relative((Math.exp(0.5) * normalCdf(-z - 1)) / 0.05, 0.1347438)).toBeLessThan(1e-6);
    expect(relative(1 - Math.log(0.05), 3.9957323)).toBeLessThan(1e-7);
  });

  test.each<[string, (g: Stream) => number, number, number]>([
    ['normal, upper', sampleNormal, -1, 2.0627128],
    ['lognormal, upper', (g) => Math.exp(sampleNormal(g)), -1, 8.5572269],
    ['lognormal, lower', (g) => Math.exp(sampleNormal(g)), 1, 0.1347438],
    ['exponential, upper', sampleExponential, -1, 3.9957323],
  ])('sample %s', (_, draw, sign, expected) => {
    const g = new Stream().open(88, 0, 0, 0, 0);
    const values = Float64Array.from({ length: MILLION }, () => sign * draw(g)).toSorted();
    expect(relative(sign * lowerTailMean(values, 0.05), expected)).toBeLessThan(0.01);
  });

  test('a boundary inside one value counts with its fraction', () => {
    expect(lowerTailMean([0, 10, 20, 30], 0.375)).toBeCloseTo((0 + 0.5 * 10) / 1.5, 12);
  });
});

describe('G1 continuous ranked probability score', () => {
  test('closed forms', () => {
    expect(relative(crpsNormal(0, 1, 0), 0.2336949773)).toBeLessThan(1e-9);
    expect(relative(crpsNormal(0, 1, 1), 0.6024413576)).toBeLessThan(1e-9);
    expect(relative(crpsNormal(0, 1, -2.5), 1.9398186908)).toBeLessThan(1e-9);
    expect(relative(crpsPoisson(20, 14), 3.7758840537)).toBeLessThan(1e-9);
    expect(relative(crpsPoisson(20, 20), 1.0382025167)).toBeLessThan(1e-9);
    expect(relative(crpsNegativeBinomial(8, 80, 60), 10.6190359737)).toBeLessThan(1e-9);
  });

  test('a perfect forecast scores 1/√π on average', () => {
    let sum = 0;
    const points = 20_000;
    for (let i = 0; i < points; i++) sum += crpsNormal(0, 1, normalQuantile((i + 0.5) / points));
    expect(sum / points).toBeCloseTo(1 / Math.sqrt(Math.PI), 4);
  });

  test('an ensemble approaches its distribution', () => {
    const ensemble = Float64Array.from({ length: 20_000 }, (_, i) =>
      normalQuantile((i + 0.5) / 20_000),
    );
    expect(crpsEnsemble(ensemble, 1)).toBeCloseTo(0.6024413576, 3);
    expect(crpsEnsemble([3], 5)).toBe(2);
  });
});

describe('quantile, definition 7', () => {
  test('textbook values', () => {
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => sortedQuantile([1, 2, 3, 4], p))).toEqual([
      1, 1.75, 2.5, 3.7, 4,
    ]);
  });

  const sample = fc
    .array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 })
    .map((values) => values.toSorted((a, b) => a - b));

  property.prop([sample, fc.double({ min: 0, max: 1, noNaN: true })])(
    'stays inside the sample and rises with p',
    (sorted, p) => {
      const value = sortedQuantile(sorted, p);
      expect(value).toBeGreaterThanOrEqual(sorted[0] as number);
      expect(value).toBeLessThanOrEqual((sorted.at(-1) as number) + 1e-6);
      expect(sortedQuantile(sorted, Math.min(1, p + 0.1))).toBeGreaterThanOrEqual(value - 1e-6);
    },
  );
});

/** log Γ at whole numbers. */
function lgamma(n: number): number {
  let sum = 0;
  for (let i = 2; i < n; i++) sum += Math.log(i);
  return sum;
}
