import type { AllocationPlan } from '#shared/sandbox/allocation/model';
import { Stream } from '../engine/random';
import { sampleGamma, sampleNegativeBinomial, samplePoisson } from '../engine/samplers';
import { type Demand, demandAt, type DemandTable } from './demand-table';
import type { Instance, Spot } from './instance';
import type { Supply } from './position';
import type { AllSupplies } from './risk';

/** Marks the allocation in every key of its random numbers. */
const ALLOCATION_KEY = 0xa110c;
const DEMAND_PURPOSE = 1;

interface RangeOptions {
  readonly seed: number;
  readonly replicates: number;
  /** Transport and what is paid once a route. */
  readonly paidMinor: number;
  readonly onStep: () => void;
}

/**
 * What single futures make of the saving: the same demand is played with and without the transfers. Where the mean demand was
 * counted from so many days of sales, each future draws its own mean from what those days leave open (gamma with the mean's
 * relative variance). A future's numbers depend on seed, future and position only.
 */
export function savedRange(
  instance: Instance,
  before: AllSupplies,
  after: AllSupplies,
  { seed, replicates, paidMinor, onStep }: RangeOptions,
): AllocationPlan['savedRange'] {
  const saved = new Float64Array(replicates).fill(-paidMinor);
  const sources = sourcesOf(instance);
  const stream = new Stream();
  for (const [at, spot] of instance.spots.entries()) {
    const [was, will] = [before[at], after[at]];
    if (spot === undefined || was === undefined || will === undefined || same(was, will)) continue;
    onStep();
    const { margin, cost } = instance.skus[spot.sku] ?? { margin: 0, cost: 0 };
    const days = eventsOf([...was, ...will], instance.horizon);
    const demand = new Float64Array(days.length);
    const [one, two] = [
      new Play(was, days, instance.horizon),
      new Play(will, days, instance.horizon),
    ];
    const counts = days.map((day, segment) => (days[segment + 1] ?? instance.horizon + 1) - day);
    const tables = counts.map((count) => spot.demand.over(count));
    const doubt = doubtOf(spot, sources.get(at) ?? 0);
    for (let replicate = 0; replicate < replicates; replicate++) {
      stream.open(seed, ALLOCATION_KEY, replicate, at, DEMAND_PURPOSE);
      const level = doubt === 0 ? 1 : sampleGamma(stream, 1 / doubt) * doubt;
      for (let segment = 0; segment < days.length; segment++) {
        demand[segment] =
          doubt === 0
            ? demandAt(tables[segment] as DemandTable, stream.uniform())
            : drawn(stream, spot.demand, level, counts[segment] as number);
      }
      one.run(demand);
      two.run(demand);
      saved[replicate] =
        (saved[replicate] as number) +
        (one.lost - two.lost) * margin +
        (one.expired - two.expired) * cost;
    }
  }
  const sorted = saved.toSorted();
  const quantile = (p: number): number => {
    const place = p * (replicates - 1);
    const [low, high] = [Math.floor(place), Math.ceil(place)];
    const [a, b] = [sorted[low] ?? 0, sorted[high] ?? 0];
    return a + (b - a) * (place - low);
  };
  return {
    replicates,
    p5Minor: quantile(0.05),
    p50Minor: quantile(0.5),
    p95Minor: quantile(0.95),
    gainChance: sorted.filter((one) => one > 0).length / replicates,
  };
}

/** Days of sales behind each position's demand; 0 = it was stated. */
function sourcesOf({ problem, storeCount }: Instance): Map<number, number> {
  const stores = new Map(problem.stores.map(({ id }, at) => [id, at]));
  const skus = new Map(problem.skus.map(({ id }, at) => [id, at]));
  return new Map(
    problem.positions.map(({ store, sku, demand: { source } }) => [
      (skus.get(sku) ?? 0) * storeCount + (stores.get(store) ?? 0),
      source.kind === 'history' ? source.days : 0,
    ]),
  );
}

/** The demand of `days` when the mean is `level` times the usual one. */
function drawn(stream: Stream, { mean, size }: Demand, level: number, days: number): number {
  const own = mean * level * days;
  return size === Infinity || own === 0
    ? samplePoisson(stream, own)
    : sampleNegativeBinomial(stream, size * days, own);
}

/** Relative variance of a mean that was counted: (1 / mean + 1 / size) / days. */
function doubtOf({ demand: { mean, size } }: Spot, days: number): number {
  return days === 0 || mean === 0 ? 0 : (1 / mean + 1 / size) / days;
}

const same = (a: readonly Supply[], b: readonly Supply[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The mornings on which something changes, the first day among them. */
function eventsOf(supplies: readonly Supply[], horizon: number): number[] {
  const days = new Set([1]);
  for (const { from, until } of supplies) {
    for (const day of [from, until + 1]) if (day > 1 && day <= horizon) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b);
}

/** One position played through its days with a given demand; what expires first is sold first. */
class Play {
  lost = 0;
  expired = 0;
  private readonly supplies: readonly Supply[];
  private readonly left: Float64Array;

  constructor(
    supplies: readonly Supply[],
    private readonly days: readonly number[],
    private readonly horizon: number,
  ) {
    this.supplies = supplies.toSorted((a, b) => a.until - b.until);
    this.left = new Float64Array(supplies.length);
  }

  run(demand: Float64Array): void {
    const { supplies, left, days, horizon } = this;
    this.lost = 0;
    this.expired = 0;
    for (let at = 0; at < supplies.length; at++) {
      const { from, units } = supplies[at] as Supply;
      left[at] = from > horizon ? 0 : units;
    }
    for (let segment = 0; segment < days.length; segment++) {
      const day = days[segment] as number;
      const last = (days[segment + 1] ?? horizon + 1) - 1;
      let wanted = demand[segment] as number;
      for (let at = 0; at < supplies.length; at++) {
        const { from, until } = supplies[at] as Supply;
        if (from > day || until < day) continue;
        const sold = Math.min(wanted, left[at] as number);
        wanted -= sold;
        left[at] = (left[at] as number) - sold;
      }
      this.lost += wanted;
      for (let at = 0; at < supplies.length; at++) {
        if ((supplies[at] as Supply).until > last) continue;
        this.expired += left[at] as number;
        left[at] = 0;
      }
    }
  }
}
