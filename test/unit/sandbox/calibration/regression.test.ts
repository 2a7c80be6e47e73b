import { expect, test } from 'vitest';
import { fitLogistic } from '#electron/sandbox/calibration/regression/logistic';
import {
  fitPooledRegression,
  inverse,
  predicted,
} from '#electron/sandbox/calibration/regression/pooled-regression';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNormal } from '#electron/sandbox/engine/samplers';

const GROUPS = 12;
const EACH = 6;

/** A balanced one-way layout: a mean, group effects, rows. */
function oneWay(groupSd: number) {
  const g = new Stream().open(9, 1, 0, 0, 0);
  const p = 1 + GROUPS;
  const n = GROUPS * EACH;
  const x = new Float64Array(n * p);
  const y = new Float64Array(n);
  for (let k = 0; k < GROUPS; k++) {
    const effect = groupSd * sampleNormal(g);
    for (let i = 0; i < EACH; i++) {
      const row = k * EACH + i;
      x[row * p] = 1;
      x[row * p + 1 + k] = 1;
      y[row] = 10 + effect + sampleNormal(g);
    }
  }
  return { x, y, blocks: [-1, ...Array.from({ length: GROUPS }, () => 0)] };
}

test('a balanced one-way layout: the variances are those of the analysis of variance, the means shrink by the textbook', () => {
  const { x, y, blocks } = oneWay(2);
  const fit = fitPooledRegression(x, y, blocks);
  const grand = y.reduce((sum, value) => sum + value, 0) / y.length;
  const means = Array.from({ length: GROUPS }, (_, k) =>
    y.subarray(k * EACH, (k + 1) * EACH).reduce((sum, value) => sum + value / EACH, 0),
  );
  const within =
    y.reduce(
      (sum, value, row) => sum + (value - (means[Math.floor(row / EACH)] as number)) ** 2,
      0,
    ) /
    (GROUPS * (EACH - 1));
  const between =
    (means.reduce((sum, mean) => sum + EACH * (mean - grand) ** 2, 0) / (GROUPS - 1) - within) /
    EACH;
  expect(fit.residualVariance).toBeCloseTo(within, 3);
  expect(fit.blockVariances[0]).toBeCloseTo(between, 2);
  expect(fit.coefficients[0]).toBeCloseTo(grand, 4);
  const keep = between / (between + within / EACH);
  means.forEach((mean, k) => {
    expect(fit.coefficients[1 + k]).toBeCloseTo(keep * (mean - grand), 2);
  });
  const { mean } = predicted(
    fit,
    Float64Array.from(blocks, (_, k) => (k < 2 ? 1 : 0)),
  );
  expect(mean).toBeCloseTo(grand + keep * ((means[0] as number) - grand), 2);
});

test('without differences between groups their variance goes to 0', () => {
  const { x, y, blocks } = oneWay(0);
  expect(fitPooledRegression(x, y, blocks).blockVariances[0]).toBeLessThan(0.15);
});

test('a logistic fit of one flag is the log odds ratio of the table', () => {
  // 30 of 100 without, 45 of 100 with.
  const x = new Float64Array(400);
  const y = new Float64Array(200);
  for (let i = 0; i < 200; i++) {
    x[2 * i] = 1;
    x[2 * i + 1] = i < 100 ? 0 : 1;
    y[i] = i % 100 < (i < 100 ? 30 : 45) ? 1 : 0;
  }
  const { coefficients, covariance } = fitLogistic(x, y, [100, 100]);
  expect(coefficients[0]).toBeCloseTo(Math.log(30 / 70), 3);
  expect(coefficients[1]).toBeCloseTo(Math.log((45 / 55) * (70 / 30)), 3);
  expect(covariance[3]).toBeCloseTo(1 / 30 + 1 / 70 + 1 / 45 + 1 / 55, 3);
  // All yes: the prior holds what the data would send to infinity.
  const sure = fitLogistic(Float64Array.from([1, 1, 1]), [1, 1, 1], [2]);
  expect(sure.coefficients[0]).toBeLessThan(5);
});

test('the inverse of a matrix, and the refusal of one that has none', () => {
  const a = Float64Array.from([4, 2, 0, 2, 5, 1, 0, 1, 3]);
  const b = inverse(a, 3);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (a[i * 3 + k] as number) * (b[k * 3 + j] as number);
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  }
  expect(() => inverse(Float64Array.from([1, 2, 2, 1]), 2)).toThrow('not positive definite');
});
