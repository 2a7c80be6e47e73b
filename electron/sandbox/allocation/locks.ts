import { SandtableError } from '#shared/errors';
import type { AllocationLock } from '#shared/sandbox/allocation/model';
import { Demand } from './demand-table';
import {
  type Instance,
  lotsOnShelf,
  numberOf,
  routeKey,
  type Spot,
  spotAt,
  suppliesOf,
} from './instance';
import type { LimitOf } from './links';
import { evaluate } from './position';

/** Lots of one expiry that a person has decided to send. */
export interface LockedMove {
  readonly route: number;
  readonly sku: number;
  readonly until: number;
  readonly lots: number;
}

/** A problem with the decided transfers carried out: what is left to be decided. */
export interface Locked {
  readonly instance: Instance;
  readonly moves: readonly LockedMove[];
  /** Lots decided on each route. */
  readonly onRoute: Int32Array;
  readonly limitOf: LimitOf;
  readonly limited: (route: number, sku: number) => boolean;
}

/**
 * Carries out what is fixed and notes what is limited. Which expiry a fixed lot has is chosen lot by lot, the one that costs
 * both stores least. A fixed transfer decides its SKU on its route whole: no more is proposed there.
 *
 * @throws SandtableError ALLOCATION_LOCK_IMPOSSIBLE when a fixed transfer has no route, is frozen, or asks for more than the shelf,
 * the display or the route give; BAD_INPUT for unknown names
 */
export function applyLocks(instance: Instance, locks: readonly AllocationLock[]): Locked {
  const { problem, routes } = instance;
  const names = {
    routes: new Map(problem.routes.map((route, at) => [routeKey(route), at])),
    stores: new Map(problem.stores.map(({ id }, at) => [id, at])),
    skus: new Map(problem.skus.map(({ id }, at) => [id, at])),
  };
  const spots = [...instance.spots];
  const onRoute = new Int32Array(routes.length);
  const limits = new Map<string, number>();
  const moves: LockedMove[] = [];
  const changed = { ...instance, spots };
  for (const lock of locks) {
    numberOf(names.stores, lock.from);
    numberOf(names.stores, lock.to);
    const sku = numberOf(names.skus, lock.sku);
    const route = names.routes.get(routeKey(lock));
    const lots = lock.rule === 'forbidden' ? 0 : lock.lots;
    if (route === undefined) {
      if (lock.rule === 'fixed' && lots > 0) throw impossible(lock, 'noRoute', 0);
      continue;
    }
    const limit = lock.rule === 'fixed' ? 0 : lots;
    const key = `${route}/${sku}`;
    limits.set(key, Math.min(limit, limits.get(key) ?? Infinity));
    if (lock.rule !== 'fixed') continue;
    for (let lot = 0; lot < lots; lot++) {
      const until = carry(changed, spots, route, sku, onRoute, lock, lot);
      const last = moves.at(-1);
      if (last?.route === route && last.sku === sku && last.until === until) {
        moves[moves.length - 1] = { ...last, lots: last.lots + 1 };
      } else moves.push({ route, sku, until, lots: 1 });
    }
  }
  const limitOf: LimitOf = (route, sku) => limits.get(`${route}/${sku}`) ?? Infinity;
  return {
    instance: changed,
    moves,
    onRoute,
    limitOf,
    limited: (route, sku) => limitOf(route, sku) < Infinity,
  };
}

/** Carries out one lot; returns its expiry. `sent` lots of the lock have gone before. */
function carry(
  instance: Instance,
  spots: (Spot | undefined)[],
  route: number,
  sku: number,
  onRoute: Int32Array,
  lock: AllocationLock,
  sent: number,
): number {
  const { problem, skus, horizon } = instance;
  const way = instance.routes[route];
  const own = skus[sku];
  if (way === undefined || own === undefined) throw impossible(lock, 'noRoute', 0);
  if (problem.stores[way.from]?.sends === false || problem.stores[way.to]?.receives === false) {
    throw impossible(lock, 'frozen', 0);
  }
  if ((onRoute[route] as number) >= way.capacity) throw impossible(lock, 'capacity', sent);
  const [from, to] = [spotAt(instance, way.from, sku), spotAt(instance, way.to, sku)];
  const giver = spots[from];
  const taker = spots[to] ?? emptySpot(way.to, sku);
  if (giver === undefined) throw impossible(lock, 'stock', sent);
  const { classes, most } = lotsOnShelf(giver, own);
  const fit = classes.filter(({ until }) => until >= way.lead);
  if (most === 0 || fit.length === 0) throw impossible(lock, 'stock', sent);
  const costOf = (spot: Spot): number => {
    const { lost, expired } = evaluate(spot.demand, suppliesOf(spot), horizon);
    return lost * own.margin + expired * own.cost;
  };
  const choices = fit.map(({ until }) => {
    const left = giver.shelf.map((one) =>
      one.until === until ? { until, units: one.units - own.lot } : one,
    );
    const coming = { units: own.lot, from: way.lead, until };
    const ends = [
      { ...giver, shelf: left.filter(({ units }) => units > 0) },
      { ...taker, inbound: [...taker.inbound, coming] },
    ] as const;
    return { until, ends, cost: costOf(ends[0]) + costOf(ends[1]) };
  });
  const best = choices.reduce((a, b) => (b.cost < a.cost ? b : a));
  [spots[from], spots[to]] = best.ends;
  onRoute[route] = (onRoute[route] as number) + 1;
  return best.until;
}

const emptySpot = (store: number, sku: number): Spot => ({
  store,
  sku,
  demand: new Demand(0, Infinity),
  shelf: [],
  inbound: [],
});

function impossible(
  { from, to, sku, lots }: AllocationLock,
  reason: 'noRoute' | 'frozen' | 'capacity' | 'stock',
  most: number,
): SandtableError {
  return new SandtableError('ALLOCATION_LOCK_IMPOSSIBLE', 'a fixed transfer cannot be made', {
    from,
    to,
    sku,
    lots,
    most,
    reason,
  });
}
