import type { AllocationCost, PositionRisk } from '#shared/sandbox/allocation/model';
import type { Draft } from './draft';
import { type Instance, type Spot, suppliesOf } from './instance';
import type { Locked } from './locks';
import { evaluate, type Supply } from './position';

/** The supplies of every spot, by its number; undefined = there is no such spot. */
export type AllSupplies = readonly (readonly Supply[] | undefined)[];

/** The supplies under a plan with its locks, or with null those of doing nothing. */
export function suppliesUnder(
  original: Instance,
  draft: Draft | null,
  locked: Locked,
): AllSupplies {
  return locked.instance.spots.map((spot, at) => {
    if (spot === undefined) return undefined;
    if (draft !== null) return draft.supplies(at);
    const own = original.spots[at];
    return own === undefined ? [] : suppliesOf(own);
  });
}

/** What is to be expected over the horizon, all positions together. */
export function costOf(instance: Instance, all: AllSupplies): AllocationCost {
  const cost = { lostUnits: 0, lostSalesMinor: 0, expiredUnits: 0, expiredMinor: 0 };
  for (const [at, supplies] of all.entries()) {
    const spot = instance.spots[at];
    if (spot === undefined || supplies === undefined) continue;
    const { margin, cost: unit } = instance.skus[spot.sku] ?? { margin: 0, cost: 0 };
    const { lost, expired } = evaluate(spot.demand, supplies, instance.horizon);
    cost.lostUnits += lost;
    cost.lostSalesMinor += lost * margin;
    cost.expiredUnits += expired;
    cost.expiredMinor += expired * unit;
  }
  return cost;
}

/** Cover and risks of every position, in the order of stores, then SKUs. */
export function risksOf(instance: Instance, all: AllSupplies): PositionRisk[] {
  const found: PositionRisk[] = [];
  const { problem, storeCount, horizon } = instance;
  for (const [store, { id }] of problem.stores.entries()) {
    for (const [sku, { id: name }] of problem.skus.entries()) {
      const at = sku * storeCount + store;
      const [spot, supplies] = [instance.spots[at] as Spot | undefined, all[at]];
      if (spot === undefined || supplies === undefined) continue;
      const outcome = evaluate(spot.demand, supplies, horizon);
      const onHand = supplies.reduce((sum, { units, from }) => sum + (from <= 1 ? units : 0), 0);
      found.push({
        store: id,
        sku: name,
        onHand,
        coverDays: spot.demand.mean > 0 ? onHand / spot.demand.mean : null,
        stockOutChance: Math.min(1, outcome.shortage),
        lostUnits: outcome.lost,
        expiredUnits: outcome.expired,
      });
    }
  }
  return found;
}
