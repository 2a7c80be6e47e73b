import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  CountForecast,
  EnsembleForecast,
  type Forecast,
  NormalForecast,
} from '#electron/sandbox/calibration/scoring/forecast';
import { ScoreSheet } from '#electron/sandbox/calibration/scoring/score-sheet';
import {
  brier,
  chiSquareUniform,
  logLoss,
  pinball,
  pitCoverage,
  pitHistogram,
  randomisedPit,
  weightedAbsoluteError,
} from '#electron/sandbox/calibration/scoring/scores';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNegativeBinomial, sampleNormal } from '#electron/sandbox/engine/samplers';

describe('published and exact values', () => {
  test('CRPS of a normal, and its mean under a perfect forecast', () => {
    const normal = new NormalForecast(0, 1);
    expect(normal.crps(0)).toBeCloseTo(0.2336949773, 9);
    expect(normal.crps(1)).toBeCloseTo(0.6024413576, 9);
    expect(normal.crps(-2.5)).toBeCloseTo(1.9398186908, 9);
    let sum = 0;
    const n = 20_000;
    for (let i = 0; i < n; i++) sum += normal.crps(normal.quantile((i + 0.5) / n));
    expect(sum / n).toBeCloseTo(1 / Math.sqrt(Math.PI), 4);
  });

  test('CRPS of counts', () => {
    expect(new CountForecast(80, 8).crps(60)).toBeCloseTo(10.6190359737, 8);
    // A negative binomial of endless size is a Poisson.
    expect(new CountForecast(20, 1e9).crps(14)).toBeCloseTo(3.7758840537, 5);
    expect(new CountForecast(20, 1e9).crps(20)).toBeCloseTo(1.0382025167, 5);
  });

  test('a closed day is 0: the mixture by its definition', () => {
    const sure = new CountForecast(12, 3, 1);
    expect(sure.crps(0)).toBeCloseTo(0, 12);
    expect(sure.crps(5)).toBeCloseTo(5, 12);
    expect(new CountForecast(12, 3, 1e-12).crps(7)).toBeCloseTo(
      new CountForecast(12, 3).crps(7),
      9,
    );
  });

  test('brier, log loss, pinball, weighted error, χ²', () => {
    expect(brier(0.3, true)).toBeCloseTo(0.49, 12);
    expect(brier(0.3, false)).toBeCloseTo(0.09, 12);
    expect(logLoss(0.25, true)).toBeCloseTo(Math.log(4), 12);
    expect(logLoss(0.25, false)).toBeCloseTo(-Math.log(0.75), 12);
    expect(logLoss(0, true)).toBeLessThan(17);
    expect(pinball(10, 0.9, 14)).toBeCloseTo(3.6, 12);
    expect(pinball(10, 0.9, 4)).toBeCloseTo(0.6, 12);
    expect(weightedAbsoluteError([1, 2], [3, 3], [1, 5])).toBeCloseTo(7 / 6, 12);
    expect(chiSquareUniform([10, 20, 30])).toBeCloseTo(10, 12);
    expect(pitHistogram([0, 0.05, 0.5, 1], 10)).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(pitCoverage([0.01, 0.05, 0.5, 0.951], 0.9)).toBe(0.5);
  });
});

const forecasts = fc.oneof(
  fc
    .tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 0.1, max: 20, noNaN: true }),
    )
    .map(([mean, sd]): Forecast => new NormalForecast(mean, sd)),
  fc
    .tuple(
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      fc.double({ min: 0.3, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
    )
    .map(([mean, size, closed]): Forecast => new CountForecast(mean, size, closed)),
  fc
    .array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 30 })
    .map((values): Forecast => new EnsembleForecast(values)),
);

