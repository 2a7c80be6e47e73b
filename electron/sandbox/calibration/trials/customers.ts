import { exp, log } from '../../engine/elementary';
import { chanceOf, fitLogistic } from '../regression/logistic';
import { fitPooledRegression } from '../regression/pooled-regression';
import { Amounts, ChanceForecast, type Forecast, SpendForecast } from '../scoring/forecast';
import type { Outcome, Trial } from './trial';

/** What one customer will do under an arm, from what was known before: a logistic model, for amounts with a second part. */

const PRIOR_SD = { intercept: 10, arm: 1, covariate: 1, moderator: 0.3 } as const;
/** Amounts by which the spread around the expected one is told. */
const MOST_AMOUNTS = 200;
const FEWEST_AMOUNTS = 10;

/** Forecasts of the rows of another trial with the same columns. */
export type RowForecasts = (trial: Trial) => (row: number) => Forecast;

/** @returns the model's forecasts, and those that leave out the arm, or all but the arm */
export function fitCustomers(
  trial: Trial,
  outcome: Outcome,
): { model: RowForecasts; references: readonly { name: string; of: RowForecasts }[] } {
  const yes = outcome.values.map((value) => (value > 0 ? 1 : 0));
  const scale = scaling(trial);
  const { coefficients } = fitLogistic(design(trial, scale), yes, priors(trial));
  const paid = outcome.kind === 'spend' ? fitAmounts(trial, outcome, scale) : null;
  const everyone = outcome.kind === 'spend' ? allAmounts(outcome) : null;
  const rate = (keep: (row: number) => boolean): number => {
    let n = 0.5;
    let count = 1;
    yes.forEach((value, row) => {
      if (!keep(row)) return;
      n += value;
      count++;
    });
    return n / count;
  };
  const base = rate(() => true);
  const byArm = trial.arms.map((_, k) => rate((row) => trial.arm[row] === k));
  const plain = (chance: number): Forecast =>
    everyone === null ? new ChanceForecast(chance) : new SpendForecast(chance, 1, everyone);
  return {
    model: (other) => {
      const x = design(other, scale);
      const p = coefficients.length;
      const sizes = paid?.(other);
      return (row) => {
        const chance = chanceOf(coefficients, x, row * p);
        if (sizes === undefined) return new ChanceForecast(chance);
        const { expected, spread } = sizes(row);
        return new SpendForecast(chance, expected, spread);
      };
    },
    references: [
      { name: 'same for all', of: () => () => plain(base) },
      {
        name: 'same within an arm',
        of: (other) => (row) => plain(byArm[other.arm[row] as number] as number),
      },
    ],
  };
}

interface Scaling {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

function scaling({ covariates, covariateNames }: Trial): Scaling {
  const width = covariateNames.length;
  const rows = covariates.length / Math.max(1, width);
  const mean = new Float64Array(width);
  const sd = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    for (let i = 0; i < rows; i++)
      mean[k] = (mean[k] as number) + (covariates[i * width + k] as number) / rows;
    for (let i = 0; i < rows; i++) {
      sd[k] =
        (sd[k] as number) +
        ((covariates[i * width + k] as number) - (mean[k] as number)) ** 2 / rows;
    }
    sd[k] = Math.sqrt(sd[k] as number) || 1;
  }
  return { mean, sd };
}

function priors({ arms, covariateNames, moderators }: Trial): number[] {
  return [
    PRIOR_SD.intercept,
    ...arms.slice(1).map(() => PRIOR_SD.arm),
    ...covariateNames.map(() => PRIOR_SD.covariate),
    ...arms.slice(1).flatMap(() => moderators.map(() => PRIOR_SD.moderator)),
  ];
}

/** 1, arms, scaled covariates, arms × moderators. */
function design(trial: Trial, { mean, sd }: Scaling): Float64Array {
  const { arms, arm, covariates, covariateNames, moderators } = trial;
  const width = covariateNames.length;
  const offers = arms.length - 1;
  const p = 1 + offers + width + offers * moderators.length;
  const x = new Float64Array(arm.length * p);
  const moderating = moderators.map((name) => covariateNames.indexOf(name));
  arm.forEach((code, row) => {
    const at = row * p;
    x[at] = 1;
    for (let k = 0; k < width; k++) {
      x[at + 1 + offers + k] =
        ((covariates[row * width + k] as number) - (mean[k] as number)) / (sd[k] as number);
    }
    if (code === 0) return;
    x[at + code] = 1;
    moderating.forEach((k, m) => {
      x[at + 1 + offers + width + (code - 1) * moderating.length + m] = x[
        at + 1 + offers + k
      ] as number;
    });
  });
  return x;
}

function allAmounts({ values }: Outcome): Amounts {
  const paid = values.filter((value) => value > 0);
  return new Amounts(paid.length > 0 ? paid : [1]);
}

/** Amounts of those who pay: log-linear in what is known of them, with the residuals as the spread. */
function fitAmounts(
  trial: Trial,
  { values }: Outcome,
  scale: Scaling,
): (other: Trial) => (row: number) => { expected: number; spread: Amounts } {
  const width = trial.covariateNames.length;
  const paying = Array.from(values.keys()).filter((row) => (values[row] as number) > 0);
  const p = width + 1;
  const row = (of: Trial, i: number): Float64Array =>
    Float64Array.from({ length: p }, (_, k) =>
      k === 0
        ? 1
        : ((of.covariates[i * width + k - 1] as number) - (scale.mean[k - 1] as number)) /
          (scale.sd[k - 1] as number),
    );
  if (paying.length < FEWEST_AMOUNTS) {
    const spread = new Amounts(paying.length > 0 ? paying.map((i) => values[i] as number) : [1]);
    return () => () => ({ expected: 1, spread });
  }
  const x = new Float64Array(paying.length * p);
  paying.forEach((i, k) => x.set(row(trial, i), k * p));
  const y = Float64Array.from(paying, (i) => log(values[i] as number));
  const blocks = [-1, ...trial.covariateNames.map(() => 0)];
  const { coefficients } = fitPooledRegression(x, y, blocks);
  const expected = (of: Trial, i: number): number => {
    const one = row(of, i);
    return exp(one.reduce((sum, value, k) => sum + value * (coefficients[k] as number), 0));
  };
  const ratios = paying
    .map((i) => (values[i] as number) / expected(trial, i))
    .toSorted((a, b) => a - b);
  const thinned =
    ratios.length <= MOST_AMOUNTS
      ? ratios
      : Array.from(
          { length: MOST_AMOUNTS },
          (_, k) => ratios[Math.floor(((k + 0.5) * ratios.length) / MOST_AMOUNTS)] as number,
        );
  const spread = new Amounts(thinned);
  return (other) => (i) => ({ expected: expected(other, i), spread });
}
