import type {
  AllocationLock,
  AllocationPlan,
  AllocationProblem,
} from '#shared/sandbox/allocation/model';
import { Draft } from './draft';
import { instanceOf } from './instance';
import { applyLocks, type Locked } from './locks';
import { findLinks, type Links } from './links';
import { movesOf } from './moves';
import { Prices } from './prices';
import { Relaxation } from './relaxation';
import { costOf, risksOf, suppliesUnder } from './risk';
import { savedRange } from './saved-range';
import { Search } from './search';

export interface SolveOptions {
  readonly seed: number;
  /** Futures that the range of the saving is taken from. */
  readonly replicates: number;
  /** Called often; may throw to stop. `done` of `total` is work, not time. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Rounds of prices at most, and the nodes that all of them together may settle: what bounds the time on large problems. */
const MOST_ROUNDS = 30;
const WORK_BUDGET = 25_000_000;
/** Every so many rounds the present flow is made a plan. */
const PLAN_EVERY = 8;
/** Rounds without a better bound after which the steps get shorter. */
const PATIENCE = 3;
/** Share of the way to the known plan's cost that the first steps go. */
const FIRST_PACE = 0.5;

/**
 * Proposes transfers: the plan, what it saves against doing nothing, and what no plan can exceed. The same problem, locks and
 * seed give the same plan.
 *
 * @throws SandtableError BAD_INPUT, ALLOCATION_LOCK_IMPOSSIBLE, and what `onProgress` throws
 */
export function solveAllocation(
  problem: AllocationProblem,
  locks: readonly AllocationLock[],
  { seed, replicates, onProgress }: SolveOptions,
): AllocationPlan {
  const original = instanceOf(problem);
  const locked = applyLocks(original, locks);
  const { instance } = locked;
  let done = 0;
  const skus = Math.max(1, problem.skus.length);
  const total = skus * (MOST_ROUNDS + 8);
  const tick = (by: number): void => {
    done = Math.min(total, done + by);
    onProgress(done, total);
  };
  const links = findLinks(instance, locked.limitOf, () => tick(1));
  const draft = new Draft(instance, links, locked.onRoute);
  const bound = optimise(locked, links, draft, (rounds) => tick(rounds));
  const before = suppliesUnder(original, null, locked);
  const after = suppliesUnder(original, draft, locked);
  const nothing = costOf(instance, before);
  const planned = costOf(instance, after);
  const moves = movesOf(locked, links, draft, after);
  const transportMinor = moves.reduce((sum, move) => sum + move.transportMinor, 0);
  const fixedMinor = draft.onRoute.reduce(
    (sum, lots, route) => sum + (lots > 0 ? (instance.routes[route]?.fixed ?? 0) : 0),
    0,
  );
  const loss = (cost: typeof nothing): number => cost.lostSalesMinor + cost.expiredMinor;
  const savedMinor = loss(nothing) - loss(planned) - transportMinor - fixedMinor;
  // What the locks alone save is decided; the bound speaks of the rest.
  const savedAtMostMinor = Math.max(savedMinor, savedMinor + draft.cost() - bound);
  tick(skus);
  return {
    currency: problem.currency,
    day: problem.day,
    horizonDays: problem.horizonDays,
    seed,
    moves,
    nothing,
    planned,
    transportMinor,
    fixedMinor,
    savedMinor,
    savedAtMostMinor,
    gapMinor: savedAtMostMinor - savedMinor,
    savedRange: savedRange(instance, before, after, {
      seed,
      replicates,
      paidMinor: transportMinor + fixedMinor,
      onStep: () => tick(0),
    }),
    before: risksOf(instance, before),
    after: risksOf(instance, after),
  };
}

/**
 * Finds the plan into `draft`; returns a bound from below of the cost of every plan with the same locks (negative = saved).
 * Without shipments' fixed costs, capacities and limits one flow a SKU is both; with them the bound comes from prices, the
 * plan from the flows met on the way, and a search by true cost has the last word.
 */
function optimise(
  { onRoute, limited, instance }: Locked,
  links: Links,
  draft: Draft,
  tick: (work: number) => void,
): number {
  const relaxation = new Relaxation(links);
  const prices = new Prices(instance, links, onRoute, limited);
  const search = new Search(instance, links, () => tick(0));
  const stop = (): void => tick(0);
  let best = { cost: 0, lots: new Int32Array(links.all.length) };
  const consider = (lots: Int32Array): void => {
    draft.load(lots);
    const cost = draft.cost();
    if (cost < best.cost) best = { cost, lots: draft.lots.slice() };
  };
  let flow = relaxation.solve(prices.of, stop);
  let bound = prices.bound(flow);
  consider(flow.lots);
  if (prices.needed()) {
    const rounds = Math.max(4, Math.min(MOST_ROUNDS, Math.floor(WORK_BUDGET / (flow.work + 1))));
    let pace = FIRST_PACE;
    let waited = 0;
    let kept = prices.keep();
    for (let round = 1; round <= rounds; round++) {
      if (round % PLAN_EVERY === 1) {
        for (let pass = 0, lots = flow.lots; pass < 2; pass++) {
          ({ lots } = relaxation.solve(prices.shared(lots), stop));
          consider(lots);
        }
      }
      prices.step(flow, prices.bound(flow), best.cost, pace);
      flow = relaxation.solve(prices.of, stop);
      const proven = prices.bound(flow);
      if (proven > bound) {
        bound = proven;
        kept = prices.keep();
        waited = 0;
      } else if (++waited >= PATIENCE) {
        pace /= 2;
        waited = 0;
        prices.restore(kept);
        flow = relaxation.solve(prices.of, stop);
      }
      tick((links.bySku.length * MOST_ROUNDS) / rounds);
    }
  }
  draft.restore(best.lots);
  search.improve(draft);
  return bound;
}
