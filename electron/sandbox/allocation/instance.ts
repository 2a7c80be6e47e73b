import { SandtableError } from '#shared/errors';
import type { AllocationProblem, AllocationRoute } from '#shared/sandbox/allocation/model';
import { Demand } from './demand-table';
import type { Supply } from './position';

const DAY_MS = 86_400_000;

/** Day of the problem that a calendar day is; 0 = the day of the data. */
export function dayNumber(problem: Pick<AllocationProblem, 'day'>, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(problem.day)) / DAY_MS);
}

/** One SKU in one store, ready for sums. */
export interface Spot {
  readonly store: number;
  readonly sku: number;
  readonly demand: Demand;
  /** Units on the shelf by the last day on which they may be sold, first expiring first; what outlives the horizon is one. */
  readonly shelf: readonly { readonly until: number; readonly units: number }[];
  readonly inbound: readonly Supply[];
}

interface Sku {
  readonly lot: number;
  readonly minDisplay: number;
  /** Minor units lost with a unit. */
  readonly margin: number;
  readonly cost: number;
}

interface Route {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly fixed: number;
  /** Day on which it can be sold. */
  readonly lead: number;
  /** Infinity = no limit. */
  readonly capacity: number;
}

/** A problem by numbers: stores, SKUs and routes are indices of their lists. */
export interface Instance {
  readonly problem: AllocationProblem;
  readonly horizon: number;
  readonly storeCount: number;
  readonly skus: readonly Sku[];
  readonly routes: readonly Route[];
  /** By {@link spotAt}; undefined = neither stock nor demand. */
  readonly spots: readonly (Spot | undefined)[];
}

export function spotAt(instance: { readonly storeCount: number }, store: number, sku: number) {
  return sku * instance.storeCount + store;
}

/** The route as somebody names it. */
export function routeKey({ from, to }: Pick<AllocationRoute, 'from' | 'to'>): string {
  return JSON.stringify([from, to]);
}

/** @throws SandtableError BAD_INPUT for a name that no list has, one given twice, or a batch that expired before the day */
export function instanceOf(problem: AllocationProblem): Instance {
  const stores = numbered(problem.stores.map(({ id }) => id));
  const skuNumbers = numbered(problem.skus.map(({ id }) => id));
  numbered(problem.routes.map(routeKey));
  const spots: (Spot | undefined)[] = Array.from({
    length: problem.stores.length * problem.skus.length,
  });
  const beyond = problem.horizonDays + 1;
  for (const position of problem.positions) {
    const store = numberOf(stores, position.store);
    const sku = numberOf(skuNumbers, position.sku);
    const at = sku * problem.stores.length + store;
    if (spots[at] !== undefined) throw badInput('position', `${position.store}/${position.sku}`);
    const untilOf = (day: string | null): number =>
      day === null ? beyond : Math.min(beyond, dayNumber(problem, day));
    const shelf = new Map<number, number>();
    for (const { quantity, expiryDay } of position.batches) {
      const until = untilOf(expiryDay);
      if (until < 0) throw badInput('expiryDay', expiryDay ?? '');
      if (quantity > 0) shelf.set(until, (shelf.get(until) ?? 0) + quantity);
    }
    const life = problem.skus[sku]?.shelfLifeDays ?? null;
    const inbound = position.inbound.map(({ quantity, day, expiryDay }): Supply => {
      const from = Math.max(1, dayNumber(problem, day));
      const kept = expiryDay === null && life !== null ? from + life : untilOf(expiryDay);
      return { units: quantity, from, until: Math.min(beyond, kept) };
    });
    const { meanPerDay, dispersion } = position.demand;
    spots[at] = {
      store,
      sku,
      demand: new Demand(meanPerDay, dispersion ?? Infinity),
      shelf: [...shelf]
        .map(([until, units]) => ({ until, units }))
        .toSorted((a, b) => a.until - b.until),
      inbound,
    };
  }
  return {
    problem,
    horizon: problem.horizonDays,
    storeCount: problem.stores.length,
    skus: problem.skus.map((sku) => ({
      lot: sku.lotSize,
      minDisplay: sku.minDisplay,
      margin: sku.marginMinor,
      cost: sku.unitCostMinor,
    })),
    routes: problem.routes.map((route) => ({
      from: numberOf(stores, route.from),
      to: numberOf(stores, route.to),
      cost: route.costPerLotMinor,
      fixed: route.fixedMinor,
      lead: Math.max(1, route.leadDays),
      capacity: route.capacityLots ?? Infinity,
    })),
    spots,
  };
}

/** The supplies of a spot when nothing is moved. */
export function suppliesOf(spot: Spot): Supply[] {
  return [...spot.shelf.map(({ units, until }) => ({ units, from: 1, until })), ...spot.inbound];
}

/** Lots of each expiry that can leave the shelf, first expiring first, and how many may leave in all. */
export function lotsOnShelf(spot: Spot, { lot, minDisplay }: Sku) {
  const sellable = spot.shelf.filter(({ until }) => until >= 1);
  const units = sellable.reduce((sum, one) => sum + one.units, 0);
  const classes = sellable
    .map((one) => ({ until: one.until, lots: Math.floor(one.units / lot) }))
    .filter(({ lots }) => lots > 0);
  const whole = classes.reduce((sum, { lots }) => sum + lots, 0);
  return { classes, most: Math.max(0, Math.min(whole, Math.floor((units - minDisplay) / lot))) };
}

function numbered(ids: readonly string[]): Map<string, number> {
  const numbers = new Map(ids.map((id, at) => [id, at]));
  if (numbers.size < ids.length) {
    throw badInput('id', ids.find((id, at) => ids.indexOf(id) !== at) ?? '');
  }
  return numbers;
}

/** @throws SandtableError BAD_INPUT when it is not there */
export function numberOf(numbers: ReadonlyMap<string, number>, id: string): number {
  const found = numbers.get(id);
  if (found === undefined) throw badInput('id', id);
  return found;
}

function badInput(field: string, value: string): SandtableError {
  return new SandtableError('BAD_INPUT', 'the allocation problem contradicts itself', {
    field,
    value,
  });
}
