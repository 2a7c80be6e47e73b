import type { GiveCurve, TakeCurve } from './curves';
import type { Link, Links, Pair, SkuLinks } from './links';
import { MinCostFlow } from './min-cost-flow';

/** A cost for each lot on a link beyond what its ends make of it (minor units). */
export type PriceOf = (link: Link) => number;

/** The best flow of all SKUs under given prices. */
export interface Flow {
  /** Σ of the SKUs' least costs, ≤ 0. */
  readonly cost: number;
  /** Lots by link. */
  readonly lots: Int32Array;
  /** Nodes settled: what the work is measured by. */
  readonly work: number;
}

/**
 * The allocation without what ties SKUs together: one minimum-cost flow a SKU. Source → giving store (a lot's lost sales) →
 * its expiries (what a lot saves from the bin) → routes → the taking store's expiries → taking store → sink, the cost of
 * every lot at the ends no less than that of the one before.
 */
export class Relaxation {
  private readonly networks: readonly { flow: MinCostFlow; arcs: ReadonlyMap<number, number> }[];

  constructor(private readonly links: Links) {
    this.networks = links.bySku.map((one) => networkOf(one, links));
  }

  /** @param onSku called before each SKU; may throw to stop */
  solve(priceOf: PriceOf, onSku: () => void): Flow {
    const lots = new Int32Array(this.links.all.length);
    let cost = 0;
    let work = 0;
    for (const { flow, arcs } of this.networks) {
      onSku();
      for (const [link, arc] of arcs) flow.setCost(arc, priceOf(this.links.all[link] as Link));
      const solved = flow.solve();
      cost += solved.cost;
      work += solved.work;
      for (const [link, arc] of arcs) lots[link] = flow.flow(arc);
    }
    return { cost, lots, work };
  }
}

function networkOf({ give, take, links }: SkuLinks, { all, pairs }: Links) {
  const own = links.map((at) => all[at] as Link);
  const givers = [...new Set(own.map(({ from }) => from))];
  const takers = [...new Set(own.map(({ to }) => to))];
  // Numbered in the direction of the arcs.
  let count = 1;
  const number = (names: Iterable<string>): Map<string, number> =>
    new Map([...new Set(names)].map((name) => [name, count++]));
  const giving = number(givers.map(String));
  const leaving = number(own.map(({ from, until }) => `${from}/${until}`));
  const coming = number(own.map(({ to, until }) => `${to}/${until}`));
  const ends = new Map(own.map(({ to, until }) => [`${to}/${until}`, { to, until }]));
  const taking = number(takers.map(String));
  const sink = count;
  const flow = new MinCostFlow(sink + 1);
  const at = (nodes: ReadonlyMap<string, number>, name: string): number =>
    nodes.get(name) as number;
  for (const store of givers) {
    const node = at(giving, String(store));
    const curve = give.get(store) as GiveCurve;
    flow.addRisingArc(0, node, curve.lost);
    for (const { until, lots, expired } of curve.classes) {
      const out = leaving.get(`${store}/${until}`);
      if (out === undefined) continue;
      if (expired.length === 0) flow.addArc(node, out, lots, 0);
      else flow.addRisingArc(node, out, expired);
    }
  }
  const arcs = new Map<number, number>();
  for (const index of links) {
    const { from, to, until, pair } = all[index] as Link;
    const { most } = pairs[pair] as Pair;
    const [out, into] = [at(leaving, `${from}/${until}`), at(coming, `${to}/${until}`)];
    arcs.set(index, flow.addArc(out, into, most, 0));
  }
  for (const [name, { to, until }] of ends) {
    const curve = take.get(to) as TakeCurve;
    const into = at(coming, name);
    const node = at(taking, String(to));
    const thrown = curve.classes.find((one) => one.until === until);
    if (thrown === undefined) flow.addArc(into, node, curve.lost.length, 0);
    else flow.addRisingArc(into, node, thrown.expired);
  }
  for (const store of takers) {
    flow.addRisingArc(at(taking, String(store)), sink, (take.get(store) as TakeCurve).lost);
  }
  return { flow, arcs };
}
