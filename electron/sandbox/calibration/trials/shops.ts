import {
  fitPooledRegression,
  type PooledRegression,
  predicted,
} from '../regression/pooled-regression';
import { NormalForecast } from '../scoring/forecast';
import type { Outcome, Trial } from './trial';

/**
 * Sales of shops under an offer: a linear model with free means of the arms, pooled covariates, and random effects of market and
 * shop, because a shop's weeks and a market's shops are not independent, and of an arm in a market, where an offer may do more or less.
 */
export interface ShopModel {
  /** Effect of an arm against the first, with its variance. */
  readonly effect: (arm: number) => { mean: number; variance: number };
  /** A weighted sum of rows of another trial, as a distribution. */
  readonly sum: (other: Trial, weights: ReadonlyMap<number, number>) => NormalForecast;
}

export function fitShops(trial: Trial, outcome: Outcome): ShopModel {
  const { arms, covariateNames } = trial;
  const clusters = trial.clusters ?? { shop: [], market: [] };
  const markets = [...new Set(clusters.market)];
  const shops = [...new Set(clusters.shop)];
  const blocks = [
    ...arms.map(() => -1),
    ...covariateNames.map(() => 0),
    ...markets.map(() => 1),
    ...shops.map(() => 2),
    ...markets.flatMap(() => arms.map(() => 3)),
  ];
  const p = blocks.length;
  const width = covariateNames.length;
  const row = (of: Trial, i: number): Float64Array => {
    const x = new Float64Array(p);
    x[of.arm[i] as number] = 1;
    for (let k = 0; k < width; k++) x[arms.length + k] = of.covariates[i * width + k] as number;
    const market = markets.indexOf(of.clusters?.market[i] ?? '');
    const shop = shops.indexOf(of.clusters?.shop[i] ?? '');
    if (market >= 0) x[arms.length + width + market] = 1;
    if (shop >= 0) x[arms.length + width + markets.length + shop] = 1;
    if (market >= 0) {
      const first = arms.length + width + markets.length + shops.length;
      x[first + market * arms.length + (of.arm[i] as number)] = 1;
    }
    return x;
  };
  const x = new Float64Array(trial.arm.length * p);
  trial.arm.forEach((_, i) => x.set(row(trial, i), i * p));
  const fit = fitPooledRegression(x, outcome.values, blocks);
  return {
    effect: (arm) => {
      const contrast = new Float64Array(p);
      contrast[arm] = 1;
      contrast[0] = (contrast[0] as number) - 1;
      return predicted(fit, contrast);
    },
    sum: (other, weights) => weightedSum(fit, other, weights, (i) => row(other, i), markets, shops),
  };
}

/** Strange markets and shops add their own variance, each once for all its rows. */
function weightedSum(
  fit: PooledRegression,
  other: Trial,
  weights: ReadonlyMap<number, number>,
  row: (i: number) => Float64Array,
  markets: readonly string[],
  shops: readonly string[],
): NormalForecast {
  const total = new Float64Array(fit.coefficients.length);
  const strange = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ] as const;
  const add = (to: Map<string, number>, name: string, weight: number): void => {
    to.set(name, (to.get(name) ?? 0) + weight);
  };
  let own = 0;
  for (const [i, weight] of weights) {
    row(i).forEach((value, k) => {
      total[k] = (total[k] as number) + weight * value;
    });
    own += weight * weight;
    const market = other.clusters?.market[i] ?? '';
    const shop = other.clusters?.shop[i] ?? '';
    if (!shops.includes(shop)) add(strange[1], shop, weight);
    if (markets.includes(market)) continue;
    add(strange[0], market, weight);
    add(strange[2], `${market} ${other.arm[i]}`, weight);
  }
  const { mean, variance: error } = predicted(fit, total);
  let sum = error + own * fit.residualVariance;
  strange.forEach((loads, k) => {
    const known = k === 1 ? shops.length : markets.length;
    const variance = newGroupVariance(fit.blockVariances[k + 1] as number, known);
    for (const load of loads.values()) sum += load * load * variance;
  });
  return new NormalForecast(mean, Math.sqrt(sum));
}

/** Of a group not seen yet: a variance estimated from few groups is uncertain itself, as in Student's t with groups − 1 degrees. */
function newGroupVariance(variance: number, groups: number): number {
  const degrees = Math.max(3, groups - 1);
  return (variance * degrees) / (degrees - 2);
}
