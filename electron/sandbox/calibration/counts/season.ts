import { exp } from '../../engine/elementary';
import { dayOfYear, weekday } from './calendar';

/** Seasonal shape of a series of counts: what a weekday and a time of year multiply its level by. */

const YEAR = 364;
const HALF_YEAR = 182;
const POSITIONS = 366;
const ROUNDS = 3;
/** Strength of the prior that weekdays are alike, in days of mean demand. */
const WEEKDAY_PRIOR_DAYS = 5;

/** How the time of year is smoothed and how far it is drawn to 1. */
export interface SeasonShape {
  /** Standard deviation of the kernel over the year, in days. */
  readonly bandwidth: number;
  /** Strength of the prior that there is no season, in days of mean demand under the kernel. */
  readonly priorDays: number;
}

/** Factors with mean 1. */
export interface Season {
  readonly weekday: Float64Array;
  readonly year: Float64Array;
}

/** What is known of a series before an origin: `days[i]` and `values[i]` for i < n; closed days are left out. */
export interface KnownCounts {
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly closed: Uint8Array;
  readonly n: number;
  /** Whether rows are days, so that weekdays differ. */
  readonly daily: boolean;
}

/** The factor of a day. */
export function seasonAt(season: Season, day: number, daily: boolean): number {
  const year = season.year[dayOfYear(day)] as number;
  return daily ? year * (season.weekday[weekday(day)] as number) : year;
}

/**
 * Estimates weekday and yearly factors by turns, each as a ratio of counts to what the rest of the model expects, drawn to 1
 * like a gamma prior with a Poisson likelihood draws a rate. The level under them is a moving mean over whole years, so that
 * the season cannot hide in it.
 */
export function fitSeason(known: KnownCounts, shape: SeasonShape): Season {
  const { days, values, closed, n, daily } = known;
  const level = yearlyLevel(known);
  let total = 0;
  let open = 0;
  for (let i = 0; i < n; i++) {
    if (closed[i] === 1) continue;
    total += values[i] as number;
    open++;
  }
  const mean = open > 0 ? total / open : 0;
  const season: Season = {
    weekday: new Float64Array(7).fill(1),
    year: new Float64Array(POSITIONS).fill(1),
  };
  if (mean === 0) return season;
  const positions = Uint16Array.from({ length: n }, (_, i) => dayOfYear(days[i] as number));
  const weekdays = Uint8Array.from({ length: n }, (_, i) => weekday(days[i] as number));
  for (let round = 0; round < ROUNDS; round++) {
    if (daily) {
      const seen = new Float64Array(7).fill(WEEKDAY_PRIOR_DAYS * mean);
      const expected = seen.slice();
      for (let i = 0; i < n; i++) {
        if (closed[i] === 1) continue;
        const w = weekdays[i] as number;
        const base = (level[i] as number) * (season.year[positions[i] as number] as number);
        seen[w] = (seen[w] as number) + (values[i] as number);
        expected[w] = (expected[w] as number) + base;
      }
      season.weekday.set(seen.map((value, w) => value / (expected[w] as number)));
      normalise(season.weekday);
    }
    const seen = new Float64Array(POSITIONS);
    const expected = new Float64Array(POSITIONS);
    for (let i = 0; i < n; i++) {
      if (closed[i] === 1) continue;
      const p = positions[i] as number;
      const factor = daily ? (season.weekday[weekdays[i] as number] as number) : 1;
      seen[p] = (seen[p] as number) + (values[i] as number);
      expected[p] = (expected[p] as number) + (level[i] as number) * factor;
    }
    smooth(season.year, seen, expected, shape, mean);
    normalise(season.year);
  }
  return season;
}

/** Mean of the 364 days around each row, or of the nearest whole year at either end of what is known. */
function yearlyLevel({ days, values, closed, n }: KnownCounts): Float64Array {
  const sums = new Float64Array(n + 1);
  const counts = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const open = closed[i] === 1 ? 0 : 1;
    sums[i + 1] = (sums[i] as number) + open * (values[i] as number);
    counts[i + 1] = (counts[i] as number) + open;
  }
  const level = new Float64Array(n);
  const first = days[0] as number;
  const last = days[n - 1] as number;
  let from = 0;
  let to = 0;
  for (let i = 0; i < n; i++) {
    const centre = days[i] as number;
    const start = Math.max(first, Math.min(centre - HALF_YEAR, last - YEAR + 1));
    while (from < n && (days[from] as number) < start) from++;
    while (to < n && (days[to] as number) < start + YEAR) to++;
    const count = (counts[to] as number) - (counts[from] as number);
    level[i] = count > 0 ? ((sums[to] as number) - (sums[from] as number)) / count : 0;
  }
  return level;
}

function smooth(
  year: Float64Array,
  seen: Float64Array,
  expected: Float64Array,
  { bandwidth, priorDays }: SeasonShape,
  mean: number,
): void {
  const reach = Math.min(POSITIONS / 2 - 1, Math.ceil(4 * bandwidth));
  const kernel = Float64Array.from({ length: reach + 1 }, (_, d) =>
    exp(-0.5 * (d / bandwidth) ** 2),
  );
  for (let p = 0; p < POSITIONS; p++) {
    let above = priorDays * mean;
    let below = above;
    for (let d = -reach; d <= reach; d++) {
      const q = (p + d + POSITIONS) % POSITIONS;
      const weight = kernel[Math.abs(d)] as number;
      above += weight * (seen[q] as number);
      below += weight * (expected[q] as number);
    }
    year[p] = above / below;
  }
}

function normalise(factors: Float64Array): void {
  let sum = 0;
  for (const factor of factors) sum += factor;
  for (let i = 0; i < factors.length; i++) {
    factors[i] = ((factors[i] as number) * factors.length) / sum;
  }
}