property.prop([
  forecasts,
  fc.integer({ min: 0, max: 60 }),
  fc.double({ min: 0.02, max: 0.98, noNaN: true }),
])(
  'every distribution: P(X < y) ≤ P(X ≤ y), both rise, the quantile is where the sum passes p, CRPS ≥ 0',
  (forecast, y, p) => {
    expect(forecast.below(y)).toBeLessThanOrEqual(forecast.upTo(y) + 1e-12);
    expect(forecast.upTo(y)).toBeLessThanOrEqual(forecast.below(y + 1) + 1e-9);
    expect(forecast.upTo(y)).toBeLessThanOrEqual(1 + 1e-12);
    expect(forecast.crps(y)).toBeGreaterThanOrEqual(-1e-12);
    if (forecast instanceof CountForecast) {
      const q = forecast.quantile(p);
      expect(forecast.upTo(q)).toBeGreaterThanOrEqual(p - 1e-9);
      if (q > 0) expect(forecast.upTo(q - 1)).toBeLessThan(p + 1e-9);
    }
  },
);

property.prop([forecasts, fc.integer({ min: 0, max: 40 })], { numRuns: 30 })(
  'CRPS is twice the mean pinball loss over all levels',
  (forecast, y) => {
    const n = 4000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const p = (i + 0.5) / n;
      // The definition-7 quantile of an ensemble interpolates; the score is of the step function.
      if (forecast instanceof EnsembleForecast) return;
      sum += pinball(forecast.quantile(p), p, y);
    }
    const crps = forecast.crps(y);
    expect((2 * sum) / n).toBeGreaterThan(0.97 * crps - 0.02);
    expect((2 * sum) / n).toBeLessThan(1.01 * crps + 0.02);
  },
);

describe('calibration is told apart from its absence', () => {
  const draws = (count: number, width: number): { coverage: number; chiSquare: number } => {
    const g = new Stream().open(11, 1, 0, 0, 0);
    const pits: number[] = [];
    for (let i = 0; i < count; i++) {
      const mean = 2 + (i % 17);
      const y = sampleNegativeBinomial(g, 4, mean);
      const forecast = new CountForecast(mean, 4 * width);
      pits.push(randomisedPit(forecast.below(y), forecast.upTo(y), g.uniform()));
    }
    return {
      coverage: pitCoverage(pits, 0.9),
      chiSquare: chiSquareUniform(pitHistogram(pits, 20)),
    };
  };

  test('the randomised PIT of counts is uniform under the truth and not under a narrower forecast', () => {
    const right = draws(4000, 1);
    // 99.9 % point of χ² with 19 degrees of freedom; 90 % ± 4 standard errors.
    expect(right.chiSquare).toBeLessThan(43.82);
    expect(right.coverage).toBeGreaterThan(0.881);
    expect(right.coverage).toBeLessThan(0.919);
    const narrow = draws(4000, 4);
    expect(narrow.chiSquare).toBeGreaterThan(43.82);
    expect(narrow.coverage).toBeLessThan(0.87);
  });

  test('the score sheet: groups, references and skill add up, the same for the same seed', () => {
    const filled = (seed: number): ScoreSheet => {
      const sheet = new ScoreSheet('part', ['wide'], seed);
      const g = new Stream().open(3, 1, 0, 0, 0);
      for (let i = 0; i < 600; i++) {
        const y = sampleNormal(g);
        sheet.add(`g${i % 3}`, new NormalForecast(0, 1), [new NormalForecast(0, 3)], y);
      }
      return sheet;
    };
    const scores = filled(1).scores();
    expect(scores).toEqual(filled(1).scores());
    expect(scores?.groups.map(({ forecasts: count }) => count)).toEqual([200, 200, 200]);
    const mean = scores?.groups.reduce((sum, { crps }) => sum + crps / 3, 0);
    expect(mean).toBeCloseTo(scores?.model.crps ?? NaN, 12);
    expect(scores?.baselines[0]?.skill).toBeGreaterThan(0.2);
    expect(scores?.coverage90).toBeGreaterThan(0.86);
    expect(new ScoreSheet('empty', [], 1).scores()).toBeNull();
  });
});
