import { exp, log } from '../../engine/elementary';
import { CountForecast } from '../scoring/forecast';
import { closedDays, closureChance, type CountHistory } from './count-history';
import { fitSeason, seasonAt, type KnownCounts, type Season, type SeasonShape } from './season';

/**
 * Counts over time: negative binomial on level × weekday × season. The level is a mean that forgets with a half-life; several
 * half-lives and shapes of the season are averaged with weights that their own earlier forecasts have earned, and the
 * dispersion is that of these forecasts' errors. Nothing after an origin is ever read.
 */

/** Half-lives of the level in days, for a forecast of a month; longer ones for a longer way ahead. */
const HALF_LIVES = [30, 90, 365] as const;
const DAYS_A_HALF_LIFE = 4;
const SHAPES: readonly SeasonShape[] = [
  { bandwidth: 12, priorDays: 5 },
  { bandwidth: 20, priorDays: 5 },
  { bandwidth: 20, priorDays: 60 },
];
/** Season of a candidate: a shape, or none. */
const CANDIDATES = (SHAPES.length + 1) * HALF_LIVES.length;

/** An origin needs this much history to be among those by which candidates are weighed. */
const FEWEST_DAYS = 400;
const MOST_ORIGINS = 26;
/** Log-normal prior of the dispersion size. */
const SIZE_PRIOR = { mean: log(4), sd: 1.2 };
const SIZES = Float64Array.from({ length: 30 }, (_, k) => exp(-1.6 + 0.24 * k));

/** What the model thinks of one series at an origin. */
export interface SeriesFit {
  readonly name: string;
  /** Weights of the candidates, summing to 1: seasons (rows) × half-lives. */
  readonly weights: Float64Array;
  readonly size: number;
  /** Level at the origin, a row. */
  readonly level: number;
  /** Standard error of its logarithm. */
  readonly levelSd: number;
  readonly season: Season;
}

/** The model over a history; what it works out for an origin is kept. */
export class CountModel {
  readonly closed: Uint8Array;
  private readonly candidates = new Map<string, Float64Array>();
  private readonly daily: boolean;
  private readonly halfLives: readonly number[];
  /** Errors of one period are alike: so many rows count as one when candidates are weighed. */
  private readonly alike: number;

  /**
   * @param horizon rows ahead
   * @param step rows between the earlier origins by which candidates are weighed
   */
  constructor(
    private readonly history: CountHistory,
    private readonly horizon: number,
    private readonly step: number,
  ) {
    this.closed = closedDays(history);
    this.daily = history.grain === 'day';
    const rowDays = { day: 1, week: 7, month: 30 }[history.grain];
    const stretch = Math.max(1, (horizon * rowDays) / DAYS_A_HALF_LIFE / HALF_LIVES[0]);
    this.halfLives = HALF_LIVES.map((halfLife) => halfLife * stretch);
    this.alike = horizon / 2;
  }

  /** Forecasts of the rows from `origin` on, one a row, for days that are known beforehand. */
  forecast(s: number, origin: number, days: ArrayLike<number>): CountForecast[] {
    const { weights, size, levelRows } = this.weigh(s, origin);
    const chance = this.daily
      ? closureChance(this.history.days, this.closed, origin)
      : (): number => 0;
    const means = this.candidateMeans(s, origin, days);
    return Array.from({ length: days.length }, (_, h) => {
      const mean = Math.max(1e-3, pooled(means, weights, h, days.length));
      // The level itself is known from so many counts only.
      const known = Math.max(1, levelRows);
      return new CountForecast(mean, 1 / (1 / size + 1 / known), chance(days[h] as number));
    });
  }

  /** Weights, dispersion, level and season of a series at an origin. */
  fit(s: number, origin: number): SeriesFit {
    const { weights, size } = this.weigh(s, origin);
    const known = this.known(s, origin);
    const season = fitSeason(known, SHAPES[1] as SeasonShape);
    const { level, rows } = levelAt(known, season, this.halfLives[1] as number);
    return {
      name: this.history.series[s]?.name ?? '',
      weights,
      size,
      level,
      levelSd: Math.sqrt((1 / Math.max(1e-3, level) + 1 / size) / Math.max(1, rows)),
      season,
    };
  }

  private known(s: number, origin: number): KnownCounts {
    const { days, series } = this.history;
    const values = series[s]?.values as Float64Array;
    return { days, values, closed: this.closed, n: origin, daily: this.daily };
  }

