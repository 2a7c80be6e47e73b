import { jStat } from 'jstat';
import { describe, expect, test } from 'vitest';
import { CountModel } from '#electron/sandbox/calibration/counts/count-model';
import { fitLogistic } from '#electron/sandbox/calibration/regression/logistic';
import { fitPooledRegression } from '#electron/sandbox/calibration/regression/pooled-regression';
import { checkCalibration, type World } from '#electron/sandbox/calibration/scoring/sbc';
import { pooledMeans } from '#electron/sandbox/calibration/trials/arms';
import { exp } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';
import {
  sampleBinomial,
  sampleGamma,
  sampleNegativeBinomial,
  sampleNormal,
} from '#electron/sandbox/engine/samplers';

/** 99.9 % point of χ² with 19 degrees of freedom; with six checks a false alarm comes once in 170 seeds, and the seed is fixed. */
const LIMIT = 43.82;
const NARROW = 1.3;
const SETTING = { worlds: 2000, draws: 99, bins: 20, seed: 17 };

function sampleBeta(g: Stream, a: number, b: number): number {
  const x = sampleGamma(g, a);
  return x / (x + sampleGamma(g, b));
}

/** A world whose posterior is drawn together around its mean, as one that is too sure of itself. */
function narrowed({ truth, draw }: World, mean: number): World {
  return { truth, draw: (g) => mean + (draw(g) - mean) / NARROW };
}

describe('a chance: beta prior, binomial data, exact posterior', () => {
  const world = (g: Stream): { y: number; world: World } => {
    const truth = sampleBeta(g, 6, 19);
    const y = sampleBinomial(g, 80, truth);
    return { y, world: { truth, draw: (h) => sampleBeta(h, 6 + y, 99 - y) } };
  };

  test('ranks are uniform', () => {
    const check = checkCalibration(SETTING, (g) => world(g).world);
    expect(check.chiSquare).toBeLessThan(LIMIT);
    expect(check.counts.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect(checkCalibration(SETTING, (g) => world(g).world)).toEqual(check);
  });

  test('a posterior 1.3 times too narrow is found out', () => {
    const check = checkCalibration(SETTING, (g) => {
      const { y, world: honest } = world(g);
      return narrowed(honest, (6 + y) / 105);
    });
    expect(check.chiSquare).toBeGreaterThan(LIMIT);
  });

  test('drawing until the data are met gives the same posterior', () => {
    const g = new Stream().open(3, 1, 0, 0, 0);
    const y = 20;
    const kept: number[] = [];
    while (kept.length < 2000) {
      const chance = sampleBeta(g, 6, 19);
      if (sampleBinomial(g, 80, chance) === y) kept.push(chance);
    }
    const sorted = kept.toSorted((a, b) => a - b);
    const distance = sorted.reduce((most, value, i) => {
      const cdf = jStat.beta.cdf(value, 6 + y, 99 - y);
      return Math.max(most, Math.abs(cdf - i / 2000), Math.abs(cdf - (i + 1) / 2000));
    }, 0);
    // Kolmogorov–Smirnov at p = 0.001.
    expect(distance).toBeLessThan(1.949 / Math.sqrt(2000));
  });

  test('draws that do not fill the bins evenly are refused', () => {
    expect(() => checkCalibration({ ...SETTING, draws: 100 }, (g) => world(g).world)).toThrow(
      RangeError,
    );
  });
});

/** Each fitted model with a truth of its own prior; `normal` gives mean and sd of its posterior. */
const FITS: Record<
  string,
  { worlds: number; normal: (g: Stream) => { truth: number; mean: number; sd: number } }
> = {
  'pooled regression: an effect of a group': {
    worlds: 600,
    normal: (g) => {
      const groups = 6;
      const each = 8;
      const p = 1 + groups;
      const x = new Float64Array(groups * each * p);
      const y = new Float64Array(groups * each);
      const effects = Array.from({ length: groups }, () => 0.7 * sampleNormal(g));
      const centre = 3 * sampleNormal(g);
      y.forEach((_, row) => {
        const group = Math.floor(row / each);
        x[row * p] = 1;
        x[row * p + 1 + group] = 1;
        y[row] = centre + (effects[group] as number) + 0.5 * sampleNormal(g);
      });
      const blocks = [-1, ...effects.map(() => 0)];
      const { coefficients, covariance } = fitPooledRegression(x, y, blocks, {
        given: new Map([[0, 0.49]]),
        rounds: 20,
      });
      return {
        truth: effects[0] as number,
        mean: coefficients[1] as number,
        sd: Math.sqrt(covariance[p + 1] as number),
      };
    },
  },
  'logistic regression: a log odds ratio': {
    worlds: 600,
    normal: (g) => {
      const n = 240;
      const truth = sampleNormal(g);
      const base = -1 + 0.3 * sampleNormal(g);
      const x = new Float64Array(2 * n);
      const y = Array.from({ length: n }, (_, i) => {
        x[2 * i] = 1;
        x[2 * i + 1] = i % 2;
        return g.uniform() < 1 / (1 + exp(-base - truth * (i % 2))) ? 1 : 0;
      });
      const { coefficients, covariance } = fitLogistic(x, y, [10, 1]);
      return { truth, mean: coefficients[1] as number, sd: Math.sqrt(covariance[3] as number) };
    },
  },
  'arms drawn together: the mean of an arm': {
    worlds: 2000,
    normal: (g) => {
      const sd = 0.5;
      const truths = Array.from({ length: 8 }, () => 2 + sampleNormal(g));
      const raw = [0, ...truths].map((truth) => ({
        mean: truth + sd * sampleNormal(g),
        variance: sd * sd,
        rowVariance: 25,
        n: 100,
      }));
      const own = pooledMeans(raw)[1];
      return {
        truth: truths[0] as number,
        mean: own?.mean ?? NaN,
        sd: Math.sqrt(own?.variance ?? NaN),
      };
    },
  },
};

describe.each(Object.entries(FITS))('%s', (_, { worlds, normal }) => {
  const setting = { ...SETTING, worlds };

  test('ranks are uniform, and those of a posterior 1.3 times too narrow are not as uniform', () => {
    const check = (narrow: number) =>
      checkCalibration(setting, (g) => {
        const { truth, mean, sd } = normal(g);
        return { truth, draw: (h) => mean + (sd / narrow) * sampleNormal(h) };
      }).chiSquare;
    expect(check(1)).toBeLessThan(LIMIT);
    expect(check(NARROW)).toBeGreaterThan(check(1));
    expect(check(2 * NARROW)).toBeGreaterThan(LIMIT);
  });
});

/** Forecasters have no parameter to rank: the next value is ranked among draws of its forecast. */
describe('forecasts of worlds that the model describes', () => {
  test('counts: level, dispersion and season from a prior', () => {
    const days = Int32Array.from({ length: 121 }, (_, i) => 18_000 + i);
    const check = checkCalibration({ ...SETTING, worlds: 600 }, (g) => {
      const level = exp(1.5 + 0.7 * sampleNormal(g));
      const size = exp(1.4 + 0.5 * sampleNormal(g));
      const values = Float64Array.from(days, () => sampleNegativeBinomial(g, size, level));
      const history = { grain: 'week' as const, days, series: [{ name: 'a', values }] };
      const [forecast] = new CountModel(history, 28, 28).forecast(0, 120, days.subarray(120));
      return {
        truth: values[120] as number,
        draw: (h) => forecast?.quantile(h.uniform()) ?? NaN,
      };
    });
    expect(check.chiSquare).toBeLessThan(LIMIT);
  });
});
