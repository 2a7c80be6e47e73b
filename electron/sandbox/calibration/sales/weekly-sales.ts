import { SandtableError } from '#shared/errors';
import { exp, log } from '../../engine/elementary';
import { Stream } from '../../engine/random';
import { isoOf } from '../files/days';
import { sameUnit } from '../files/same-unit';
import type { DataWarning, Estimate } from '../report';
import type { ShapeForecast } from '../scoring/forecast';
import { type PartScores, ScoreSheet } from '../scoring/score-sheet';
import type { Calibrated, CalibrationJob, Tell } from '../task';
import { forecastSales, recentMean, yearBefore } from './candidates';
import { errorShape, type SeenErrors } from './errors-seen';
import { readSales } from './read-sales';
import { mergedPanels, type SalesPanel, type SalesSeries } from './sales-panel';
import { similarShops } from './similar-shops';

const HORIZON = 13;
const YEAR = 52;
/** Earlier origins whose errors make the distribution. */
const PAST_ORIGINS = 3;
const HOLIDAY_WEIGHT = 5;
const FEWEST_WEEKS = 8;
const SHARE_OF_SHOPS = 0.25;
const SHOP_KEY = 0x5a1e;

const REFERENCE = 'same week a year before';

/** Weekly sales by shop and department: `weekly-sales`. */
export function weeklySales(job: CalibrationJob, tell: Tell): Calibrated {
  const { panel: train, order } = readSales(job.train, null);
  if (train.weeks < FEWEST_WEEKS) {
    throw new SandtableError('DATA_TOO_SHORT', 'too few weeks', {
      file: train.notes[0]?.file ?? '',
      rows: train.weeks,
      least: FEWEST_WEEKS,
    });
  }
  const held = job.fitOnly || job.test === null ? null : readSales(job.test, order).panel;
  const warnings: DataWarning[] = [...train.warnings];
  const sheets: Sheets = {
    later: new ScoreSheet('later weeks of known shops', [REFERENCE], job.seed),
    warm: new ScoreSheet('new shops by their own earlier weeks', [REFERENCE], job.seed),
    cold: new ScoreSheet('new shops, nothing known', ['mean of all shops'], job.seed),
  };
  if (held !== null) {
    checkHeld(train, held, warnings);
    scoreHeld(train, held, sheets, tell);
  } else if (!job.fitOnly) scoreOwn(train, sheets, job.seed, tell);
  return {
    format: 'weekly sales by shop and department',
    train: train.notes,
    test: held?.notes ?? null,
    parts: [sheets.later, sheets.warm, sheets.cold]
      .map((sheet) => sheet.scores())
      .filter((part): part is PartScores => part !== null),
    estimates: estimates(train),
    warnings,
  };
}

interface Sheets {
  readonly later: ScoreSheet;
  readonly warm: ScoreSheet;
  readonly cold: ScoreSheet;
}

function checkHeld(train: SalesPanel, held: SalesPanel, warnings: DataWarning[]): void {
  const file = held.notes[0]?.file ?? '';
  const all = ({ series }: SalesPanel): number[] =>
    series.flatMap(({ values }) => Array.from(values).filter((value) => !Number.isNaN(value)));
  sameUnit(file, 'Weekly_Sales', all(train), all(held));
  warnings.push(...held.warnings.filter(({ code }) => code !== 'companionMissing'));
  const shops = new Set(train.series.map(({ shop }) => shop));
  const end = train.firstWeek + train.weeks;
  let early = 0;
  let late = 0;
  for (const { shop, values } of held.series) {
    values.forEach((value, week) => {
      if (Number.isNaN(value)) return;
      if (shops.has(shop) && held.firstWeek + week < end) early++;
      else late++;
    });
  }
  const lastDay = isoOf(7 * (end - 1) + dayInWeek(train));
  if (early > 0) {
    warnings.push({
      code: 'overlap',
      file,
      column: null,
      row: null,
      count: early,
      example: lastDay,
    });
  }
  if (late > 0) return;
  throw new SandtableError('DATA_NOTHING_LATER', 'nothing to forecast', { file, value: lastDay });
}

