import { type Instance, lotsOnShelf, type Spot, suppliesOf } from './instance';
import { evaluate, type Supply } from './position';

/**
 * Costs of the network are multiples of 1/1024 of a minor unit, rounded down: sums are exact, and what they bound from below
 * stays bounded.
 */
const GRAIN = 1024;
const grain = (cost: number): number => Math.floor(cost * GRAIN) / GRAIN;

/** Gains below one grain are none. */
const NO_GAIN = 1 / GRAIN;

/** What a store's giving costs, lot by lot, each list never falling (minor units; negative = saved). */
export interface GiveCurve {
  readonly most: number;
  /** Of the n-th lot of any expiry: more lost sales. Length `most`. */
  readonly lost: readonly number[];
  readonly classes: readonly GiveClass[];
}

interface GiveClass {
  readonly until: number;
  readonly lots: number;
  /** Of the n-th lot of this expiry: less thrown away. Empty when it outlives the horizon. */
  readonly expired: readonly number[];
}

/** What a store's taking costs, lot by lot, likewise. */
export interface TakeCurve {
  /** Of the n-th lot of any expiry: fewer lost sales. */
  readonly lost: readonly number[];
  /** Of the n-th lot of an expiry within the horizon: more thrown away. */
  readonly classes: readonly { readonly until: number; readonly expired: readonly number[] }[];
}

/**
 * The costs of giving. They bound the true cost from below for any choice of expiries and are the true cost when what is
 * given outlives the horizon: lost sales as if the first to expire always left first (that harms them least), savings of each
 * expiry as if no other left (together they save no more).
 * @param gain no store gains more than this from a lot (minor units): what costs as much is not worth giving
 */
export function giveCurve(instance: Instance, spot: Spot, gain: number): GiveCurve | null {
  const sku = instance.skus[spot.sku];
  if (sku === undefined) return null;
  const { classes, most: whole } = lotsOnShelf(spot, sku);
  if (whole === 0) return null;
  const { horizon } = instance;
  const lostAfter = (lots: number): number =>
    evaluate(spot.demand, withoutFirst(spot, lots * sku.lot), horizon).lost * sku.margin;
  const near = suppliesOf(spot).filter(({ until }) => until <= horizon);
  const reliefs = classes.map(({ until, lots }) => {
    const count = Math.min(lots, whole);
    if (until > horizon) return { until, lots: count, expired: [] };
    const expiredAfter = (given: number): number =>
      evaluate(spot.demand, without(near, until, given * sku.lot), horizon).expired * sku.cost;
    return { until, lots: count, expired: steps(count, expiredAfter) };
  });
  const relief = Math.min(0, ...reliefs.map(({ expired }) => expired[0] ?? 0));
  const lost = steps(whole, lostAfter, gain - relief);
  const most = lost.length;
  return most === 0
    ? null
    : {
        most,
        lost,
        classes: reliefs.map((one) => ({
          until: one.until,
          lots: Math.min(one.lots, most),
          expired: one.expired.slice(0, most),
        })),
      };
}

/** What the first lot saves a store in lost sales at most, however soon it came (minor units). */
export function firstGain(instance: Instance, spot: Spot): number {
  const { lot, margin } = instance.skus[spot.sku] ?? { lot: 1, margin: 0 };
  const { horizon } = instance;
  const now = suppliesOf(spot);
  const coming = { units: lot, from: 1, until: horizon + 1 };
  const before = evaluate(spot.demand, now, horizon).lost;
  return (before - evaluate(spot.demand, [...now, coming], horizon).lost) * margin;
}

/**
 * The costs of taking, in the same sense: lost sales as if all that comes outlived the horizon and arrived on day `from`,
 * thrown away of each expiry as if no other came.
 * @param most lots of any expiry, and by expiry within the horizon
 * @param least a lot that saves less lost sales than this (minor units) is never worth its way
 */
export function takeCurve(
  instance: Instance,
  spot: Spot,
  from: number,
  most: { readonly lots: number; readonly classes: ReadonlyMap<number, number> },
  least: number,
): TakeCurve {
  const { lot, margin, cost } = instance.skus[spot.sku] ?? { lot: 1, margin: 0, cost: 0 };
  const { horizon } = instance;
  const now = suppliesOf(spot);
  const lostWith = (lots: number): number =>
    evaluate(spot.demand, [...now, { units: lots * lot, from, until: horizon + 1 }], horizon).lost *
    margin;
  const lost: number[] = [];
  for (let before = lostWith(0); lost.length < most.lots;) {
    const after = lostWith(lost.length + 1);
    const gain = before - after;
    if (gain < NO_GAIN) {
      if (least < 0) lost.push(...Array.from({ length: most.lots - lost.length }, () => -NO_GAIN));
      break;
    }
    if (gain <= least) break;
    lost.push(grain(-gain));
    before = after;
  }
  const near = now.filter(({ until }) => until <= horizon);
  const classes = [...most.classes].map(([until, lots]) => {
    const expiredWith = (taken: number): number =>
      evaluate(spot.demand, [...near, { units: taken * lot, from, until }], horizon).expired * cost;
    return { until, expired: steps(Math.min(lots, lost.length), expiredWith) };
  });
  return { lost: rising(lost), classes };
}

/** Differences of a cost at 0, 1, … `count` lots, as long as they stay below `end`. */
function steps(count: number, costAt: (lots: number) => number, end = Infinity): number[] {
  const found: number[] = [];
  for (let lots = 1, before = costAt(0); lots <= count; lots++) {
    const after = costAt(lots);
    if (after - before >= end) break;
    found.push(grain(after - before));
    before = after;
  }
  return rising(found);
}

/** Rounding may turn two equal steps round; the smaller counts for both. */
function rising(found: number[]): number[] {
  for (let at = found.length - 2; at >= 0; at--) {
    found[at] = Math.min(found[at] as number, found[at + 1] as number);
  }
  return found;
}

/** The supplies of a spot when the first units to expire have left its shelf. */
function withoutFirst(spot: Spot, units: number): Supply[] {
  let left = units;
  const shelf = spot.shelf.map((one): Supply => {
    const taken = one.until < 1 ? 0 : Math.min(left, one.units);
    left -= taken;
    return { units: one.units - taken, from: 1, until: one.until };
  });
  return [...shelf, ...spot.inbound];
}

/** Supplies of which `units` of one expiry have left the shelf. */
function without(supplies: readonly Supply[], until: number, units: number): Supply[] {
  let left = units;
  return supplies.map((supply) => {
    if (supply.until !== until || supply.from !== 1) return supply;
    const taken = Math.min(left, supply.units);
    left -= taken;
    return { ...supply, units: supply.units - taken };
  });
}
