import { log } from './elementary';
import type { ArrivalModel } from './fitted';
import type { CompiledHistory } from './history';
import { meanAndSd, sortedQuantile } from './statistics';

/** What flows through the process: amounts and arrivals. */

/** Assumed when no deal has an amount: a median of 100,000 currency units, 16-fold spread either way. */
const ASSUMED_LOG_AMOUNT = log(10_000_000);
const ASSUMED_LOG_AMOUNT_SD = 1.5;

export interface AmountFit {
  mu: Float64Array;
  muSd: Float64Array;
  sigma: Float64Array;
  minLog: number;
  maxLog: number;
  observations: number;
  /** Share of its amount that a deal without a discount will be signed for; see {@link shareToCome}. */
  keepToCome: number;
}

/**
 * Lognormal amounts per product, normal–normal partial pooling of the log means and an inverse-χ² pull of the
 * variances towards the common one. Learns from won deals where there are at least 20, else from all amounts.
 */
export function fitAmounts(history: CompiledHistory): AmountFit {
  const products = history.levels[0]?.names.length ?? 0;
  const won = [...history.outcome.keys()].filter((i) => history.outcome[i] === 1);
  const known = (rows: readonly number[]): number[] =>
    rows.filter((i) => (history.amount[i] as number) > 0);
  let rows = known(won);
  if (rows.length < 20) rows = known([...history.amount.keys()]);
  const logs = rows.map((i) => log(history.amount[i] as number));
  const all = meanAndSd(logs);
  const groups = Array.from({ length: products }, (): number[] => []);
  rows.forEach((i, k) => {
    const code = history.levels[0]?.codes[i] as number;
    if (code >= 0) groups[code]?.push(logs[k] as number);
  });
  const fit: AmountFit = {
    mu: new Float64Array(products + 1).fill(logs.length > 0 ? all.mean : ASSUMED_LOG_AMOUNT),
    muSd: new Float64Array(products + 1),
    sigma: new Float64Array(products + 1).fill(
      logs.length > 1 ? Math.max(all.sd, 0.02) : ASSUMED_LOG_AMOUNT_SD,
    ),
    minLog: logs.length > 0 ? logs.reduce((a, b) => Math.min(a, b)) - 0.7 : ASSUMED_LOG_AMOUNT - 5,
    maxLog: logs.length > 0 ? logs.reduce((a, b) => Math.max(a, b)) + 0.7 : ASSUMED_LOG_AMOUNT + 5,
    observations: logs.length,
    keepToCome: shareToCome(history, won),
  };
  fit.muSd.fill(logs.length > 1 ? (fit.sigma[products] as number) / Math.sqrt(logs.length) : 1);
  if (logs.length > 1) poolAmounts(fit, groups, all.mean);
  return fit;
}

/** Won deals, and the share of them with a discount, from which a discount is taken to be still to come. */
const FEWEST_DISCOUNTED = 20;
const DISCOUNTED_SHARE = 0.9;

/**
 * Amounts are net of the discount once there is one. Where practically every won deal has one (0 % counts), an open deal without
 * still stands at its list amount and will be signed for what won deals kept of theirs, amount-weighted: Σ net / Σ list.
 */
function shareToCome(history: CompiledHistory, won: readonly number[]): number {
  let discounted = 0;
  let net = 0;
  let list = 0;
  for (const i of won) {
    const discount = history.discountPct[i] as number;
    if (!(discount >= 0 && discount < 100)) continue;
    discounted++;
    const amount = history.amount[i] as number;
    if (!(amount > 0)) continue;
    net += amount;
    list += amount / (1 - discount / 100);
  }
  const enough = discounted >= FEWEST_DISCOUNTED && discounted >= DISCOUNTED_SHARE * won.length;
  return enough && list > 0 ? net / list : 1;
}

/** True when most open deals have no amount: then amounts of open deals are drawn, not read. */
export function mostOpenUnknown(history: CompiledHistory): boolean {
  let open = 0;
  let unknown = 0;
  history.outcome.forEach((outcome, i) => {
    if (outcome !== 0) return;
    open++;
    if (!((history.amount[i] as number) > 0)) unknown++;
  });
  return open > 0 && unknown > open / 2;
}