/** Weeks are counted in sevens of days since 1970; the files' days lie at the same place in each. */
function dayInWeek({ notes }: SalesPanel): number {
  const [note] = notes;
  return (((Date.parse(note?.from ?? '1970-01-01') / 86_400_000) % 7) + 7) % 7;
}

function scoreHeld(train: SalesPanel, held: SalesPanel, sheets: Sheets, tell: Tell): void {
  const known = new Set(train.series.map(({ shop }) => shop));
  const isNew = ({ shop }: SalesSeries): boolean => !known.has(shop);
  const lastWeek = train.firstWeek + train.weeks;
  const later: SalesPanel = {
    ...held,
    // What a test says of a known shop's past is not read.
    series: held.series.map((one) =>
      isNew(one)
        ? one
        : {
            ...one,
            values: one.values.map((value, week) =>
              held.firstWeek + week < lastWeek ? NaN : value,
            ),
          },
    ),
  };
  const all = mergedPanels(train, later);
  const end = lastWeek - all.firstWeek;
  const old = { ...all, series: all.series.filter((one) => !isNew(one)) };
  for (let origin = end; origin < all.weeks; origin += HORIZON) {
    scoreFrom(old, origin, Math.min(HORIZON, all.weeks - origin), () => true, sheets.later);
    tell(1, 4);
  }
  const fresh = held.series.filter(isNew);
  if (fresh.length === 0) return;
  scoreNew(all, end, isNew, sheets, tell);
}

/** Without rows held back: the last two quarters of all shops, and a quarter of the shops as if they were new. */
function scoreOwn(train: SalesPanel, sheets: Sheets, seed: number, tell: Tell): void {
  const horizon = Math.min(HORIZON, Math.floor(train.weeks / 4));
  for (const back of [2, 1]) {
    scoreFrom(train, train.weeks - back * horizon, horizon, () => true, sheets.later);
    tell(3 - back, 4);
  }
  const shops = [...new Set(train.series.map(({ shop }) => shop))].toSorted();
  const g = new Stream().open(seed, SHOP_KEY, 0, 0, 0);
  const strange = new Set(shops.filter(() => g.uniform() < SHARE_OF_SHOPS));
  if (strange.size === 0 || strange.size === shops.length) return;
  scoreNew(train, train.weeks, ({ shop }) => strange.has(shop), sheets, tell);
}

/**
 * New shops twice: their last quarter by their own earlier weeks, and all their weeks as if nothing of them were known but
 * type and size. Known shops count up to week `end`.
 */
function scoreNew(
  all: SalesPanel,
  end: number,
  isNew: (one: SalesSeries) => boolean,
  sheets: Sheets,
  tell: Tell,
): void {
  const origin = all.weeks - HORIZON;
  if (origin >= FEWEST_WEEKS) {
    scoreFrom(all, origin, HORIZON, isNew, sheets.warm);
    tell(3, 4);
  }
  const old = all.series.filter((one) => !isNew(one));
  const reach = all.weeks - end;
  const ahead =
    reach > 0 ? forecastSales({ ...all, series: old }, end, reach) : new Float64Array(0);
  const panel: SalesPanel = {
    ...all,
    series: old.map((one, s) => ({
      ...one,
      // Beyond the training rows the known shops are what they are forecast to be.
      values: Float64Array.from(one.values, (value, week) =>
        week < end ? value : (ahead[s * reach + week - end] as number),
      ),
    })),
  };
  const by = similarShops(panel);
  for (const series of all.series) {
    if (!isNew(series)) continue;
    const forecasts = by(series.shop, series.department);
    series.values.forEach((value, week) => {
      const found = Number.isNaN(value) ? null : forecasts(week);
      if (found === null) return;
      sheets.cold.add(
        `shop ${series.shop}`,
        found.model,
        [found.reference],
        value,
        weightOf(all, week),
      );
    });
  }
  tell(4, 4);
}

