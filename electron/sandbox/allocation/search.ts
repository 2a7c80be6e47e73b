import type { Draft } from './draft';
import type { Instance } from './instance';
import type { Link, Links } from './links';

/** A change must save more than this (minor units), or rounding would go round in circles. */
const WORTH = 1e-6;
const MOST_ROUNDS = 6;
/** Changes tried at most: what bounds the time on large problems. */
const MOST_TRIES = 120_000;

/**
 * Improves a plan by its true cost until none of these helps: one lot less, more, or of another expiry, to or from another
 * store; a whole route closed with its lots taken over by open ones; a whole route opened.
 * @param onStep called often; may throw to stop
 */
export class Search {
  private readonly byRoute = new Map<number, number[]>();
  private readonly byEnd = new Map<string, number[]>();
  private tries = 0;

  constructor(
    private readonly instance: Instance,
    private readonly links: Links,
    private readonly onStep: () => void,
  ) {
    for (const [at, { route, sku, from, to }] of links.all.entries()) {
      append(this.byRoute, route, at);
      append(this.byEnd, `${sku}/${from}`, at);
      append(this.byEnd, `${sku}/${to}`, at);
    }
  }

  improve(draft: Draft): void {
    this.tries = 0;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const better = [
        this.fewerLots(draft),
        this.closeRoutes(draft),
        this.moreLots(draft, this.links.all.keys(), true),
        this.otherLots(draft),
        this.openRoutes(draft),
      ];
      if (!better.includes(true)) return;
    }
  }

  private fewerLots(draft: Draft): boolean {
    let better = false;
    for (const at of this.links.all.keys()) {
      while ((draft.lots[at] as number) > 0 && this.try(draft, at, -1) < -WORTH) {
        draft.put(at, -1);
        better = true;
      }
    }
    this.onStep();
    return better;
  }

  /** Adds lots on the given links while they save; with `opened`, only where something travels already. */
  private moreLots(draft: Draft, links: Iterable<number>, opened: boolean): boolean {
    let better = false;
    for (const at of links) {
      const { route } = this.links.all[at] as Link;
      const fixed = this.instance.routes[route]?.fixed ?? 0;
      if (opened && fixed > 0 && draft.onRoute[route] === 0) continue;
      while (this.hope(draft, at) < -WORTH && draft.mayAdd(at) && this.try(draft, at, 1) < -WORTH) {
        draft.put(at, 1);
        better = true;
      }
      this.onStep();
    }
    return better;
  }

  /** Replaces a lot by another that shares one of its ends. */
  private otherLots(draft: Draft): boolean {
    let better = false;
    for (const at of this.links.all.keys()) {
      if (draft.lots[at] === 0) continue;
      this.onStep();
      for (const other of this.neighbours([at])) {
        if (other === at || draft.lots[at] === 0) continue;
        const less = this.try(draft, at, -1);
        draft.put(at, -1);
        const worth = this.hope(draft, other) + less < -WORTH && draft.mayAdd(other);
        if (worth && less + this.try(draft, other, 1) < -WORTH) {
          draft.put(other, 1);
          better = true;
        } else draft.put(at, 1);
      }
    }
    return better;
  }

  private closeRoutes(draft: Draft): boolean {
    let better = false;
    for (const [route, links] of this.byRoute) {
      const used = links.filter((at) => (draft.lots[at] as number) > 0);
      if (used.length === 0) continue;
      this.onStep();
      const before = new Map<number, number>();
      let saved = 0;
      const change = (at: number, lots: number): void => {
        if (!before.has(at)) before.set(at, draft.lots[at] as number);
        saved += this.try(draft, at, lots);
        draft.put(at, lots);
      };
      for (const at of used) change(at, -(draft.lots[at] as number));
      // What lost its way may find another that is paid for already.
      for (const at of this.neighbours(used)) {
        const link = this.links.all[at] as Link;
        if (link.route === route || draft.onRoute[link.route] === 0) continue;
        while (draft.mayAdd(at) && this.try(draft, at, 1) < -WORTH) change(at, 1);
      }
      if (saved < -WORTH) better = true;
      else for (const [at, lots] of before) draft.put(at, lots - (draft.lots[at] as number));
    }
    return better;
  }

  private openRoutes(draft: Draft): boolean {
    let better = false;
    for (const [route, links] of this.byRoute) {
      const fixed = this.instance.routes[route]?.fixed ?? 0;
      if (fixed === 0 || (draft.onRoute[route] as number) > 0) continue;
      this.onStep();
      const hoped = links.reduce((sum, at) => sum + Math.min(0, this.hope(draft, at)) * 4, 0);
      if (hoped + fixed >= 0) continue;
      const added: number[] = [];
      let saved = 0;
      for (const at of links) {
        while (this.hope(draft, at) < -WORTH && draft.mayAdd(at)) {
          const own = this.try(draft, at, 1);
          // The first lot pays for the route in its delta; by itself it must be worth its way all the same.
          if (own - (draft.onRoute[route] === 0 ? fixed : 0) >= -WORTH) break;
          saved += own;
          draft.put(at, 1);
          added.push(at);
        }
      }
      if (saved < -WORTH) better = true;
      else for (const at of added) draft.put(at, -1);
    }
    return better;
  }

  /** What a change would cost; nothing is worth it any more once enough has been tried. */
  private try(draft: Draft, at: number, lots: number): number {
    this.tries += 1;
    return this.tries > MOST_TRIES ? Infinity : draft.delta(at, lots);
  }

  /** All links that share an end with one of these. */
  private neighbours(links: readonly number[]): Set<number> {
    const found = new Set<number>();
    for (const at of links) {
      const { sku, from, to } = this.links.all[at] as Link;
      for (const end of [from, to]) {
        for (const other of this.byEnd.get(`${sku}/${end}`) ?? []) found.add(other);
      }
    }
    return found;
  }

  /** A bound from below of what one more lot costs, without what is paid once. */
  private hope(draft: Draft, at: number): number {
    const { route, sku, from, to, until } = this.links.all[at] as Link;
    const ends = this.links.bySku[sku];
    const { given } = draft.movedAt(from, sku);
    const { taken } = draft.movedAt(to, sku);
    const giver = ends?.give.get(from);
    const lost = giver?.lost[given];
    const gained = ends?.take.get(to)?.lost[taken];
    if (lost === undefined || gained === undefined) return Infinity;
    const relief = giver?.classes.find((one) => one.until === until)?.expired[0] ?? 0;
    return lost + relief + gained + (this.instance.routes[route]?.cost ?? 0);
  }
}

function append<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
