import { type Instance, lotsOnShelf, type Spot, spotAt, suppliesOf } from './instance';
import type { Link, Links } from './links';
import { evaluate, type Supply } from './position';

/** What lots leave and reach a spot. */
interface Ends {
  readonly out: number[];
  readonly in: number[];
}

/**
 * A plan under construction: lots by link, with its true cost (minor units, not rounded): both stores of every move exactly,
 * as their batches and days of arrival really are, and transport with what is paid once a route.
 */
export class Draft {
  readonly lots: Int32Array;
  /** Lots of all SKUs on each route, those locked by a person included. */
  readonly onRoute: Int32Array;
  private readonly ends = new Map<number, Ends>();
  private readonly costs = new Map<number, Map<string, number>>();

  /** @param locked lots on each route that travel whatever is proposed */
  constructor(
    private readonly instance: Instance,
    private readonly links: Links,
    private readonly locked: Int32Array,
  ) {
    this.lots = new Int32Array(links.all.length);
    this.onRoute = Int32Array.from(locked);
    for (const [at, link] of links.all.entries()) {
      this.endsOf(spotAt(instance, link.from, link.sku)).out.push(at);
      this.endsOf(spotAt(instance, link.to, link.sku)).in.push(at);
    }
  }

  /** Replaces the plan; what is not allowed is left out, link by link. */
  load(lots: Int32Array): void {
    this.clear();
    // Where a store would both give and take a SKU it keeps to what it does more of.
    const blocked = new Set<number>();
    const total = (list: readonly number[]) =>
      list.reduce((sum, at) => sum + (lots[at] as number), 0);
    for (const { out, in: coming } of this.ends.values()) {
      const [given, taken] = [total(out), total(coming)];
      if (given === 0 || taken === 0) continue;
      for (const at of given < taken ? out : coming) blocked.add(at);
    }
    for (let at = 0; at < lots.length; at++) {
      if (blocked.has(at)) continue;
      for (let lot = lots[at] as number; lot > 0 && this.mayAdd(at); lot--) this.put(at, 1);
    }
  }

  /** Puts back what {@link lots} held before. */
  restore(lots: Int32Array): void {
    this.clear();
    for (let at = 0; at < lots.length; at++) {
      if ((lots[at] as number) > 0) this.put(at, lots[at] as number);
    }
  }

  /** Adds lots (removes them when negative) without asking. */
  put(at: number, lots: number): void {
    const { route } = this.links.all[at] as Link;
    this.lots[at] = (this.lots[at] as number) + lots;
    this.onRoute[route] = (this.onRoute[route] as number) + lots;
  }

  /** Whether one more lot keeps to shelf, display, route, limits, and no store gives and takes the same SKU. */
  mayAdd(at: number): boolean {
    const { route, sku, from, to, until, pair } = this.links.all[at] as Link;
    const { routes, spots, skus } = this.instance;
    if ((this.onRoute[route] as number) >= (routes[route]?.capacity ?? 0)) return false;
    const source = this.endsOf(spotAt(this.instance, from, sku));
    const target = this.endsOf(spotAt(this.instance, to, sku));
    if (this.total(source.in) > 0 || this.total(target.out) > 0) return false;
    const giver = spots[spotAt(this.instance, from, sku)];
    const own = skus[sku];
    if (giver === undefined || own === undefined) return false;
    const { classes, most } = lotsOnShelf(giver, own);
    let [given, ofClass, ofPair] = [0, 0, 0];
    for (const other of source.out) {
      const lots = this.lots[other] as number;
      const link = this.links.all[other] as Link;
      given += lots;
      if (link.until === until) ofClass += lots;
      if (link.pair === pair) ofPair += lots;
    }
    const there = classes.find((one) => one.until === until)?.lots ?? 0;
    return given < most && ofClass < there && ofPair < (this.links.pairs[pair]?.most ?? 0);
  }

