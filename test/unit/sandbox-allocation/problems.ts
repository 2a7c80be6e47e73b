import type { AllocationProblem } from '#shared/sandbox/allocation/model';

/** The day of every problem here. */
export const DAY = '2026-11-28';

type Position = AllocationProblem['positions'][number];
type Store = AllocationProblem['stores'][number];
type Sku = AllocationProblem['skus'][number];
type Route = AllocationProblem['routes'][number];

export const store = (id: string, over: Partial<Store> = {}): Store => ({
  id,
  name: id,
  sends: true,
  receives: true,
  ...over,
});

export const sku = (id: string, over: Partial<Sku> = {}): Sku => ({
  id,
  name: id,
  unit: '盒',
  unitCostMinor: 1000,
  marginMinor: 500,
  lotSize: 1,
  minDisplay: 0,
  shelfLifeDays: null,
  ...over,
});

export const position = (
  storeId: string,
  skuId: string,
  quantity: number,
  meanPerDay: number,
  over: Partial<Position> = {},
): Position => ({
  store: storeId,
  sku: skuId,
  batches: [{ quantity, expiryDay: null }],
  inbound: [],
  demand: { meanPerDay, dispersion: null, source: { kind: 'stated' } },
  ...over,
});

export const route = (from: string, to: string, over: Partial<Route> = {}): Route => ({
  from,
  to,
  costPerLotMinor: 0,
  fixedMinor: 0,
  leadDays: 1,
  capacityLots: null,
  ...over,
});

export const problem = (over: Partial<AllocationProblem>): AllocationProblem => ({
  currency: 'CNY',
  day: DAY,
  horizonDays: 14,
  stores: [],
  skus: [],
  positions: [],
  routes: [],
  ...over,
});

/** A route between every two stores. */
export const everyRoute = (stores: readonly Store[], over: Partial<Route> = {}): Route[] =>
  stores.flatMap((from) =>
    stores.filter((to) => to !== from).map((to) => route(from.id, to.id, over)),
  );
