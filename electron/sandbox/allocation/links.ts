import { firstGain, type GiveCurve, giveCurve, type TakeCurve, takeCurve } from './curves';
import { type Instance, spotAt } from './instance';

/** One way of one SKU with one expiry: what the solver decides is how many lots take it. */
export interface Link {
  readonly route: number;
  readonly sku: number;
  readonly until: number;
  readonly from: number;
  readonly to: number;
  /** Route and SKU, which share the limit {@link Pair.most}. */
  readonly pair: number;
}

/** A SKU on a route. */
export interface Pair {
  readonly route: number;
  readonly sku: number;
  /**
   * More lots than this are not allowed, or of no use: even if both stores had no other transfer, the next would cost more than
   * it saves, so that leaving it out makes no plan worse by the curves.
   */
  readonly most: number;
}

/** All ways of one SKU that may save money, with the curves at their ends by store. */
export interface SkuLinks {
  readonly sku: number;
  readonly give: ReadonlyMap<number, GiveCurve>;
  readonly take: ReadonlyMap<number, TakeCurve>;
  readonly links: readonly number[];
}

export interface Links {
  readonly all: readonly Link[];
  readonly pairs: readonly Pair[];
  readonly bySku: readonly SkuLinks[];
}

/** Limits that a person sets: lots that may travel a route with a SKU, Infinity without one. */
export type LimitOf = (route: number, sku: number) => number;

/**
 * Everything that could be moved and might save money.
 * @param onSku called before each SKU; may throw to stop
 */
export function findLinks(instance: Instance, limitOf: LimitOf, onSku: () => void): Links {
  const all: Link[] = [];
  const pairs: Pair[] = [];
  const bySku = instance.skus.map((_sku, sku) => {
    onSku();
    return linksOfSku(instance, sku, limitOf, all, pairs);
  });
  return { all, pairs, bySku };
}

function linksOfSku(
  instance: Instance,
  sku: number,
  limitOf: LimitOf,
  all: Link[],
  pairs: Pair[],
): SkuLinks {
  const { problem, routes, spots, horizon } = instance;
  const give = new Map<number, GiveCurve>();
  const takers = new Set(routes.map(({ to }) => to));
  let gain = 0;
  for (const store of takers) {
    const spot = spots[spotAt(instance, store, sku)];
    if (spot !== undefined && problem.stores[store]?.receives === true) {
      gain = Math.max(gain, firstGain(instance, spot));
    }
  }
  for (const [store, { sends }] of problem.stores.entries()) {
    const spot = spots[spotAt(instance, store, sku)];
    const curve = sends && spot !== undefined ? giveCurve(instance, spot, gain) : null;
    if (curve !== null) give.set(store, curve);
  }
  const open = routes
    .map((route, at) => ({ ...route, at, limit: limitOf(at, sku) }))
    .filter(
      ({ from, to, limit, capacity, lead }) =>
        limit > 0 &&
        capacity > 0 &&
        lead <= horizon &&
        give.has(from) &&
        problem.stores[to]?.receives === true &&
        spots[spotAt(instance, to, sku)] !== undefined,
    );
  const coming = new Map<number, typeof open>();
  for (const way of open) {
    const ways = coming.get(way.to);
    if (ways === undefined) coming.set(way.to, [way]);
    else ways.push(way);
  }
  const take = new Map<number, TakeCurve>();
  const links: number[] = [];
  for (const [store, ways] of coming) {
    const spot = spots[spotAt(instance, store, sku)];
    if (spot === undefined) continue;
    const first = Math.min(...ways.map(({ lead }) => lead));
    const classes = new Map<number, number>();
    let lots = 0;
    let least = Infinity;
    for (const { from, lead, cost } of ways) {
      const giver = give.get(from) as GiveCurve;
      lots += giver.most;
      const relief = Math.min(0, ...giver.classes.map(({ expired }) => expired[0] ?? 0));
      least = Math.min(least, cost + (giver.lost[0] ?? 0) + relief);
      for (const one of giver.classes) {
        if (one.until > horizon || one.until < lead) continue;
        classes.set(one.until, (classes.get(one.until) ?? 0) + one.lots);
      }
    }
    const curve = takeCurve(instance, spot, first, { lots, classes }, least);
    if (curve.lost.length === 0) continue;
    take.set(store, curve);
    for (const { at, from, lead, cost, capacity, limit } of ways) {
      const giver = give.get(from) as GiveCurve;
      const relief = Math.min(0, ...giver.classes.map(({ expired }) => expired[0] ?? 0));
      const worth = (sent: number): boolean =>
        (giver.lost[sent] ?? 0) + (curve.lost[sent] ?? 0) + relief + cost < 0;
      const limits = Math.min(giver.most, curve.lost.length, capacity, limit);
      let most = 0;
      while (most < limits && worth(most)) most += 1;
      let pair = -1;
      for (const { until, expired } of giver.classes) {
        if (until < lead) continue;
        const thrown = curve.classes.find((one) => one.until === until)?.expired[0] ?? 0;
        const ends = (giver.lost[0] ?? 0) + (expired[0] ?? 0) + (curve.lost[0] ?? 0) + thrown;
        if (ends + cost >= 0) continue;
        if (pair < 0) pair = pairs.push({ route: at, sku, most }) - 1;
        links.push(all.push({ route: at, sku, until, from, to: store, pair }) - 1);
      }
    }
  }
  return { sku, give, take, links };
}
