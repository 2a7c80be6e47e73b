import { type Demand, expectedLeft, expectedLost, shortageChance } from './demand-table';

/** Units that can be sold from the morning of day `from` to the evening of day `until`; day 1 is tomorrow. */
export interface Supply {
  readonly units: number;
  /** 1 = on the shelf already. */
  readonly from: number;
  /** Beyond the horizon = does not expire within it; before `from` = is never sold. */
  readonly until: number;
}

/** What a position has to expect within the horizon. */
export interface Outcome {
  /** Units wanted and not there. */
  readonly lost: number;
  /** Units that expire unsold. */
  readonly expired: number;
  /** Chance of at least one lost sale. */
  readonly shortage: number;
}

/** States up to which a table finds them; above that a map does. */
const DENSE_STATES = 1 << 16;

/**
 * Expected lost sales, expiry and chance of a shortage of one position, exact. What expires first is sold first. Between two
 * events (something arrives or expires) only the sum of the demand matters, and it has a closed form; over the events the
 * distribution of what is left of each expiry is carried along.
 */
export function evaluate(demand: Demand, supplies: readonly Supply[], horizon: number): Outcome {
  const beyond = horizon + 1;
  let neverSold = 0;
  const usable: Supply[] = [];
  for (const { units, from, until } of supplies) {
    if (units === 0 || from > horizon) continue;
    if (until < from) neverSold += units;
    else usable.push({ units, from, until: Math.min(until, beyond) });
  }
  const starts = new Set([1]);
  for (const { from, until } of usable) {
    starts.add(from);
    if (until < horizon) starts.add(until + 1);
  }
  if (starts.size === 1) return single(demand, usable, horizon, neverSold);
  const chain = new Chain(usable);
  const days = [...starts].toSorted((a, b) => a - b);
  let expired = neverSold;
  let lost = 0;
  for (const [at, day] of days.entries()) {
    const next = days[at + 1] ?? beyond;
    chain.arrive(day);
    // After the last expiry nobody asks what is left.
    if (next === beyond && !chain.expiresOn(horizon)) {
      const end = chain.sellOut(demand, next - day);
      return { lost: lost + end.lost, expired, shortage: Math.max(0, 1 - end.kept) };
    }
    lost += chain.sell(demand, next - day);
    expired += chain.expire(next - 1);
  }
  return { lost, expired, shortage: Math.max(0, 1 - chain.kept()) };
}

/** Everything is there from the start and expires, if at all, on the last day. */
function single(
  demand: Demand,
  supplies: readonly Supply[],
  horizon: number,
  neverSold: number,
): Outcome {
  let stock = 0;
  let ending = 0;
  for (const { units, until } of supplies) {
    stock += units;
    if (until <= horizon) ending += units;
  }
  const table = demand.over(horizon);
  return {
    lost: expectedLost(table, stock),
    expired: neverSold + (ending === 0 ? 0 : expectedLeft(table, ending)),
    shortage: shortageChance(table, stock),
  };
}

/** The distribution of what is left of each expiry day, from event to event. */
class Chain {
  /** Expiry days, first expiring first; what has one day is one class. */
  private readonly untils: number[];
  private readonly strides: number[] = [];
  private readonly sizes: number[] = [];
  private readonly arrivals: readonly Supply[];
  private now: Masses;
  private spare: Masses;

  constructor(supplies: readonly Supply[]) {
    this.arrivals = supplies;
    this.untils = [...new Set(supplies.map(({ until }) => until))].toSorted((a, b) => a - b);
    let states = 1;
    for (const until of this.untils) {
      let most = 1;
      for (const supply of supplies) if (supply.until === until) most += supply.units;
      this.strides.push(states);
      this.sizes.push(most);
      states *= most;
    }
    const dense = states <= DENSE_STATES;
    [this.now, this.spare] = dense ? tables : [new SparseMasses(), new SparseMasses()];
    this.now.clear();
    this.now.add(0, 1, 1);
  }

  /** What arrives on the morning of `day` is added to every state. */
  arrive(day: number): void {
    let shift = 0;
    for (const { from, until, units } of this.arrivals) {
      if (from === day) shift += units * (this.strides[this.untils.indexOf(until)] as number);
    }
    if (shift === 0) return;
    const { now } = this;
    const next = this.turn();
    for (const key of now.keys) next.add(key + shift, now.massOf(key), now.keptOf(key));
  }

