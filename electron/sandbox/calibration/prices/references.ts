import { exp, log } from '../../engine/elementary';
import { meanAndSd } from '../../engine/statistics';
import type { Estimate } from '../report';
import { fitPooledRegression, predicted } from '../regression/pooled-regression';
import { NormalForecast } from '../scoring/forecast';
import type { PricePanel } from './panel';

/** What a model of prices has to beat, and a regression whose figures stand in textbooks. */

const Z90 = 1.6448536269514722;
/** Rounds that a regression without random effects needs. */
const NO_EFFECTS = { rounds: 3 } as const;

type Reference = (panel: PricePanel, row: number) => NormalForecast;

/** The mean of the row's shop, or of all shops where that is not known, with the spread around it. */
export function shopMeans(past: PricePanel): Reference {
  const all = meanAndSd(past.logVolume);
  const byShop = new Map<string, number[]>();
  past.shop.forEach((shop, row) => {
    const values = byShop.get(shop) ?? [];
    values.push(past.logVolume[row] as number);
    byShop.set(shop, values);
  });
  let squares = 0;
  const means = new Map<string, number>();
  for (const [shop, values] of byShop) {
    const { mean, sd } = meanAndSd(values);
    means.set(shop, mean);
    squares += sd * sd * (values.length - 1);
  }
  const within = Math.sqrt(squares / Math.max(1, past.shop.length - byShop.size)) || all.sd || 1;
  return (panel, row) => {
    const mean = means.get(panel.shop[row] as string);
    return mean === undefined
      ? new NormalForecast(all.mean, all.sd || 1)
      : new NormalForecast(mean, within);
  };
}

/**
 * Least squares of log volume within shops on all log prices and other influences, without priors or pooling; for a shop that is
 * not known the mean of the shops' levels.
 */
export function withinShops(past: PricePanel): Reference {
  const shops = [...new Set(past.shop)].toSorted();
  const rivals = [...new Set(past.rivals.flatMap((prices) => [...prices.keys()]))].toSorted();
  const centres = rivals.map(
    (name) => meanAndSd(past.rivals.flatMap((prices) => prices.get(name) ?? [])).mean,
  );
  const extras = past.extraNames.length;
  const width = 1 + rivals.length + extras;
  const p = width + shops.length;
  const influences = (panel: PricePanel, row: number): Float64Array => {
    const x = new Float64Array(p);
    x[0] = panel.logPrice[row] as number;
    rivals.forEach((name, k) => {
      x[1 + k] = panel.rivals[row]?.get(name) ?? (centres[k] as number);
    });
    for (let k = 0; k < extras; k++) {
      x[1 + rivals.length + k] = panel.extras[row * extras + k] as number;
    }
    return x;
  };
  const x = new Float64Array(past.shop.length * p);
  past.shop.forEach((shop, row) => {
    const values = influences(past, row);
    values[width + shops.indexOf(shop)] = 1;
    x.set(values, row * p);
  });
  const fit = fitPooledRegression(
    x,
    past.logVolume,
    Array.from({ length: p }, () => -1),
    NO_EFFECTS,
  );
  const level = meanAndSd(fit.coefficients.subarray(width));
  const sd = Math.sqrt(fit.residualVariance);
  return (panel, row) => {
    const values = influences(panel, row);
    const shop = shops.indexOf(panel.shop[row] as string);
    if (shop >= 0) values[width + shop] = 1;
    const { mean } = predicted(fit, values);
    return shop >= 0
      ? new NormalForecast(mean, sd)
      : new NormalForecast(mean + level.mean, Math.sqrt(sd * sd + level.sd ** 2));
  };
}

const OUNCES = 64;
const TEXTBOOK = ['brand 10', 'brand 5', 'brand 1'] as const;
const TEXTBOOK_NAMES = ['dominicks', 'minute.maid', 'tropicana'] as const;

/**
 * Log units on brand and log price of a carton for three juices, pooled over all shops: the example of textbooks, whose figures
 * hold for all 83 shops. Empty for other panels.
 */
export function textbookRegression(panel: PricePanel): Estimate[] {
  const rows = Array.from(panel.product.keys()).filter((row) =>
    TEXTBOOK.some((name) => name === panel.product[row]),
  );
  const counts = TEXTBOOK.map((name) => rows.filter((row) => panel.product[row] === name).length);
  if (!panel.extraNames.includes('feat') || counts.some((count) => count < 10)) return [];
  const x = new Float64Array(rows.length * 4);
  rows.forEach((row, i) => {
    x[i * 4] = 1;
    if (panel.product[row] === TEXTBOOK[1]) x[i * 4 + 1] = 1;
    if (panel.product[row] === TEXTBOOK[2]) x[i * 4 + 2] = 1;
    x[i * 4 + 3] = log(OUNCES * exp(panel.logPrice[row] as number));
  });
  const y = Float64Array.from(rows, (row) => panel.logVolume[row] as number);
  const { coefficients, covariance } = fitPooledRegression(x, y, [-1, -1, -1, -1], NO_EFFECTS);
  const names = [
    `intercept (${TEXTBOOK_NAMES[0]})`,
    TEXTBOOK_NAMES[1],
    TEXTBOOK_NAMES[2],
    'log price',
  ];
  return names.map((of, k) => {
    const value = coefficients[k] as number;
    const sd = Math.sqrt(covariance[k * 4 + k] as number);
    return {
      quantity: 'textbook regression',
      of,
      value,
      low: value - Z90 * sd,
      high: value + Z90 * sd,
      unit: 'log volume',
      n: rows.length,
    };
  });
}
