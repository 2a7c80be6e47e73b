import { exp, log } from '../../engine/elementary';
import type { SalesPanel, SalesSeries } from './sales-panel';

/**
 * Weekly sales ahead, several simple ways at once: last year's weeks, smoothed and moved by lately observed growth, and recent levels
 * times seasonal profiles of the department. Growth and profiles of a series are drawn to those of its shop and department. The largest
 * and the smallest are dropped and the rest is averaged, so that no single way can go far astray.
 */

const YEAR = 52;
/** Weights of the neighbours of a week in last year's curve. */
const NEIGHBOUR = 0.2;
/** Own growth counts as much as that of shop and department together. */
const OWN_GROWTH = 0.5;
const MOST_LOG_GROWTH = 1.2;
const GROWTH_WEEKS = [13, 26] as const;
const HALF_LIFE = 13;
/** Weight of the department's profile against the series' own, for a year of level and for a quarter. */
const PROFILE_PRIOR = { year: 1, quarter: 0.5 } as const;
const QUARTER = 13;
/** A level below this share of the mean level has no profile. */
const LEAST_LEVEL = 0.002;
const RECENT = 8;
/** Ratios to a level beyond this are no season. */
const MOST_RATIO = 20;

/** Same week a year (or years) before; NaN where there is none. */
export function yearBefore({ values }: SalesSeries, origin: number, ahead: number): number {
  for (let week = origin + ahead - YEAR; week >= 0; week -= YEAR) {
    if (week < origin) return values[week] as number;
  }
  return NaN;
}