  /** What `lots` more on a link change the cost by. The plan stays as it is. */
  delta(at: number, lots: number): number {
    const { from, to, sku } = this.links.all[at] as Link;
    const ends = [spotAt(this.instance, from, sku), spotAt(this.instance, to, sku)] as const;
    const before = this.spotCost(ends[0]) + this.spotCost(ends[1]) + this.transportOf(at);
    this.put(at, lots);
    const after = this.spotCost(ends[0]) + this.spotCost(ends[1]) + this.transportOf(at);
    this.put(at, -lots);
    return after - before;
  }

  /** Lots that reach and leave a store with a SKU. */
  movedAt(store: number, sku: number): { given: number; taken: number } {
    const ends = this.endsOf(spotAt(this.instance, store, sku));
    return { given: this.total(ends.out), taken: this.total(ends.in) };
  }

  /** The change of the cost by the whole plan: negative = it saves. */
  cost(): number {
    let sum = 0;
    for (const [spot] of this.ends) sum += this.spotCost(spot) - this.costWithout(spot);
    for (const [route, lots] of this.onRoute.entries()) {
      const { cost = 0, fixed = 0 } = this.instance.routes[route] ?? {};
      const locked = this.locked[route] as number;
      sum += cost * (lots - locked) + (lots > 0 && locked === 0 ? fixed : 0);
    }
    return sum;
  }

  /** The supplies of a spot under the plan. */
  supplies(index: number): Supply[] {
    const spot = this.instance.spots[index] as Spot;
    const lot = this.instance.skus[spot.sku]?.lot ?? 1;
    const { out, in: coming } = this.endsOf(index);
    const given = new Map<number, number>();
    for (const at of out) {
      const { until } = this.links.all[at] as Link;
      given.set(until, (given.get(until) ?? 0) + (this.lots[at] as number) * lot);
    }
    const arriving = coming
      .filter((at) => (this.lots[at] as number) > 0)
      .map((at): Supply => {
        const { route, until } = this.links.all[at] as Link;
        const from = this.instance.routes[route]?.lead ?? 1;
        return { units: (this.lots[at] as number) * lot, from, until };
      });
    return [
      ...spot.shelf.map(({ until, units }) => ({
        units: units - (given.get(until) ?? 0),
        from: 1,
        until,
      })),
      ...spot.inbound,
      ...arriving,
    ];
  }

  private clear(): void {
    this.lots.fill(0);
    this.onRoute.set(this.locked);
  }

  private endsOf(spot: number): Ends {
    let ends = this.ends.get(spot);
    if (ends === undefined) {
      ends = { out: [], in: [] };
      this.ends.set(spot, ends);
    }
    return ends;
  }

  private total(links: readonly number[]): number {
    let sum = 0;
    for (const at of links) sum += this.lots[at] as number;
    return sum;
  }

  private transportOf(at: number): number {
    const { route } = this.links.all[at] as Link;
    const { cost = 0, fixed = 0 } = this.instance.routes[route] ?? {};
    const lots = this.onRoute[route] as number;
    return cost * lots + (lots > 0 ? fixed : 0);
  }

  private costWithout(index: number): number {
    return this.known(index, '', () => suppliesOf(this.instance.spots[index] as Spot));
  }

  private spotCost(index: number): number {
    const { out, in: coming } = this.endsOf(index);
    let state = '';
    for (const list of [out, coming]) {
      for (const at of list) {
        if ((this.lots[at] as number) > 0) state += `${at}:${this.lots[at]} `;
      }
    }
    return this.known(index, state, () => this.supplies(index));
  }

  private known(index: number, state: string, supplies: () => readonly Supply[]): number {
    let own = this.costs.get(index);
    if (own === undefined) {
      own = new Map();
      this.costs.set(index, own);
    }
    let cost = own.get(state);
    if (cost === undefined) {
      const spot = this.instance.spots[index] as Spot;
      const { margin, cost: unit } = this.instance.skus[spot.sku] ?? { margin: 0, cost: 0 };
      const { lost, expired } = evaluate(spot.demand, supplies(), this.instance.horizon);
      cost = lost * margin + expired * unit;
      own.set(state, cost);
    }
    return cost;
  }
}
