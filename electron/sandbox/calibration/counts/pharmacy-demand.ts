import { SandtableError } from '#shared/errors';
import { exp } from '../../engine/elementary';
import { isoOf } from '../files/days';
import { sameUnit } from '../files/same-unit';
import type { DataWarning, Estimate } from '../report';
import { EnsembleForecast, type Forecast } from '../scoring/forecast';
import { type PartScores, ScoreSheet } from '../scoring/score-sheet';
import type { Calibrated, CalibrationJob, Tell } from '../task';
import { weekday } from './calendar';
import type { CountHistory } from './count-history';
import { CountModel } from './count-model';
import { type CountFile, enoughRows, readCounts } from './read-counts';

/** Rows ahead of one origin, rows back-tested when nothing is held back, and rows between origins that weigh candidates. */
const PLAN = {
  day: { horizon: 28, back: 364, step: 28, year: 364 },
  week: { horizon: 52, back: 52, step: 4, year: 52 },
  month: { horizon: 12, back: 12, step: 1, year: 12 },
} as const;
const RECENT = 8;

/** Demand by product group over time: `pharmacy-demand`. */
export function pharmacyDemand(job: CalibrationJob, tell: Tell): Calibrated {
  const files = job.train.map((file) => readCounts(file, null));
  const [first, ...others] = files;
  if (first === undefined) throw new Error('a job has a file');
  const tests = job.fitOnly
    ? null
    : (job.test?.map((file) => readCounts(file, first.order)) ?? null);
  const train = joined([first, ...others]);
  enoughRows({ ...first, history: train });
  const warnings: DataWarning[] = files.flatMap((file) => file.warnings);
  const { history, origin } =
    tests === null
      ? { history: train, origin: train.days.length }
      : extended(train, tests, warnings);
  const plan = PLAN[train.grain];
  const start = tests === null ? Math.max(origin - plan.back, Math.floor(origin / 2)) : origin;
  if ((history.days[start] as number) - (history.days[0] as number) < 400) {
    warnings.push({
      code: 'shortHistory',
      file: first.note.file,
      column: null,
      row: null,
      count: start,
      example: first.note.from ?? '',
    });
  }
  return {
    format: `quantities by ${train.grain}`,
    train: files.map(({ note }) => note),
    test: tests?.map(({ note }) => note) ?? null,
    parts: job.fitOnly ? [] : score(history, start, job.seed, tell),
    estimates: estimates(train),
    warnings,
  };
}

/** The rows of several files as one history. @throws SandtableError DATA_GRAIN, DATA_COLUMN_MISSING, DATA_DUPLICATE */
function joined(files: readonly CountFile[]): CountHistory {
  const [first] = files as [CountFile];
  if (files.length === 1) return first.history;
  const rows = files
    .flatMap((file) => Array.from(file.history.days, (day, i) => ({ file, day, i })))
    .toSorted((a, b) => a.day - b.day);
  rows.forEach(({ file, day }, k) => {
    alike(first, file);
    if (rows[k - 1]?.day !== day) return;
    throw new SandtableError('DATA_DUPLICATE', 'a day stands in two files', {
      file: file.note.file,
      row: '',
      column: 'datum',
      key: isoOf(day),
      value: isoOf(day),
    });
  });
  return {
    grain: first.history.grain,
    days: Int32Array.from(rows, ({ day }) => day),
    series: first.history.series.map(({ name }) => ({
      name,
      values: Float64Array.from(rows, ({ file, i }) => valueOf(file.history, name, i)),
    })),
  };
}

function valueOf(history: CountHistory, name: string, i: number): number {
  return history.series.find((one) => one.name === name)?.values[i] as number;
}

function alike(first: CountFile, other: CountFile): void {
  if (first.history.grain !== other.history.grain) {
    throw new SandtableError('DATA_GRAIN', 'days beside weeks', {
      file: other.note.file,
      grain: other.history.grain,
      expected: first.history.grain,
    });
  }
  for (const { name } of first.history.series) {
    if (other.history.series.some((one) => one.name === name)) continue;
    throw new SandtableError('DATA_COLUMN_MISSING', `no column ${name}`, {
      file: other.note.file,
      column: name,
      columns: other.history.series.map((one) => one.name).join(', '),
    });
  }
}

/** The training rows with the later ones of the test behind them; `origin` = where those begin. */
function extended(
  train: CountHistory,
  tests: readonly CountFile[],
  warnings: DataWarning[],
): { history: CountHistory; origin: number } {
  const [first] = tests as [CountFile];
  const firstOf: CountFile = { ...first, history: train };
  for (const file of tests) {
    alike(firstOf, file);
    warnings.push(...file.warnings);
    for (const { name, values } of file.history.series) {
      const known = train.series.find((one) => one.name === name);
      if (known !== undefined) sameUnit(file.note.file, name, known.values, values);
      else warnings.push(fileWarning('newColumn', file, 1, name));
    }
  }
  const all = joined(tests);
  const last = train.days.at(-1) as number;
  const origin = train.days.length;
  const from = all.days.findIndex((day) => day > last);
  const before = from < 0 ? all.days.length : from;
  if (before > 0)
    warnings.push(fileWarning('overlap', first, before, isoOf(all.days[0] as number)));
  if (from < 0) {
    throw new SandtableError('DATA_NOTHING_LATER', 'nothing to forecast', {
      file: first.note.file,
      value: isoOf(last),
    });
  }
  const gap = (all.days[from] as number) - last;
  if (gap > { day: 1, week: 7, month: 31 }[train.grain]) {
    warnings.push(fileWarning('laterThanTraining', first, gap, isoOf(all.days[from] as number)));
  }
  const tail = all.days.subarray(from);
  return {
    history: {
      grain: train.grain,
      days: Int32Array.from([...train.days, ...tail]),
      series: train.series.map(({ name, values }) => ({
        name,
        values: Float64Array.from([
          ...values,
          ...(all.series.find((one) => one.name === name)?.values.subarray(from) ?? []),
        ]),
      })),
    },
    origin,
  };
}

