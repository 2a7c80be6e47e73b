import type { AllocationProblem } from '#shared/sandbox/allocation/model';
import { instanceOf, lotsOnShelf, type Spot, spotAt } from '#electron/sandbox/allocation/instance';
import { evaluate, type Supply } from '#electron/sandbox/allocation/position';

interface Way {
  readonly route: number;
  readonly sku: number;
  readonly until: number;
  readonly most: number;
}

/** Plans that are tried before an instance counts as too large. */
const MOST_PLANS = 60_000;

/**
 * The best plan by trying every one: what it saves against doing nothing, in minor units. Null when there are too many.
 * @param maxOf lots that may travel a route with a SKU
 */
export function bestSaving(
  problem: AllocationProblem,
  maxOf: (from: string, to: string, sku: string) => number = () => Infinity,
): number | null {
  const instance = instanceOf(problem);
  const { routes, skus, horizon } = instance;
  const spotOf = (store: number, sku: number): Spot | undefined =>
    instance.spots[spotAt(instance, store, sku)];
  const ways: Way[] = [];
  for (const [route, { from, to, lead, capacity }] of routes.entries()) {
    const [a, b] = [problem.stores[from], problem.stores[to]];
    if (a?.sends !== true || b?.receives !== true || lead > horizon) continue;
    for (const [sku, own] of skus.entries()) {
      const giver = spotOf(from, sku);
      if (giver === undefined || spotOf(to, sku) === undefined) continue;
      const { classes, most } = lotsOnShelf(giver, own);
      const limit = maxOf(a.id, b.id, problem.skus[sku]?.id ?? '');
      for (const { until, lots } of classes) {
        const several = Math.min(lots, most, capacity, limit);
        if (until >= lead && several > 0) ways.push({ route, sku, until, most: several });
      }
    }
  }
  if (ways.reduce((plans, { most }) => plans * (most + 1), 1) > MOST_PLANS) return null;
  const lots = ways.map(() => 0);
  const costs = new Map<string, number>();
  const allowed = (): boolean => {
    const sum = (test: (way: Way) => boolean): number =>
      ways.reduce((total, way, at) => total + (test(way) ? (lots[at] as number) : 0), 0);
    for (const [at, way] of ways.entries()) {
      if (lots[at] === 0) continue;
      const { from, to, capacity } = routes[way.route] as (typeof routes)[number];
      const fromOf = (one: Way) => routes[one.route]?.from;
      const toOf = (one: Way) => routes[one.route]?.to;
      const sameSku = (one: Way) => one.sku === way.sku;
      if (sum((one) => one.route === way.route) > capacity) return false;
      if (sum((one) => sameSku(one) && toOf(one) === from) > 0) return false;
      if (sum((one) => sameSku(one) && fromOf(one) === to) > 0) return false;
      const { classes, most } = lotsOnShelf(spotOf(from, way.sku) as Spot, skus[way.sku] as never);
      if (sum((one) => sameSku(one) && fromOf(one) === from) > most) return false;
      const there = classes.find(({ until }) => until === way.until)?.lots ?? 0;
      const ofClass = sum((one) => sameSku(one) && fromOf(one) === from && one.until === way.until);
      if (ofClass > there) return false;
      const names = [problem.stores[from]?.id, problem.stores[to]?.id, problem.skus[way.sku]?.id];
      const limit = maxOf(...(names as [string, string, string]));
      if (sum((one) => sameSku(one) && one.route === way.route) > limit) return false;
    }
    return true;
  };
  const total = (): number => {
    let sum = 0;
    for (const spot of instance.spots) {
      if (spot === undefined) continue;
      const { lot, margin, cost } = skus[spot.sku] as (typeof skus)[number];
      const supplies: Supply[] = spot.shelf.map((one) => ({ ...one, from: 1 }));
      const coming: Supply[] = [...spot.inbound];
      for (const [at, { route, sku, until }] of ways.entries()) {
        const units = (lots[at] as number) * lot;
        if (units === 0 || sku !== spot.sku) continue;
        const { from, to, lead } = routes[route] as (typeof routes)[number];
        if (to === spot.store) coming.push({ units, from: lead, until });
        if (from !== spot.store) continue;
        const own = supplies.findIndex((one) => one.until === until);
        supplies[own] = { from: 1, until, units: (supplies[own]?.units ?? 0) - units };
      }
      const all = [...supplies, ...coming];
      const key = `${spot.store}/${spot.sku}/${JSON.stringify(all)}`;
      let known = costs.get(key);
      if (known === undefined) {
        const { lost, expired } = evaluate(spot.demand, all, horizon);
        known = lost * margin + expired * cost;
        costs.set(key, known);
      }
      sum += known;
    }
    for (const [route, { cost, fixed }] of routes.entries()) {
      const on = ways.reduce(
        (n, way, at) => n + (way.route === route ? (lots[at] as number) : 0),
        0,
      );
      sum += on * cost + (on > 0 ? fixed : 0);
    }
    return sum;
  };
  const nothing = total();
  let best = nothing;
  const tryAll = (at: number): void => {
    if (at === ways.length) {
      if (allowed()) best = Math.min(best, total());
      return;
    }
    for (let n = 0; n <= (ways[at] as Way).most; n++) {
      lots[at] = n;
      tryAll(at + 1);
    }
    lots[at] = 0;
  };
  tryAll(0);
  return nothing - best;
}
