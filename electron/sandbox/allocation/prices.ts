import type { Instance } from './instance';
import type { Link, Links } from './links';
import type { Flow, PriceOf } from './relaxation';

/** Prices are multiples of this, so that sums with them stay exact. */
const GRAIN = 1024;
/** Share of the last direction in the next one. */
const MEMORY = 0.7;

/**
 * Prices of what ties SKUs together (Lagrangian relaxation; Geoffrion 1974). With y = whether a route is used, a shipment
 * costs `fixed · y`, needs x(route, SKU) ≤ most · y of each SKU and Σ x ≤ capacity · y. Both are priced, λ per SKU on the
 * route and μ per route, instead of being demanded: for any prices ≥ 0
 *
 *   Σ flows(cost + λ + μ) + Σ routes min(0, fixed − Σ λ · most − μ · capacity)
 *
 * is no more than the cost of any plan that keeps to them.
 */
export class Prices {
  private readonly lambda: Float64Array;
  private readonly mu: Float64Array;
  private readonly tied: Uint8Array;
  /** The last direction, by pair and by route. */
  private readonly heading: { readonly lambda: Float64Array; readonly mu: Float64Array };
  private readonly pairsOf = new Map<number, number[]>();

  /** @param paid routes that are used and paid for whatever is proposed, with the lots that travel them */
  constructor(
    private readonly instance: Instance,
    private readonly links: Links,
    private readonly paid: Int32Array,
    limited: (route: number, sku: number) => boolean,
  ) {
    this.lambda = new Float64Array(links.pairs.length);
    this.mu = new Float64Array(instance.routes.length);
    this.tied = new Uint8Array(instance.routes.length);
    this.heading = { lambda: this.lambda.slice(), mu: this.mu.slice() };
    for (const [at, { route, sku }] of links.pairs.entries()) {
      const own = this.pairsOf.get(route);
      if (own === undefined) this.pairsOf.set(route, [at]);
      else own.push(at);
      if (this.fixedOf(route) > 0 || this.roomOf(route) < Infinity || limited(route, sku)) {
        this.tied[route] = 1;
      }
    }
  }

  /** False when nothing ties SKUs together: then the flows themselves are the answer. */
  needed(): boolean {
    return this.tied.includes(1);
  }

  /** Transport with the prices of the moment. */
  readonly of: PriceOf = ({ route, pair }: Link) =>
    (this.instance.routes[route]?.cost ?? 0) +
    (this.lambda[pair] as number) +
    (this.mu[route] as number);

  /** Transport with what is paid once shared out over the lots that took the route last. */
  shared(lots: Int32Array): PriceOf {
    const onRoute = this.totals(lots);
    return ({ route }) => {
      const share = this.fixedOf(route) / Math.max(1, onRoute.routes[route] as number);
      return (this.instance.routes[route]?.cost ?? 0) + Math.ceil(share * GRAIN) / GRAIN;
    };
  }

  /** The bound that a flow under {@link of} proves. */
  bound(flow: Flow): number {
    let sum = flow.cost;
    for (const route of this.pairsOf.keys()) sum += Math.min(0, this.worthOf(route));
    return sum;
  }

  /**
   * Moves the prices along the subgradient, with some of the last direction in it (Camerini, Fratta & Maffioli 1975), by a
   * step towards a known plan's cost (Polyak).
   */
  step(flow: Flow, bound: number, known: number, pace: number): void {
    const { routes, pairs } = this.totals(flow.lots);
    const { lambda: ways, mu: rooms } = this.heading;
    let length = 0;
    const turn = (directions: Float64Array, at: number, slope: number, price: number): void => {
      const mixed = slope + MEMORY * (directions[at] as number);
      directions[at] = mixed < 0 && price === 0 ? 0 : mixed;
      length += (directions[at] as number) ** 2;
    };
    for (const [route, own] of this.pairsOf) {
      if (this.tied[route] === 0) continue;
      const used = this.worthOf(route) <= 0 ? 1 : 0;
      for (const at of own) {
        const slope = (pairs[at] as number) - used * (this.links.pairs[at]?.most ?? 0);
        turn(ways, at, slope, this.lambda[at] as number);
      }
      const room = this.roomOf(route);
      if (room === Infinity) continue;
      turn(rooms, route, (routes[route] as number) - used * room, this.mu[route] as number);
    }
    if (length === 0) return;
    const size = (pace * Math.max(known - bound, 1)) / length;
    const move = (prices: Float64Array, directions: Float64Array): void => {
      for (let at = 0; at < prices.length; at++) {
        const moved = Math.max(0, (prices[at] as number) + size * (directions[at] as number));
        prices[at] = Math.round(moved * GRAIN) / GRAIN;
      }
    };
    move(this.lambda, ways);
    move(this.mu, rooms);
  }

  /** Copies of the prices, to come back to the best. */
  keep(): { lambda: Float64Array; mu: Float64Array } {
    return { lambda: this.lambda.slice(), mu: this.mu.slice() };
  }

  restore({ lambda, mu }: { lambda: Float64Array; mu: Float64Array }): void {
    this.lambda.set(lambda);
    this.mu.set(mu);
  }

  private fixedOf(route: number): number {
    return (this.paid[route] as number) > 0 ? 0 : (this.instance.routes[route]?.fixed ?? 0);
  }

  private roomOf(route: number): number {
    return (this.instance.routes[route]?.capacity ?? 0) - (this.paid[route] as number);
  }

  /** Cost of using a route under the prices; ≤ 0 = the relaxation uses it. */
  private worthOf(route: number): number {
    let worth = this.fixedOf(route);
    for (const at of this.pairsOf.get(route) ?? []) {
      const price = this.lambda[at] as number;
      if (price > 0) worth -= price * (this.links.pairs[at]?.most ?? 0);
    }
    const price = this.mu[route] as number;
    return price > 0 ? worth - price * this.roomOf(route) : worth;
  }

  private totals(lots: Int32Array): { routes: Float64Array; pairs: Float64Array } {
    const routes = new Float64Array(this.instance.routes.length);
    const pairs = new Float64Array(this.links.pairs.length);
    for (const [at, { route, pair }] of this.links.all.entries()) {
      routes[route] = (routes[route] as number) + (lots[at] as number);
      pairs[pair] = (pairs[pair] as number) + (lots[at] as number);
    }
    return { routes, pairs };
  }
}
