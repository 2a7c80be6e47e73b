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
  [1e-300, -37.0470962993611992],
  [1e-100, -21.2734535609653243],
  [1e-30, -11.4640246884436157],
  [1e-16, -8.22208221613043562],
  [1e-10, -6.3613409024040562],
  [1e-6, -4.75342430882289896],
  [0.001, -3.09023230616781354],
  [0.01, -2.32634787404084109],
  [0.02425, -1.97296105131188484],
  [0.05, -1.64485362695147269],
  [0.074, -1.44663206715897851],
  [0.075, -1.43953147093845593],
  [0.1, -1.28155156554460044],
  [0.25, -0.674489750196081743],
  [0.3333333333333333, -0.430727299295457541],
  [0.425, -0.189118426272792518],
  [0.49, -0.025068908258711058],
  [0.5000001, 2.5066282733116483e-7],
  [0.6, 0.253347103135799741],
  [0.75, 0.674489750196081743],
  [0.9, 1.28155156554460059],
  [0.925, 1.43953147093845623],
  [0.975, 1.95996398454005386],
  [0.99, 2.32634787404084077],
  [0.999, 3.09023230616781328],
];

const CDF: [number, number][] = [
  [-8, 6.22096057427178412e-16],
  [-6.5, 4.01600058385911781e-11],
  [-5, 2.86651571879193912e-7],
  [-2.5, 0.00620966532577613517],
  [-1, 0.158655253931457051],
  [0, 0.5],
  [0.3, 0.617911422188952633],
  [1, 0.841344746068542949],
  [2, 0.977249868051820793],
  [4, 0.99996832875816688],
  [6, 0.999999999013412355],
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
