import type { Costs, Levers, RunRequest } from './request';
import type { Distribution, Ranking, RunResult } from './run-result';

/** Days of an average month. */
const DAYS_PER_MONTH = 365.25 / 12;
const DAY_MS = 86_400_000;

/** What a variant's levers add to the work of today, over the whole horizon. Discounts are in the amounts already. */
export interface Effort {
  /** Extra solution engineers × months. */
  readonly engineerMonths: number;
  /**
   * Answers to customers in the horizon, as many a day as in the history, once for each time the speed is above today's
   * (2 × as fast = once, 3 × = twice); null when the history has none to count. Slower saves nothing.
   */
  readonly followUps: number | null;
}

export type Price = keyof Costs;

/** `unstated`: the prices that are needed and were not given; `uncounted`: no answers in the history to count. */
export type Cost =
  | { readonly kind: 'known'; readonly minor: number }
  | { readonly kind: 'unstated'; readonly missing: readonly Price[] }
  | { readonly kind: 'uncounted' };

/** 10 %, 50 % and 90 % points and the mean. */
export interface Spread {
  readonly mean: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** What a variant brings for what it costs. */
export interface CostedVariant {
  readonly variantId: string;
  readonly effort: Effort;
  readonly cost: Cost;
  /** Bookings − cost, minor units; null unless the cost is known. */
  readonly netMinor: Spread | null;
  /** Against the baseline, on the same futures; null for the baseline and unless both costs are known. */
  readonly versusBaseline: {
    readonly extraCostMinor: number;
    /** Extra bookings − extra cost, minor units. */
    readonly netGainMinor: Spread;
    /** Net gain / extra cost (1 = as much again); null where nothing more is spent. */
    readonly returnShare: Spread | null;
    /** Share of the futures in which the extra bookings are more than the extra cost. */
    readonly paysChance: number;
  } | null;
}

type Asked = Pick<RunRequest, 'horizonDays' | 'variants' | 'costs'>;
type Costed = Pick<RunResult, 'variants' | 'ranking'> & {
  readonly request: Asked;
  readonly fit: Pick<RunResult['fit'], 'counts' | 'windowFromDay' | 'windowToDay'>;
};

/** Costs and net results of all variants, in the request's order. Nothing is assumed: what was not stated stays open. */
export function costedVariants(run: Costed): CostedVariant[] {
  const { request } = run;
  const answersPerDay = run.fit.counts.responses / daysOf(run.fit);
  const answers = answersPerDay * request.horizonDays;
  const costs = request.variants.map(({ id, levers }) => {
    const effort = effortOf(levers, request.horizonDays, answers);
    return { variantId: id, effort, cost: costOf(effort, request.costs) };
  });
  return costs.map(({ variantId, effort, cost }) => {
    const figures = run.variants.find((variant) => variant.variantId === variantId);
    const rank = run.ranking.find((entry) => entry.variantId === variantId);
    const known = figures !== undefined && cost.kind === 'known';
    return {
      variantId,
      effort,
      cost,
      netMinor: known ? lowered(figures.bookingsMinor, cost.minor) : null,
      versusBaseline: versusBaseline(cost, costs[0]?.cost, rank?.versusBaseline ?? null),
    };
  });
}

function daysOf({ windowFromDay, windowToDay }: Costed['fit']): number {
  const days = (Date.parse(windowToDay) - Date.parse(windowFromDay)) / DAY_MS + 1;
  return Math.max(1, days);
}

function effortOf(levers: Levers, horizonDays: number, answers: number): Effort {
  const faster = Math.max(0, levers.followUpSpeed - 1);
  const counted = answers > 0 ? answers * faster : null;
  return {
    engineerMonths: (levers.extraSolutionEngineers * horizonDays) / DAYS_PER_MONTH,
    followUps: faster === 0 ? 0 : counted,
  };
}

function costOf({ engineerMonths, followUps }: Effort, costs: Costs | undefined): Cost {
  const engineerMonthMinor = costs?.engineerMonthMinor ?? null;
  const followUpMinor = costs?.followUpMinor ?? null;
  const missing: Price[] = [
    ...(engineerMonths > 0 && engineerMonthMinor === null ? ['engineerMonthMinor' as const] : []),
    ...(followUps !== 0 && followUpMinor === null ? ['followUpMinor' as const] : []),
  ];
  if (missing.length > 0) return { kind: 'unstated', missing };
  if (followUps === null) return { kind: 'uncounted' };
  const minor = engineerMonths * (engineerMonthMinor ?? 0) + followUps * (followUpMinor ?? 0);
  return { kind: 'known', minor: Math.round(minor) };
}

const lowered = ({ mean, p10, p50, p90 }: Distribution, by: number): Spread => ({
  mean: mean - by,
  p10: p10 - by,
  p50: p50 - by,
  p90: p90 - by,
});

function versusBaseline(
  own: Cost,
  base: Cost | undefined,
  gain: Ranking[number]['versusBaseline'],
): CostedVariant['versusBaseline'] {
  const points = gain?.quantilesMinor;
  if (gain === null || points === undefined) return null;
  if (own.kind !== 'known' || base?.kind !== 'known') return null;
  const extra = own.minor - base.minor;
  const at = (chance: number) => (points[Math.round(chance * (points.length - 1))] ?? 0) - extra;
  const net = { mean: gain.meanMinor - extra, p10: at(0.1), p50: at(0.5), p90: at(0.9) };
  const share = (minor: number) => minor / extra;
  return {
    extraCostMinor: extra,
    netGainMinor: net,
    returnShare:
      extra > 0
        ? { mean: share(net.mean), p10: share(net.p10), p50: share(net.p50), p90: share(net.p90) }
        : null,
    paysChance: chanceAbove(points, extra),
  };
}

/** P(value > level) of a distribution given by its equally spaced quantiles, straight lines between them. */
export function chanceAbove(quantiles: readonly number[], level: number): number {
  const steps = quantiles.length - 1;
  const above = quantiles.findIndex((value) => value > level);
  if (above === -1) return 0;
  if (above === 0) return 1;
  const low = quantiles[above - 1] as number;
  const high = quantiles[above] as number;
  return 1 - (above - 1 + (level - low) / (high - low)) / steps;
}
