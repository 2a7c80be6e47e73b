import { describe, expect, test } from 'vitest';
import { exp, log, normalCdf, normalQuantile } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';

/** Distance of two doubles in units in the last place. */
function ulps(a: number, b: number): number {
  const bits = (x: number): bigint => new BigInt64Array(new Float64Array([x]).buffer)[0] as bigint;
  const distance = bits(a) - bits(b);
  return Number(distance < 0n ? -distance : distance);
}

/** 40-digit values, rounded to 18: mpmath, quantile of the double nearest to the printed p. */
const QUANTILES: [number, number][] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-30, -11.464024688443615],
  [1e-16, -8.222082216130435],
  [1e-10, -6.361340902404057],
  [1e-6, -4.753424308822899],
  [0.001, -3.0902323061678136],
  [0.01, -2.326347874040841],
  [0.02425, -1.972961051311885],
  [0.05, -1.6448536269514726],
  [0.074, -1.4466320671589785],
  [0.075, -1.439531470938456],
  [0.1, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.3333333333333333, -0.43072729929545756],
  [0.425, -0.18911842627279252],
  [0.49, -0.025068908258711057],
  [0.5000001, 2.506628273311648e-7],
  [0.6, 0.2533471031357997],
  [0.75, 0.6744897501960817],
  [0.9, 1.28155156554460059],
  [0.925, 1.4395314709384561],
  [0.975, 1.9599639845400538],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167813],
];

const CDF: [number, number][] = [
  [-8, 6.220960574271784e-16],
  [-6.5, 4.016000583859118e-11],
  [-5, 2.86651571879193912e-7],
  [-2.5, 0.006209665325776135],
  [-1, 0.15865525393145705],
  [0, 0.5],
  [0.3, 0.6179114221889527],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [4, 0.99996832875816688],
  [6, 0.9999999990134123],
];

describe('A8 elementary functions', () => {
  test('exp is within 1 ulp of libm on 20,000 points', () => {
    const g = new Stream().open(8, 0, 0, 0, 0);
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = (g.uniform() - 0.5) * (i % 2 === 0 ? 1400 : 20);
      worst = Math.max(worst, ulps(exp(x), Math.exp(x)));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  test('log is within 1 ulp of libm on 20,000 points away from 1', () => {
    const g = new Stream().open(9, 0, 0, 0, 0);
    let worst = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = i % 2 === 0 ? Math.exp((g.uniform() - 0.5) * 1400) : g.uniform() * 3;
      if (Math.abs(Math.log(x)) < 0.01) continue;
      worst = Math.max(worst, ulps(log(x), Math.log(x)));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  test('edges', () => {
    expect([exp(0), exp(-800), exp(800), exp(Number.NaN)]).toEqual([1, 0, Infinity, Number.NaN]);
    expect(ulps(exp(709.7), Math.exp(709.7))).toBeLessThanOrEqual(1);
    expect([log(1), log(0), log(-1), log(Infinity)]).toEqual([0, -Infinity, Number.NaN, Infinity]);
    expect(ulps(log(5e-324), Math.log(5e-324))).toBeLessThanOrEqual(1);
  });

  test.each(QUANTILES)('normal quantile at %s', (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThanOrEqual(1e-15);
  });

  test.each(CDF)('normal distribution function at %s', (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThanOrEqual(1e-12);
  });
});