  private weigh(
    s: number,
    origin: number,
  ): { weights: Float64Array; size: number; levelRows: number } {
    const { days, series } = this.history;
    const values = series[s]?.values as Float64Array;
    const means: Float64Array[] = [];
    const actuals: number[] = [];
    for (let k = 1; k <= MOST_ORIGINS; k++) {
      const past = origin - this.horizon - (k - 1) * this.step;
      if (past < 2 || (days[past] as number) - (days[0] as number) < FEWEST_DAYS) break;
      const ahead = days.subarray(past, past + this.horizon);
      const found = this.candidateMeans(s, past, ahead);
      for (let h = 0; h < ahead.length; h++) {
        if (this.closed[past + h] === 1) continue;
        means.push(found.filter((_, at) => at % ahead.length === h));
        actuals.push(values[past + h] as number);
      }
    }
    let levelRows = 0;
    for (let i = 0; i < origin; i++) levelRows += values[i] as number;
    const weights = new Float64Array(CANDIDATES).fill(1 / CANDIDATES);
    if (actuals.length === 0) {
      return { weights, size: this.sizeWithoutForecasts(s, origin), levelRows };
    }
    const scores = Float64Array.from(
      { length: CANDIDATES },
      (_, c) =>
        bestSize(
          means.map((row) => row[c] as number),
          actuals,
        ).logLikelihood,
    );
    const best = Math.max(...scores);
    let sum = 0;
    scores.forEach((score, c) => {
      weights[c] = exp((score - best) / this.alike);
      sum += weights[c] as number;
    });
    for (let c = 0; c < CANDIDATES; c++) weights[c] = (weights[c] as number) / sum;
    const combined = means.map((row) => pooled(row, weights, 0, 1));
    return { weights, size: bestSize(combined, actuals).size, levelRows };
  }

  /** With too little history for earlier forecasts: the spread around the means of what is known, under the prior. */
  private sizeWithoutForecasts(s: number, origin: number): number {
    const { values, closed, n } = this.known(s, origin);
    const seen = Array.from(values.subarray(0, n)).filter((_, i) => closed[i] === 0);
    if (seen.length === 0) return exp(SIZE_PRIOR.mean);
    const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
    return bestSize(
      seen.map(() => mean),
      seen,
    ).size;
  }

  /** Means of all candidates for the days, candidates × days. */
  private candidateMeans(s: number, origin: number, days: ArrayLike<number>): Float64Array {
    const key = `${s}:${origin}:${days.length}`;
    const kept = this.candidates.get(key);
    if (kept !== undefined) return kept;
    const known = this.known(s, origin);
    const means = new Float64Array(CANDIDATES * days.length);
    const shapes = SHAPES.map((shape) => fitSeason(known, shape));
    const flat = (shapes[1] as Season).weekday;
    const seasons = [...shapes, { weekday: flat, year: new Float64Array(366).fill(1) }];
    seasons.forEach((season, k) => {
      this.halfLives.forEach((halfLife, l) => {
        const { level } = levelAt(known, season, halfLife);
        const at = (k * HALF_LIVES.length + l) * days.length;
        for (let h = 0; h < days.length; h++) {
          means[at + h] = level * seasonAt(season, days[h] as number, this.daily);
        }
      });
    });
    this.candidates.set(key, means);
    return means;
  }
}

/** The ratio over time of counts to factors, forgetting with a half-life in days, and the rows that it then rests on. */
function levelAt(
  known: KnownCounts,
  season: Season,
  halfLife: number,
): { level: number; rows: number } {
  const { days, values, closed, n, daily } = known;
  const last = n > 0 ? (days[n - 1] as number) : 0;
  let seen = 0;
  let expected = 0;
  let rows = 0;
  for (let i = 0; i < n; i++) {
    if (closed[i] === 1) continue;
    const weight = exp((-Math.LN2 * (last - (days[i] as number))) / halfLife);
    rows += weight;
    seen += weight * (values[i] as number);
    expected += weight * seasonAt(season, days[i] as number, daily);
  }
  return { level: expected > 0 ? seen / expected : 0, rows };
}

/** Geometric mean of the candidates' means under their weights. */
function pooled(means: Float64Array, weights: Float64Array, h: number, width: number): number {
  let sum = 0;
  for (let c = 0; c < CANDIDATES; c++) {
    sum += (weights[c] as number) * log(Math.max(1e-6, means[c * width + h] as number));
  }
  return exp(sum);
}

/** The negative binomial size under which forecasts and truth fit best, on a grid, with a weak prior. */
function bestSize(
  means: readonly number[],
  actuals: readonly number[],
): { size: number; logLikelihood: number } {
  let best = { size: NaN, logLikelihood: -Infinity };
  for (let k = 0; k < SIZES.length; k++) {
    const size = SIZES[k] as number;
    let sum = -0.5 * ((log(size) - SIZE_PRIOR.mean) / SIZE_PRIOR.sd) ** 2;
    for (let i = 0; i < means.length; i++) {
      const mean = Math.max(1e-3, means[i] as number);
      const y = actuals[i] as number;
      sum += size * log(size / (size + mean)) + y * log(mean / (size + mean));
      sum += logRising(k, y);
    }
    if (sum > best.logLikelihood) best = { size, logLikelihood: sum };
  }
  return best;
}

/** For each size of the grid ln of size (size + 1) … (size + y − 1) by y, as far as it was asked for. */
const RISING = Array.from(SIZES, () => [0]);

/** What of the binomial coefficient of the y-th count depends on the k-th size. */
function logRising(k: number, y: number): number {
  const known = RISING[k] as number[];
  while (known.length <= y) {
    known.push((known.at(-1) as number) + log((SIZES[k] as number) + known.length - 1));
  }
  return known[y] as number;
}