  /** Sells over `days`; returns the expected lost sales. */
  sell(demand: Demand, days: number): number {
    const table = demand.over(days);
    const { chance } = table;
    const { now, strides, sizes } = this;
    const next = this.turn();
    let lost = 0;
    for (const state of now.keys) {
      let key = state;
      const weight = now.massOf(state);
      const good = now.keptOf(state);
      let sold = 0;
      for (let k = 0; k < strides.length; k++) {
        const stride = strides[k] as number;
        let left = Math.floor(key / stride) % (sizes[k] as number);
        for (; left > 0; left--) {
          const p = weight * (chance[sold] ?? 0);
          if (p > 0) next.add(key, p, good * (chance[sold] as number));
          sold += 1;
          key -= stride;
        }
      }
      lost += weight * expectedLost(table, sold);
      const exactly = chance[sold] ?? 0;
      const dry = weight * (exactly + shortageChance(table, sold));
      if (dry > 0) next.add(0, dry, good * exactly);
    }
    return lost;
  }

  /** {@link sell} for the end, when what is left does not matter: lost sales, and the chance that none ever was. */
  sellOut(demand: Demand, days: number): { lost: number; kept: number } {
    const table = demand.over(days);
    const { now, strides, sizes } = this;
    let [lost, kept] = [0, 0];
    for (const key of now.keys) {
      let stock = 0;
      for (let k = 0; k < strides.length; k++) {
        stock += Math.floor(key / (strides[k] as number)) % (sizes[k] as number);
      }
      lost += now.massOf(key) * expectedLost(table, stock);
      kept += now.keptOf(key) * (1 - shortageChance(table, stock));
    }
    return { lost, kept };
  }

  expiresOn(day: number): boolean {
    return this.untils.includes(day);
  }

  /** What may not be sold after the evening of `day` is thrown away; returns the expected units. */
  expire(day: number): number {
    const k = this.untils.indexOf(day);
    if (k < 0) return 0;
    const stride = this.strides[k] as number;
    const size = this.sizes[k] as number;
    const { now } = this;
    const next = this.turn();
    let expired = 0;
    for (const key of now.keys) {
      const left = Math.floor(key / stride) % size;
      const mass = now.massOf(key);
      expired += left * mass;
      next.add(key - left * stride, mass, now.keptOf(key));
    }
    return expired;
  }

  /** Chance that no sale has been lost so far. */
  kept(): number {
    let sum = 0;
    for (const key of this.now.keys) sum += this.now.keptOf(key);
    return sum;
  }

  /** Empties the spare table and makes it the present one. */
  private turn(): Masses {
    [this.now, this.spare] = [this.spare, this.now];
    this.now.clear();
    return this.now;
  }
}

/** Probability by state: all of it (`mass`), and that in which nothing was lost so far (`kept`). */
interface Masses {
  readonly keys: readonly number[];
  clear(): void;
  massOf(key: number): number;
  keptOf(key: number): number;
  /** @param mass above 0 */
  add(key: number, mass: number, kept: number): void;
}

class DenseMasses implements Masses {
  readonly keys: number[] = [];
  private readonly mass = new Float64Array(DENSE_STATES);
  private readonly kept = new Float64Array(DENSE_STATES);

  clear(): void {
    for (const key of this.keys) {
      this.mass[key] = 0;
      this.kept[key] = 0;
    }
    this.keys.length = 0;
  }

  massOf(key: number): number {
    return this.mass[key] as number;
  }

  keptOf(key: number): number {
    return this.kept[key] as number;
  }

  add(key: number, mass: number, kept: number): void {
    const before = this.mass[key] as number;
    if (before === 0) this.keys.push(key);
    this.mass[key] = before + mass;
    this.kept[key] = (this.kept[key] as number) + kept;
  }
}

class SparseMasses implements Masses {
  readonly keys: number[] = [];
  private readonly held = new Map<number, { mass: number; kept: number }>();

  clear(): void {
    this.held.clear();
    this.keys.length = 0;
  }

  massOf(key: number): number {
    return this.held.get(key)?.mass ?? 0;
  }

  keptOf(key: number): number {
    return this.held.get(key)?.kept ?? 0;
  }

  add(key: number, mass: number, kept: number): void {
    const own = this.held.get(key);
    if (own === undefined) {
      this.keys.push(key);
      this.held.set(key, { mass, kept });
      return;
    }
    own.mass += mass;
    own.kept += kept;
  }
}

/** Evaluations come one after the other by the hundred thousand: they share their tables. */
const tables: readonly [Masses, Masses] = [new DenseMasses(), new DenseMasses()];