function poolAmounts(fit: AmountFit, groups: readonly number[][], commonMean: number): void {
  const stats = groups.map((group) => ({ n: group.length, ...meanAndSd(group) }));
  let squares = 0;
  let freedom = 0;
  for (const { n, sd } of stats) {
    if (n > 1) {
      squares += (n - 1) * sd * sd;
      freedom += n - 1;
    }
  }
  const commonVariance =
    freedom > 0 ? Math.max(squares / freedom, 4e-4) : (fit.sigma.at(-1) as number) ** 2;
  let between = 0;
  let used = 0;
  for (const { n, mean } of stats) {
    if (n === 0) continue;
    between += Math.max(0, (mean - commonMean) ** 2 - commonVariance / n);
    used++;
  }
  const betweenVariance = used > 0 ? Math.max(between / used, 1e-4) : 1;
  const PRIOR_FREEDOM = 4;
  stats.forEach(({ n, mean, sd }, product) => {
    const variance =
      (PRIOR_FREEDOM * commonVariance + Math.max(0, n - 1) * sd * sd) /
      (PRIOR_FREEDOM + Math.max(0, n - 1));
    const precision = 1 / betweenVariance + n / variance;
    fit.mu[product] =
      (commonMean / betweenVariance + (n * (n > 0 ? mean : 0)) / variance) / precision;
    fit.muSd[product] = Math.sqrt(1 / precision);
    fit.sigma[product] = Math.sqrt(variance);
  });
}

/** The weeks the present level is read from, and from which arriving deals are resampled. */
const LEVEL_WEEKS = 26;

export interface ArrivalFit extends ArrivalModel {
  weeks: number;
  deals: number;
}

/** Poisson or, where weeks vary more than that, negative binomial arrivals at the level of the last 26 weeks. */
export function fitArrivals(history: CompiledHistory): ArrivalFit {
  const opened = [...history.opened].filter((time) => time >= history.start && time < history.end);
  const first = opened.reduce((earliest, time) => Math.min(earliest, time), history.end);
  const span = Math.max(0, Math.floor((history.end - Math.max(history.start, first)) / 7));
  const weeks = Math.min(span, LEVEL_WEEKS);
  if (weeks < 2) {
    // A gamma with shape 1: anything between none and three times the assumed level is plausible.
    const perWeek = opened.length > 0 ? opened.length / Math.max(1, span) : 1;
    return {
      perDay: perWeek / 7,
      rateShape: 1 + opened.length,
      weeklySize: Infinity,
      driftSd: 0.3,
      weeks,
      deals: opened.length,
    };
  }
  const counts = withoutBursts(weeklyCounts(opened, history.end, weeks));
  const { mean, sd } = meanAndSd(counts);
  const excess = sd * sd - mean;
  const weeklySize = excess > 0 && mean > 0 ? Math.max(0.5, (mean * mean) / excess) : Infinity;
  const deals = counts.reduce((sum, count) => sum + count, 0);
  const dispersion = 1 + (weeklySize === Infinity ? 0 : mean / weeklySize);
  return {
    perDay: (deals + 0.5) / (7 * weeks),
    rateShape: (deals + 0.5) / dispersion,
    weeklySize,
    driftSd: levelDrift(opened, history.end, span),
    weeks,
    deals,
  };
}

/**
 * Weeks above median + 6 · MAD (at least twice the median) are cut to that: a bulk import or rows dated with the day
 * of the export are not arrivals.
 */
function withoutBursts(counts: readonly number[]): number[] {
  const sorted = counts.toSorted((a, b) => a - b);
  const median = sortedQuantile(sorted, 0.5);
  const deviations = counts.map((count) => Math.abs(count - median)).toSorted((a, b) => a - b);
  const most = Math.round(Math.max(2 * median, median + 6 * sortedQuantile(deviations, 0.5)));
  return median > 0 ? counts.map((count) => Math.min(count, most)) : [...counts];
}

function weeklyCounts(opened: readonly number[], end: number, weeks: number): number[] {
  const counts = Array.from({ length: weeks }, () => 0);
  for (const time of opened) {
    const week = Math.floor((end - time) / 7);
    if (week < weeks) counts[week] = (counts[week] as number) + 1;
  }
  return counts;
}

/** Typical log change of the level between neighbouring quarters, 0.05–0.5; 0.2 with less than three quarters. */
function levelDrift(opened: readonly number[], end: number, span: number): number {
  const quarters = Math.floor(span / 13);
  if (quarters < 3) return 0.2;
  const counts = Array.from({ length: quarters }, () => 0);
  for (const time of opened) {
    const quarter = Math.floor((end - time) / 91);
    if (quarter < quarters) counts[quarter] = (counts[quarter] as number) + 1;
  }
  let squares = 0;
  for (let i = 1; i < quarters; i++) {
    const a = (counts[i - 1] as number) + 0.5;
    const b = (counts[i] as number) + 0.5;
    squares += Math.max(0, log(a / b) ** 2 - 1 / a - 1 / b);
  }
  return Math.min(0.5, Math.max(0.05, Math.sqrt(squares / (quarters - 1))));
}
