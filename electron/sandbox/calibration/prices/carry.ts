import { exp } from '../../engine/elementary';
import { panelRows, type PricePanel } from './panel';
import { withinShops } from './references';

/**
 * How far a shop that has lately sold more than its prices explain goes on doing so. The recent surplus is the mean of what a
 * regression within shops leaves over, forgetting with a half-life; the share that lasts is found at an earlier origin.
 */

const HALF_LIFE_WEEKS = 8;
/** Origins by which the share is found, in horizons before the end. */
const ORIGINS = [1, 1.5, 2] as const;
const FEWEST_WEEKS = 40;
/** Weight of the prior that nothing lasts, in shops. */
const PRIOR_SHOPS = 2;

/** What lasts of the recent surplus of shops. */
export interface Carry {
  /** To be added to the log volume that a model forecasts for a shop. */
  readonly surplus: (shop: string) => number;
  /** Variance of a shop's mean error over the horizon at the earlier origins: how far levels drift. */
  readonly variance: number;
}

/**
 * @param past rows of one product
 * @param horizon weeks ahead
 */
export function carriedSurplus(past: PricePanel, horizon: number): Carry {
  const last = past.week.reduce((latest, week) => Math.max(latest, week), 0);
  const first = past.week.reduce((least, week) => Math.min(least, week), last);
  let above = 0;
  let below = 0;
  const pairs: { before: number; later: number }[] = [];
  for (const back of ORIGINS) {
    const origin = last - Math.round(back * horizon);
    if (origin - first < FEWEST_WEEKS) continue;
    const known = panelRows(past, (row) => (past.week[row] as number) <= origin);
    const next = panelRows(past, (row) => {
      const week = past.week[row] as number;
      return week > origin && week <= origin + horizon;
    });
    const model = withinShops(known);
    const surplus = surpluses(known, model, origin);
    const later = new Map<string, { sum: number; n: number }>();
    next.shop.forEach((shop, row) => {
      const entry = later.get(shop) ?? { sum: 0, n: 0 };
      entry.sum += (next.logVolume[row] as number) - model(next, row).mean;
      entry.n++;
      later.set(shop, entry);
    });
    for (const [shop, { sum, n }] of later) {
      const before = surplus.get(shop);
      if (before === undefined) continue;
      pairs.push({ before, later: sum / n });
      above += (before * sum) / n;
      below += before * before;
    }
    below += (PRIOR_SHOPS * below) / Math.max(1, surplus.size);
  }
  const share = below > 0 ? Math.max(0, Math.min(1, above / below)) : 0;
  const squares = pairs.reduce((sum, { before, later }) => sum + (later - share * before) ** 2, 0);
  const variance = pairs.length > 0 ? squares / pairs.length : 0;
  if (share === 0) return { surplus: () => 0, variance };
  const now = surpluses(past, withinShops(past), last);
  return { surplus: (shop) => share * (now.get(shop) ?? 0), variance };
}

function surpluses(
  panel: PricePanel,
  model: ReturnType<typeof withinShops>,
  origin: number,
): Map<string, number> {
  const sums = new Map<string, { sum: number; weight: number }>();
  panel.shop.forEach((shop, row) => {
    const age = origin - (panel.week[row] as number);
    const weight = exp((-Math.LN2 * age) / HALF_LIFE_WEEKS);
    const entry = sums.get(shop) ?? { sum: 0, weight: 0 };
    entry.sum += weight * ((panel.logVolume[row] as number) - model(panel, row).mean);
    entry.weight += weight;
    sums.set(shop, entry);
  });
  return new Map([...sums].map(([shop, { sum, weight }]) => [shop, sum / weight]));
}