const weightOf = ({ holiday }: SalesPanel, week: number): number =>
  holiday[week] === 1 ? HOLIDAY_WEIGHT : 1;

/** Forecasts and scores the series that `wanted` names from one origin; all series before it are history. */
function scoreFrom(
  panel: SalesPanel,
  origin: number,
  horizon: number,
  wanted: (one: SalesSeries) => boolean,
  sheet: ScoreSheet,
): void {
  const { series } = panel;
  const model = forecastSales(panel, origin, horizon);
  const reference = naive(panel, origin, horizon);
  const past = Array.from({ length: PAST_ORIGINS }, (_, k) => origin - (k + 1) * horizon).filter(
    (start) => start >= FEWEST_WEEKS,
  );
  const shapeOf = (forecast: typeof forecastSales) =>
    errorShape(errorsSeen(panel, past, origin, horizon, forecast));
  const shapes = { model: shapeOf(forecastSales), reference: shapeOf(naive) };
  series.forEach((one, s) => {
    if (!wanted(one)) return;
    for (let h = 0; h < horizon; h++) {
      const y = one.values[origin + h];
      const centre = model[s * horizon + h] as number;
      const usual = reference[s * horizon + h] as number;
      if (y === undefined || Number.isNaN(y)) continue;
      const at = (value: number, shape: ReturnType<typeof errorShape>): ShapeForecast =>
        shape(s, Number.isNaN(value) ? 0 : value);
      sheet.add(
        `shop ${one.shop}`,
        at(centre, shapes.model),
        [at(usual, shapes.reference)],
        y,
        weightOf(panel, origin + h),
      );
    }
  });
}

/** Same week a year before; the mean of the last year where that is missing. */
function naive({ series }: SalesPanel, origin: number, horizon: number): Float64Array {
  return Float64Array.from({ length: series.length * horizon }, (_, at) => {
    const one = series[Math.floor(at / horizon)] as SalesSeries;
    const value = yearBefore(one, origin, at % horizon);
    return Number.isNaN(value) ? recentMean(one, origin, YEAR) : value;
  });
}

function errorsSeen(
  panel: SalesPanel,
  origins: readonly number[],
  end: number,
  horizon: number,
  forecast: typeof forecastSales,
): SeenErrors[] {
  const errors = panel.series.map((): number[] => []);
  for (const origin of origins) {
    const found = forecast(panel, origin, horizon);
    panel.series.forEach(({ values }, s) => {
      for (let h = 0; h < horizon && origin + h < end; h++) {
        const error = (values[origin + h] as number) - (found[s * horizon + h] as number);
        if (!Number.isNaN(error)) errors[s]?.push(error);
      }
    });
  }
  return panel.series.map((one, s) => ({
    level: Math.abs(recentMean(one, end, YEAR)) || 0,
    errors: errors[s] as number[],
  }));
}

/** Growth against the year before, by department: what the forecasts of the next quarter rest on. */
function estimates(panel: SalesPanel): Estimate[] {
  const departments = [...new Set(panel.series.map(({ department }) => department))].toSorted(
    (a, b) => Number(a) - Number(b),
  );
  return departments.flatMap((department) => {
    const logs: number[] = [];
    for (const { department: own, values } of panel.series) {
      if (own !== department) continue;
      let [now, before] = [0, 0];
      for (let week = Math.max(YEAR, panel.weeks - HORIZON); week < panel.weeks; week++) {
        const [late, early] = [values[week] as number, values[week - YEAR] as number];
        if (Number.isNaN(late) || Number.isNaN(early)) continue;
        now += late;
        before += early;
      }
      if (now > 0 && before > 0) logs.push(log(now / before));
    }
    if (logs.length < 2) return [];
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (logs.length - 1);
    const half = 1.6448536269514722 * Math.sqrt(variance / logs.length);
    return [
      {
        quantity: 'growth on the year',
        of: `department ${department}`,
        value: exp(mean),
        low: exp(mean - half),
        high: exp(mean + half),
        unit: 'ratio',
        n: logs.length,
      },
    ];
  });
}
