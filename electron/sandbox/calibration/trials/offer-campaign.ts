import { SandtableError } from '#shared/errors';
import { Stream } from '../../engine/random';
import { sameUnit } from '../files/same-unit';
import type { Estimate } from '../report';
import { NormalForecast } from '../scoring/forecast';
import { type PartScores, ScoreSheet } from '../scoring/score-sheet';
import type { Calibrated, CalibrationJob, Tell } from '../task';
import { type ArmMean, pooledMeans, rawMeans } from './arms';
import { fitCustomers } from './customers';
import { readTrial } from './read-trial';
import { fitShops } from './shops';
import { type Outcome, rowsOf, type Trial } from './trial';

const Z90 = 1.6448536269514722;
const FOLDS = 5;
const FOLD_KEY = 0xf01d;
/** An arm with fewer rows says nothing. */
const FEWEST_ROWS = 8;

/** Who gets which offer, judged by randomised trials: `offer-campaign`. */
export function offerCampaign(job: CalibrationJob, tell: Tell): Calibrated {
  const train = joined(job.train.map(readTrial));
  const tests = job.fitOnly || job.test === null ? null : joined(job.test.map(readTrial));
  enoughRows(train);
  if (tests !== null) alike(train, tests);
  const splits = tests === null ? folds(train, job.seed) : [{ known: train, held: tests }];
  return {
    format: train.format,
    train: [train.note],
    test: tests === null ? null : [tests.note],
    parts: job.fitOnly ? [] : score(train, splits, job.seed, tell),
    estimates: train.clusters === null ? customerEstimates(train) : shopEstimates(train),
    warnings: [],
  };
}

function joined(trials: readonly Trial[]): Trial {
  const [first, ...others] = trials as [Trial, ...Trial[]];
  return others.reduce((all, next) => {
    alike(all, next);
    const clusters =
      all.clusters === null || next.clusters === null
        ? null
        : {
            shop: [...all.clusters.shop, ...next.clusters.shop],
            market: [...all.clusters.market, ...next.clusters.market],
          };
    return {
      ...all,
      note: {
        ...all.note,
        rows: all.note.rows + next.note.rows,
        file: `${all.note.file}, ${next.note.file}`,
      },
      arm: Uint8Array.from([...all.arm, ...next.arm]),
      covariates: Float64Array.from([...all.covariates, ...next.covariates]),
      outcomes: all.outcomes.map((outcome, k) => ({
        ...outcome,
        values: Float64Array.from([...outcome.values, ...(next.outcomes[k]?.values ?? [])]),
      })),
      clusters,
    };
  }, first);
}

function alike(train: Trial, other: Trial): void {
  if (
    train.format !== other.format ||
    train.covariateNames.join() !== other.covariateNames.join()
  ) {
    throw new SandtableError('DATA_NOT_KNOWN', 'another kind of trial', {
      file: other.note.file,
      columns: `${other.format}: ${other.covariateNames.join(', ')}`,
      expected: `${train.format}: ${train.covariateNames.join(', ')}`,
    });
  }
  train.outcomes.forEach((outcome, k) => {
    sameUnit(other.note.file, outcome.name, outcome.values, other.outcomes[k]?.values ?? []);
  });
}

function enoughRows({ arms, arm, note }: Trial): void {
  arms.forEach((_, k) => {
    const rows = arm.reduce((sum, code) => sum + (code === k ? 1 : 0), 0);
    if (rows >= FEWEST_ROWS) return;
    throw new SandtableError('DATA_TOO_SHORT', 'an arm is nearly empty', {
      file: note.file,
      rows,
      least: FEWEST_ROWS,
      arm: arms[k] ?? '',
    });
  });
}

interface Split {
  readonly known: Trial;
  readonly held: Trial;
}

/** Random fifths of the customers, or each market once. */
function folds(trial: Trial, seed: number): Split[] {
  const { clusters } = trial;
  const markets = [...new Set(clusters?.market)];
  const g = new Stream().open(seed, FOLD_KEY, 0, 0, 0);
  const fold =
    clusters === null
      ? Array.from(trial.arm, () => Math.floor(g.uniform() * FOLDS))
      : clusters.market.map((name) => markets.indexOf(name));
  return Array.from({ length: clusters === null ? FOLDS : markets.length }, (_, k) => ({
    known: rowsOf(trial, (row) => fold[row] !== k),
    held: rowsOf(trial, (row) => fold[row] === k),
  }));
}

function score(train: Trial, splits: readonly Split[], seed: number, tell: Tell): PartScores[] {
  let done = 0;
  return train.outcomes.flatMap((outcome, k) => {
    const sheets = {
      means: new ScoreSheet(`${outcome.name}: mean of each arm`, ['same for all arms'], seed),
      effects: new ScoreSheet(`${outcome.name}: effect of each arm`, ['no effect'], seed),
      rows: new ScoreSheet(
        `${outcome.name}: each ${outcome.kind === 'sales' ? 'shop and week' : 'customer'}`,
        ['same for all', 'same within an arm'],
        seed,
      ),
    };
    for (const split of splits) {
      if (train.clusters === null) scoreCustomers(split, k, sheets);
      else scoreShops(split, k, sheets);
      tell(++done, splits.length * train.outcomes.length);
    }
    return [sheets.means, sheets.effects, sheets.rows]
      .map((sheet) => sheet.scores())
      .filter((part) => part !== null);
  });
}

interface Sheets {
  readonly means: ScoreSheet;
  readonly effects: ScoreSheet;
  readonly rows: ScoreSheet;
}