function fileWarning(
  code: DataWarning['code'],
  { note }: CountFile,
  count: number,
  example: string,
): DataWarning {
  return { code, file: note.file, column: null, row: null, count, example };
}

/**
 * Forecasts all rows from `start` on: horizon after horizon, each origin knowing all rows before it, and once more all of
 * them from the one origin `start`.
 */
function score(history: CountHistory, start: number, seed: number, tell: Tell): PartScores[] {
  const { horizon, step } = PLAN[history.grain];
  const total = history.days.length - start;
  const rolling = new ScoreSheet(
    `${horizon} ${history.grain}s ahead`,
    referenceNames(history),
    seed,
  );
  const atOnce = new ScoreSheet('from one origin', referenceNames(history), seed);
  const short = new CountModel(history, horizon, step);
  const long = new CountModel(history, total, Math.max(step, Math.floor(total / 13)));
  const work = history.series.length * (Math.ceil(total / horizon) + 1);
  let done = 0;
  for (let s = 0; s < history.series.length; s++) {
    for (let origin = start; origin < history.days.length; origin += horizon) {
      add(rolling, short, history, s, origin, horizon);
      tell(++done, work);
    }
    if (total > horizon) add(atOnce, long, history, s, start, total);
    tell(++done, work);
  }
  return [rolling.scores(), atOnce.scores()].filter((part) => part !== null);
}

function add(
  sheet: ScoreSheet,
  model: CountModel,
  history: CountHistory,
  s: number,
  origin: number,
  horizon: number,
): void {
  const { name, values } = history.series[s] as CountHistory['series'][number];
  const ahead = history.days.subarray(origin, origin + horizon);
  const forecasts = model.forecast(s, origin, ahead);
  const references = referencesAt(history, values, origin);
  forecasts.forEach((forecast, h) => {
    const row = references(ahead[h] as number);
    sheet.add(name, forecast, row, values[origin + h] as number);
  });
}

/** What a model has to beat: for days the last eight and the last year's same weekdays, else the same season and the last year. */
function referenceNames({ grain }: CountHistory): string[] {
  return grain === 'day'
    ? ['seasonal-naive-8', 'climatology-52']
    : [`same ${grain} a year before`, 'mean of the last year', 'last year'];
}

function referencesAt(
  history: CountHistory,
  values: Float64Array,
  origin: number,
): (day: number) => Forecast[] {
  const { grain, days } = history;
  const { year } = PLAN[grain];
  const from = Math.max(0, origin - year);
  if (grain === 'day') {
    const byWeekday = Array.from({ length: 7 }, (_, w) => {
      const same: number[] = [];
      for (let i = origin - 1; i >= from; i--) {
        if (weekday(days[i] as number) === w) same.push(values[i] as number);
      }
      const some = same.length > 0 ? same : [values[origin - 1] as number];
      return [new EnsembleForecast(some.slice(0, RECENT)), new EnsembleForecast(some)];
    });
    return (day) => byWeekday[weekday(day)] as Forecast[];
  }
  const lastYear = values.subarray(from, origin);
  const whole = new EnsembleForecast(lastYear);
  const mean = new EnsembleForecast([whole.mean]);
  return (day) => {
    let nearest = from;
    for (let i = from; i < origin; i++) {
      const off = (k: number): number =>
        Math.abs((days[k] as number) - (day - year * (grain === 'week' ? 7 : 365 / 12)));
      if (off(i) < off(nearest)) nearest = i;
    }
    return [new EnsembleForecast([values[nearest] as number]), mean, whole];
  };
}

const Z90 = 1.6448536269514722;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** First days of the months in a year of 366. */
const MONTH_STARTS = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366] as const;

function estimates(history: CountHistory): Estimate[] {
  const { horizon, step } = PLAN[history.grain];
  const model = new CountModel(history, horizon, step);
  const n = history.days.length;
  const unit = `units a ${history.grain}`;
  return history.series.flatMap(({ name }, s) => {
    const { size, level, levelSd, season } = model.fit(s, n);
    const figure = (quantity: string, of: string, value: number, of90 = '1'): Estimate => ({
      quantity,
      of,
      value,
      low: null,
      high: null,
      unit: of90,
      n,
    });
    const months = MONTH_STARTS.slice(0, 12).map((from, m) => {
      const part = season.year.subarray(from, MONTH_STARTS[m + 1]);
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    });
    return [
      {
        ...figure('level', name, level, unit),
        low: level * exp(-Z90 * levelSd),
        high: level * exp(Z90 * levelSd),
      },
      figure('dispersion size', name, size),
      ...(history.grain === 'day'
        ? WEEKDAYS.map((w, k) => figure(`weekday ${w}`, name, season.weekday[k] as number))
        : []),
      ...months.map((value, m) => figure(`month ${m + 1}`, name, value)),
    ];
  });
}
