import { jStat } from 'jstat';
import { describe, expect, test } from 'vitest';
import { exp, normalCdf } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';
import {
  AliasTable,
  logFactorial,
  sampleBinomial,
  sampleGamma,
  sampleLognormal,
  sampleNegativeBinomial,
  samplePoisson,
  sampleWeibull,
} from '#electron/sandbox/engine/samplers';

const DRAWS = 1_000_000;

/** p-value of the chi-square test over cells that expect at least 10 draws; the rest is pooled into both tails. */
function chiSquare(draw: (g: Stream) => number, mass: (k: number) => number, seed: number): number {
  const g = new Stream().open(seed, 0, 0, 0, 0);
  const counts = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const k = draw(g);
    counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  const highest = Math.max(...counts.keys()) + 50;
  let statistic = 0;
  let cells = 0;
  let restExpected = DRAWS;
  let restObserved = DRAWS;
  for (let k = 0; k <= highest; k++) {
    const expected = DRAWS * mass(k);
    if (!(expected >= 10)) continue;
    const observed = counts.get(k) ?? 0;
    statistic += (observed - expected) ** 2 / expected;
    cells++;
    restExpected -= expected;
    restObserved -= observed;
  }
  if (restExpected >= 10) {
    statistic += (restObserved - restExpected) ** 2 / restExpected;
    cells++;
  }
  return 1 - jStat.chisquare.cdf(statistic, cells - 1);
}

/** Neither too far from the expected counts nor suspiciously close to them. */
function isPlausible(p: number): boolean {
  return p > 1e-3 && p < 0.999;
}

/** p-value of the Kolmogorov–Smirnov test (asymptotic distribution). */
function kolmogorov(draw: (g: Stream) => number, cdf: (x: number) => number, seed: number): number {
  const n = 200_000;
  const g = new Stream().open(seed, 0, 0, 0, 0);
  const values = Float64Array.from({ length: n }, () => draw(g)).toSorted();
  let distance = 0;
  values.forEach((x, i) => {
    const f = cdf(x);
    distance = Math.max(distance, f - i / n, (i + 1) / n - f);
  });
  const t = Math.sqrt(n) * distance;
  let p = 0;
  for (let k = 1; k < 50; k++) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * t * t);
  return p;
}

const poissonMass = (k: number, mean: number): number =>
  exp(k * Math.log(mean) - mean - logFactorial(k));
const binomialMass = (k: number, n: number, p: number): number =>
  k > n
    ? 0
    : exp(
        logFactorial(n) -
          logFactorial(k) -
          logFactorial(n - k) +
          k * Math.log(p) +
          (n - k) * Math.log(1 - p),
      );

describe('masses used below agree with an independent library', () => {
  test('Poisson, binomial', () => {
    for (const k of [0, 3, 17, 40]) {
      expect(poissonMass(k, 20) / jStat.poisson.pdf(k, 20)).toBeCloseTo(1, 9);
      expect(binomialMass(k, 95, 0.24) / jStat.binomial.pdf(k, 95, 0.24)).toBeCloseTo(1, 9);
    }
    expect(poissonMass(600, 600)).toBeCloseTo(0.016284488505386642, 12);
  });
});

describe('A9 counts', () => {
  test.each([0.3, 2, 9.9, 10, 25, 95, 600])('Poisson(%s)', (mean) => {
    expect(
      chiSquare(
        (g) => samplePoisson(g, mean),
        (k) => poissonMass(k, mean),
        91,
      ),
    ).toSatisfy(isPlausible);
  });

  test.each([
    [5, 0.3],
    [30, 0.5],
    [95, 0.24],
    [200, 0.05],
    [300, 0.6],
  ])('Binomial(%s, %s)', (n, p) => {
    expect(
      chiSquare(
        (g) => sampleBinomial(g, n, p),
        (k) => binomialMass(k, n, p),
        92,
      ),
    ).toSatisfy(isPlausible);
  });

  test('the normal approximation is caught', () => {
    const rounded = (g: Stream): number => {
      const z = Math.sqrt(-2 * Math.log(g.uniform())) * Math.cos(2 * Math.PI * g.uniform());
      return Math.max(0, Math.round(95 * 0.24 + z * Math.sqrt(95 * 0.24 * 0.76)));
    };
    expect(chiSquare(rounded, (k) => binomialMass(k, 95, 0.24), 93)).toBeLessThan(1e-6);
  });
});

describe('A10 continuous and mixed', () => {
  test.each([8, 0.4])('gamma(%s)', (shape) => {
    const p = kolmogorov(
      (g) => sampleGamma(g, shape),
      (x) => jStat.gamma.cdf(x, shape, 1),
      101,
    );
    expect(p).toBeGreaterThan(1e-3);
  });

  test('lognormal and Weibull', () => {
    const lognormal = kolmogorov(
      (g) => sampleLognormal(g, 1, 0.7),
      (x) => normalCdf((Math.log(x) - 1) / 0.7),
      102,
    );
    const weibull = kolmogorov(
      (g) => sampleWeibull(g, 40, 1.4),
      (x) => 1 - Math.exp(-((x / 40) ** 1.4)),
      103,
    );
    expect(lognormal).toBeGreaterThan(1e-3);
    expect(weibull).toBeGreaterThan(1e-3);
  });

  test('negative binomial as gamma-Poisson', () => {
    const size = 8;
    const mean = 20;
    const p = size / (size + mean);
    // Recurrence of the mass function from P(0) = p^size.
    const mass = [p ** size];
    for (let k = 1; k < 400; k++) {
      mass.push(((mass[k - 1] as number) * (size + k - 1) * (1 - p)) / k);
    }
    expect(
      chiSquare(
        (g) => sampleNegativeBinomial(g, size, mean),
        (k) => mass[k] ?? 0,
        104,
      ),
    ).toSatisfy(isPlausible);
  });

  test('alias table', () => {
    const weights = [5, 0, 1, 12, 0.5, 3, 3];
    const total = weights.reduce((a, b) => a + b);
    const table = new AliasTable(weights);
    expect(
      chiSquare(
        (g) => table.sample(g),
        (k) => (weights[k] ?? 0) / total,
        105,
      ),
    ).toSatisfy(isPlausible);
  });
});