function scoreCustomers({ known, held }: Split, k: number, sheets: Sheets): void {
  const learned = known.outcomes[k] as Outcome;
  const actual = held.outcomes[k] as Outcome;
  const raw = rawMeans(known, learned);
  const pooled = pooledMeans(raw);
  const truth = rawMeans(held, actual);
  const everyone = overall(raw);
  const noise = (arm: number): number =>
    (raw[arm] as ArmMean).rowVariance / (truth[arm] as ArmMean).n;
  const sd = (...variances: number[]): number =>
    Math.sqrt(
      Math.max(
        1e-18,
        variances.reduce((sum, variance) => sum + variance, 0),
      ),
    );
  held.arms.forEach((name, arm) => {
    const [own, control] = [pooled[arm], pooled[0]] as [ArmMean, ArmMean];
    const [now, base] = [truth[arm], truth[0]] as [ArmMean, ArmMean];
    if (now.n === 0) return;
    sheets.means.add(
      name,
      new NormalForecast(own.mean, sd(own.variance, noise(arm))),
      [new NormalForecast(everyone, sd(noise(arm)))],
      now.mean,
    );
    if (arm === 0 || base.n === 0) return;
    sheets.effects.add(
      name,
      new NormalForecast(
        own.mean - control.mean,
        sd(own.variance, control.variance, noise(arm), noise(0)),
      ),
      [new NormalForecast(0, sd(noise(arm), noise(0)))],
      now.mean - base.mean,
    );
  });
  const { model, references } = fitCustomers(known, learned);
  const forecast = model(held);
  const others = references.map(({ of }) => of(held));
  actual.values.forEach((value, row) => {
    const name = held.arms[held.arm[row] as number] ?? '';
    sheets.rows.add(
      name,
      forecast(row),
      others.map((of) => of(row)),
      value,
    );
  });
}

function overall(means: readonly ArmMean[]): number {
  const n = means.reduce((sum, one) => sum + one.n, 0);
  return means.reduce((sum, one) => sum + (one.n > 0 ? one.n * one.mean : 0), 0) / n;
}

function scoreShops({ known, held }: Split, k: number, sheets: Sheets): void {
  const learned = known.outcomes[k] as Outcome;
  const { values } = held.outcomes[k] as Outcome;
  const model = fitShops(known, learned);
  const raw = rawMeans(known, learned);
  const everyone = overall(raw);
  const total = Math.sqrt(
    learned.values.reduce((sum, value) => sum + (value - everyone) ** 2, 0) / learned.values.length,
  );
  const rowsIn = (arm: number): number[] =>
    Array.from(held.arm.keys()).filter((row) => held.arm[row] === arm);
  const mean = (rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length;
  const base = rowsIn(0);
  held.arms.forEach((name, arm) => {
    const rows = rowsIn(arm);
    if (rows.length === 0) return;
    const shares = new Map(rows.map((row) => [row, 1 / rows.length]));
    const forecast = model.sum(held, shares);
    sheets.means.add(name, forecast, [new NormalForecast(everyone, forecast.sd)], mean(rows));
    if (arm === 0 || base.length === 0) return;
    const difference = new Map([...shares, ...base.map((row) => [row, -1 / base.length] as const)]);
    const effect = model.sum(held, difference);
    sheets.effects.add(name, effect, [new NormalForecast(0, effect.sd)], mean(rows) - mean(base));
  });
  values.forEach((value, row) => {
    const arm = held.arm[row] as number;
    const own = raw[arm] as ArmMean;
    sheets.rows.add(
      held.arms[arm] ?? '',
      model.sum(held, new Map([[row, 1]])),
      [
        new NormalForecast(everyone, total),
        new NormalForecast(own.mean, Math.sqrt(own.rowVariance)),
      ],
      value,
    );
  });
}

function customerEstimates(trial: Trial): Estimate[] {
  return trial.outcomes.flatMap((outcome) => {
    const raw = rawMeans(trial, outcome);
    const pooled = pooledMeans(raw);
    const control = raw[0] as ArmMean;
    return trial.arms.flatMap((of, arm) => {
      const own = raw[arm] as ArmMean;
      const figure = (quantity: string, value: number, variance: number): Estimate => ({
        quantity,
        of,
        value,
        low: value - Z90 * Math.sqrt(variance),
        high: value + Z90 * Math.sqrt(variance),
        unit: outcome.unit,
        n: own.n,
      });
      const mean = figure(`${outcome.name}: mean`, own.mean, own.variance);
      if (arm === 0) return [mean];
      const together = pooled[arm] as ArmMean;
      return [
        mean,
        figure(`${outcome.name}: effect`, own.mean - control.mean, own.variance + control.variance),
        figure(
          `${outcome.name}: effect, arms pooled`,
          together.mean - control.mean,
          together.variance + control.variance,
        ),
      ];
    });
  });
}

function shopEstimates(trial: Trial): Estimate[] {
  return trial.outcomes.flatMap((outcome) => {
    const model = fitShops(trial, outcome);
    const raw = rawMeans(trial, outcome);
    return trial.arms.flatMap((of, arm) => {
      const { mean, n } = raw[arm] as ArmMean;
      const { unit } = outcome;
      const own = {
        quantity: `${outcome.name}: mean`,
        of,
        value: mean,
        low: null,
        high: null,
        unit,
        n,
      };
      if (arm === 0) return [own];
      const effect = model.effect(arm);
      const sd = Math.sqrt(effect.variance);
      return [
        own,
        {
          ...own,
          quantity: `${outcome.name}: effect against ${trial.arms[0]}`,
          value: effect.mean,
          low: effect.mean - Z90 * sd,
          high: effect.mean + Z90 * sd,
        },
      ];
    });
  });
}
