import { addDays } from '#shared/pipeline/days';
import type { AllocationMove, Batch } from '#shared/sandbox/allocation/model';
import type { Draft } from './draft';
import { dayNumber, type Instance, spotAt } from './instance';
import type { Links } from './links';
import type { Locked } from './locks';
import { evaluate, type Supply } from './position';
import type { AllSupplies } from './risk';

/** Lots of one SKU on one route, by expiry. */
interface Shipment {
  readonly route: number;
  readonly sku: number;
  readonly locked: boolean;
  readonly lots: { readonly until: number; readonly lots: number }[];
}

/** The transfers of a plan as people carry them out: by sending store, receiving store, SKU, with the batches to take. */
export function movesOf(
  { instance, moves: locked }: Locked,
  links: Links,
  draft: Draft,
  after: AllSupplies,
): AllocationMove[] {
  const shipments = new Map<string, Shipment>();
  const add = (route: number, sku: number, until: number, lots: number, isLocked: boolean) => {
    const key = `${route}/${sku}`;
    const one = shipments.get(key) ?? { route, sku, locked: isLocked, lots: [] };
    shipments.set(key, one);
    one.lots.push({ until, lots });
  };
  for (const { route, sku, until, lots } of locked) add(route, sku, until, lots, true);
  for (const [at, { route, sku, until }] of links.all.entries()) {
    const lots = draft.lots[at] as number;
    if (lots > 0) add(route, sku, until, lots, false);
  }
  const { routes } = instance;
  const sorted = [...shipments.values()].toSorted((a, b) => {
    const [one, two] = [routes[a.route], routes[b.route]];
    return (one?.from ?? 0) - (two?.from ?? 0) || (one?.to ?? 0) - (two?.to ?? 0) || a.sku - b.sku;
  });
  const shelves = new Shelves(instance);
  return sorted.map((shipment) => moveOf(instance, shipment, shelves, after));
}

function moveOf(
  instance: Instance,
  { route, sku, locked, lots: parts }: Shipment,
  shelves: Shelves,
  after: AllSupplies,
): AllocationMove {
  const { problem, routes, skus } = instance;
  const way = routes[route] as Instance['routes'][number];
  const { lot } = skus[sku] as Instance['skus'][number];
  const lots = parts.reduce((sum, one) => sum + one.lots, 0);
  const batches = parts.flatMap(({ until, lots: own }) =>
    shelves.take(spotAt(instance, way.from, sku), until, own * lot),
  );
  return {
    from: problem.stores[way.from]?.id ?? '',
    to: problem.stores[way.to]?.id ?? '',
    sku: problem.skus[sku]?.id ?? '',
    lots,
    units: lots * lot,
    batches: byExpiry(batches),
    arrivalDay: addDays(problem.day, way.lead),
    transportMinor: lots * way.cost,
    locked,
    ...effectOf(instance, way, sku, parts, after),
  };
}

/** What both stores would lose without the shipment, everything else of the plan unchanged. */
function effectOf(
  instance: Instance,
  way: Instance['routes'][number],
  sku: number,
  parts: Shipment['lots'],
  after: AllSupplies,
): Pick<AllocationMove, 'lostSalesSavedMinor' | 'expirySavedMinor'> {
  const { margin, cost, lot } = instance.skus[sku] as Instance['skus'][number];
  const back = parts.map(({ until, lots }) => ({ units: lots * lot, from: 1, until }));
  const coming = parts.map(({ until, lots }) => ({ units: lots * lot, from: way.lead, until }));
  let lost = 0;
  let expired = 0;
  const compare = (store: number, without: (supplies: readonly Supply[]) => Supply[]): void => {
    const at = spotAt(instance, store, sku);
    const [spot, supplies] = [instance.spots[at], after[at]];
    if (spot === undefined || supplies === undefined) return;
    const planned = evaluate(spot.demand, supplies, instance.horizon);
    const other = evaluate(spot.demand, without(supplies), instance.horizon);
    lost += other.lost - planned.lost;
    expired += other.expired - planned.expired;
  };
  compare(way.from, (supplies) => [...supplies, ...back]);
  compare(way.to, (supplies) => coming.reduce(withoutArrival, [...supplies]));
  return { lostSalesSavedMinor: lost * margin, expirySavedMinor: expired * cost };
}

function withoutArrival(supplies: Supply[], gone: Supply): Supply[] {
  let left = gone.units;
  // From the end: transfers stand behind what was there.
  return supplies
    .toReversed()
    .map((one) => {
      if (one.from !== gone.from || one.until !== gone.until) return one;
      const taken = Math.min(left, one.units);
      left -= taken;
      return { ...one, units: one.units - taken };
    })
    .toReversed();
}

/** The batches of every shelf, from which shipments take one after the other. */
class Shelves {
  private readonly batches = new Map<number, { until: number; batch: Batch; left: number }[]>();

  private readonly beyond: number;

  constructor({ problem, storeCount }: Instance) {
    this.beyond = problem.horizonDays + 1;
    const stores = new Map(problem.stores.map(({ id }, at) => [id, at]));
    const skus = new Map(problem.skus.map(({ id }, at) => [id, at]));
    for (const position of problem.positions) {
      const sku = skus.get(position.sku) ?? 0;
      const at = spotAt({ storeCount }, stores.get(position.store) ?? 0, sku);
      const own = position.batches.map((batch) => ({
        until:
          batch.expiryDay === null
            ? this.beyond
            : Math.min(this.beyond, dayNumber(problem, batch.expiryDay)),
        batch,
        left: batch.quantity,
      }));
      this.batches.set(
        at,
        own.toSorted((a, b) => lastDay(a.batch).localeCompare(lastDay(b.batch))),
      );
    }
  }

  /** Units of one expiry, the first to expire first. */
  take(spot: number, until: number, units: number): Batch[] {
    let wanted = units;
    const taken: Batch[] = [];
    for (const one of this.batches.get(spot) ?? []) {
      if (one.until !== until) continue;
      const quantity = Math.min(wanted, one.left);
      if (quantity === 0) continue;
      one.left -= quantity;
      wanted -= quantity;
      taken.push({ quantity, expiryDay: one.batch.expiryDay });
    }
    return taken;
  }
}

const lastDay = ({ expiryDay }: Batch): string => expiryDay ?? '9999';

/** One entry an expiry day, first expiring first. */
function byExpiry(batches: readonly Batch[]): Batch[] {
  const days = new Map<string, Batch>();
  for (const batch of batches) {
    const day = lastDay(batch);
    const quantity = batch.quantity + (days.get(day)?.quantity ?? 0);
    days.set(day, { ...batch, quantity });
  }
  return [...days].toSorted(([a], [b]) => a.localeCompare(b)).map(([, batch]) => batch);
}