/** What a series without last year's week is expected to be: its recent mean, or NaN when there is nothing. */
export function recentMean({ values }: SalesSeries, origin: number, weeks: number): number {
  let sum = 0;
  let n = 0;
  for (let week = Math.max(0, origin - weeks); week < origin; week++) {
    const value = values[week] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return n > 0 ? sum / n : NaN;
}

/**
 * Forecasts of all series for the weeks origin … origin + horizon − 1 of their values' index; reads nothing from the origin on.
 * @returns series × horizon; NaN where a series has no history
 */
export function forecastSales(panel: SalesPanel, origin: number, horizon: number): Float64Array {
  const { series } = panel;
  const ways = [
    ...GROWTH_WEEKS.map((weeks) => lastYear(panel, origin, horizon, NEIGHBOUR, weeks)),
    lastYear(panel, origin, horizon, 0, GROWTH_WEEKS[0]),
    yearProfile(panel, origin, horizon),
    quarterProfile(panel, origin, horizon),
  ];
  const out = new Float64Array(series.length * horizon);
  for (let at = 0; at < out.length; at++) {
    const found = ways.map((way) => way[at] as number).filter((value) => !Number.isNaN(value));
    out[at] =
      found.length > 0
        ? trimmedMean(found)
        : recentMean(series[Math.floor(at / horizon)] as SalesSeries, origin, RECENT);
  }
  return out;
}

function trimmedMean(values: number[]): number {
  const kept = values.length > 2 ? values.toSorted((a, b) => a - b).slice(1, -1) : values;
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** Last year's curve times growth. */
function lastYear(
  { series, holiday }: SalesPanel,
  origin: number,
  horizon: number,
  neighbour: number,
  growthWeeks: number,
): Float64Array {
  const growth = growths(series, origin, growthWeeks);
  const out = new Float64Array(series.length * horizon).fill(NaN);
  series.forEach(({ values }, s) => {
    const mean = recentMean(series[s] as SalesSeries, origin, YEAR);
    for (let h = 0; h < horizon; h++) {
      let week = origin + h - YEAR;
      while (week >= origin) week -= YEAR;
      if (week < 0) continue;
      let sum = 0;
      let weight = 0;
      for (const step of [-1, 0, 1]) {
        const near = week + step;
        // A holiday is no neighbour of ordinary weeks, nor they of it.
        if (step !== 0 && (holiday[near] === 1 || holiday[week] === 1)) continue;
        const value = near >= 0 && near < origin ? (values[near] as number) : NaN;
        if (Number.isNaN(value)) continue;
        const share = step === 0 ? 1 - 2 * neighbour : neighbour;
        sum += share * value;
        weight += share;
      }
      out[s * horizon + h] = (weight > 0 ? sum / weight : mean) * (growth[s] as number);
    }
  });
  return out;
}

/** Ratio of the last weeks to the same weeks a year before, a product of shop and department and half of the series' own. */
function growths(series: readonly SalesSeries[], origin: number, weeks: number): Float64Array {
  const now = new Float64Array(series.length);
  const before = new Float64Array(series.length);
  series.forEach(({ values }, s) => {
    for (let week = Math.max(YEAR, origin - weeks); week < origin; week++) {
      const [late, early] = [values[week] as number, values[week - YEAR] as number];
      if (Number.isNaN(late) || Number.isNaN(early)) continue;
      now[s] = (now[s] as number) + late;
      before[s] = (before[s] as number) + early;
    }
  });
  const byShop = ratios(series, now, before, ({ shop }) => shop);
  const byDepartment = ratios(series, now, before, ({ department }) => department);
  const all = ratios(series, now, before, () => '').get('') ?? 0;
  return Float64Array.from(series, (one, s) => {
    const shared = (byShop.get(one.shop) ?? 0) + (byDepartment.get(one.department) ?? 0) - all;
    const [late, early] = [now[s] as number, before[s] as number];
    const own = late > 0 && early > 0 ? log(late / early) : shared;
    const mixed = OWN_GROWTH * own + (1 - OWN_GROWTH) * shared;
    return exp(Math.max(-MOST_LOG_GROWTH, Math.min(MOST_LOG_GROWTH, mixed)));
  });
}

function ratios(
  series: readonly SalesSeries[],
  now: Float64Array,
  before: Float64Array,
  nameOf: (one: SalesSeries) => string,
): Map<string, number> {
  const sums = new Map<string, [number, number]>();
  series.forEach((one, s) => {
    const [late, early] = sums.get(nameOf(one)) ?? [0, 0];
    sums.set(nameOf(one), [late + (now[s] as number), early + (before[s] as number)]);
  });
  return new Map(
    [...sums].map(([name, [late, early]]) => [name, late > 0 && early > 0 ? log(late / early) : 0]),
  );
}

/** A seasonal profile by department: its ratios, weighted by the series' levels, and each series' own drawn to them. */
function profiles(
  series: readonly SalesSeries[],
  ratio: Float64Array,
  level: Float64Array,
  width: number,
  prior: number,
): Float64Array {
  const sums = new Map<string, { sum: Float64Array; weight: Float64Array }>();
  series.forEach(({ department }, s) => {
    const entry = sums.get(department) ?? {
      sum: new Float64Array(width),
      weight: new Float64Array(width),
    };
    for (let k = 0; k < width; k++) {
      const value = ratio[s * width + k] as number;
      if (Number.isNaN(value)) continue;
      const weight = Math.max(0, level[s] as number);
      entry.sum[k] = (entry.sum[k] as number) + weight * value;
      entry.weight[k] = (entry.weight[k] as number) + weight;
    }
    sums.set(department, entry);
  });
  return Float64Array.from(ratio, (own, at) => {
    const k = at % width;
    const entry = sums.get(series[Math.floor(at / width)]?.department ?? '');
    const weight = entry?.weight[k] ?? 0;
    const shared = weight > 0 ? (entry?.sum[k] as number) / weight : 1;
    return Number.isNaN(own) ? shared : (own + prior * shared) / (1 + prior);
  });
}

function levels(series: readonly SalesSeries[], origin: number, weeks: number): Float64Array {
  return Float64Array.from(series, (one) => recentMean(one, origin, weeks));
}

/** Least level from which a profile is read. */
function leastLevel(level: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (const value of level) {
    if (!(value > 0)) continue;
    sum += value;
    n++;
  }
  return n > 0 ? (LEAST_LEVEL * sum) / n : 0;
}

const ratioOf = (value: number, level: number): number => {
  const ratio = value / level;
  return Math.abs(ratio) <= MOST_RATIO ? ratio : NaN;
};

/** The last year's profile around its mean, times a level that forgets. */
function yearProfile({ series }: SalesPanel, origin: number, horizon: number): Float64Array {
  const out = new Float64Array(series.length * horizon).fill(NaN);
  if (origin < YEAR) return out;
  const level = levels(series, origin, YEAR);
  const least = leastLevel(level);
  const ratio = new Float64Array(series.length * YEAR).fill(NaN);
  series.forEach(({ values }, s) => {
    const mean = level[s] as number;
    if (!(mean > least)) return;
    for (let k = 0; k < YEAR; k++) {
      ratio[s * YEAR + k] = ratioOf(values[origin - YEAR + k] as number, mean);
    }
  });
  const profile = profiles(series, ratio, level, YEAR, PROFILE_PRIOR.year);
  series.forEach(({ values }, s) => {
    let seen = 0;
    let expected = 0;
    let rows = 0;
    for (let k = 0; k < YEAR; k++) {
      const value = values[origin - YEAR + k] as number;
      if (Number.isNaN(value)) continue;
      const weight = exp((-Math.LN2 * (YEAR - 1 - k)) / HALF_LIFE);
      seen += weight * value;
      expected += weight * (profile[s * YEAR + k] as number);
      rows += weight;
    }
    if (!(expected > 0.1 * rows)) return;
    for (let h = 0; h < horizon; h++) {
      out[s * horizon + h] = (seen / expected) * (profile[s * YEAR + (h % YEAR)] as number);
    }
  });
  return out;
}

/** What last year's weeks were to the quarter before them, times the last quarter's mean. */
function quarterProfile({ series }: SalesPanel, origin: number, horizon: number): Float64Array {
  const out = new Float64Array(series.length * horizon).fill(NaN);
  if (origin < YEAR + QUARTER) return out;
  const before = levels(series, origin - YEAR, QUARTER);
  const least = leastLevel(before);
  const now = levels(series, origin, QUARTER);
  const ratio = new Float64Array(series.length * horizon).fill(NaN);
  series.forEach((one, s) => {
    const base = before[s] as number;
    if (!(base > least)) return;
    for (let h = 0; h < horizon; h++) {
      ratio[s * horizon + h] = ratioOf(yearBefore(one, origin, h), base);
    }
  });
  const profile = profiles(series, ratio, now, horizon, PROFILE_PRIOR.quarter);
  profile.forEach((value, at) => {
    out[at] = value * (now[Math.floor(at / horizon)] as number);
  });
  return out;
}
