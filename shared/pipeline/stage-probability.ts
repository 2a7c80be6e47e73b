import type { OpportunityRow, Stage } from './model';
import { STAGES } from './model';

/** Share 0–1 of open deals in a stage that are going to be won. */
export type StageShares = Readonly<Record<Stage, number>>;

/**
 * What holds until a pipeline has a history of its own: round figures that grow with every stage. After the signature
 * a deal is won.
 */
export const DEFAULT_SHARES: StageShares = {
  lead_captured: 0.05,
  lead_qualified: 0.1,
  opportunity_discovery: 0.2,
  opportunity_validation: 0.4,
  negotiation_proposal: 0.6,
  negotiation_contract: 0.8,
  delivery_implementation: 1,
  delivery_acceptance: 1,
};

/** Closed deals below which a pipeline's own history says too little. */
export const ENOUGH_CLOSED = 30;
/** How many closed deals the default counts as, beside those of the pipeline. */
const PRIOR_DEALS = 20;

/** Closed deals of a whole pipeline. */
export interface ClosedDeals {
  readonly won: number;
  /** Lost and dormant deals by the position (0–7) of the stage in which they ended. */
  readonly notWonByStage: readonly number[];
}

export interface StageProbabilities {
  readonly shares: StageShares;
  /** Where the shares come from that nobody has set. */
  readonly source: 'history' | 'default';
  /** Closed deals that were counted. */
  readonly closed: number;
}

/**
 * How likely an open deal of each stage is to be won. With at least {@link ENOUGH_CLOSED} closed deals: of those that
 * came as far as the stage the share that was won, drawn towards the default by {@link PRIOR_DEALS} deals
 * (posterior mean under a Beta prior), so that it never falls from one stage to the next. A deal counts as having
 * passed every stage before the one in which it ended; open deals do not count. Dormant ones count as not won.
 *
 * @param set shares 0–1 that a person has set; they stand as they are
 */
export function stageProbabilities(
  closed: ClosedDeals,
  set: Readonly<Partial<Record<Stage, number>>> = {},
): StageProbabilities {
  const total = closed.won + closed.notWonByStage.reduce((sum, count) => sum + count, 0);
  const source = total >= ENOUGH_CLOSED ? 'history' : 'default';
  let cameThisFar = total;
  const shares = { ...DEFAULT_SHARES };
  STAGES.forEach((stage, index) => {
    const prior = DEFAULT_SHARES[stage];
    const own = (closed.won + PRIOR_DEALS * prior) / (cameThisFar + PRIOR_DEALS);
    // Open deals cannot stand behind the signature.
    const estimate = source === 'default' || prior === 1 ? prior : own;
    shares[stage] = set[stage] ?? estimate;
    cameThisFar -= closed.notWonByStage[index] ?? 0;
  });
  return { shares, source, closed: total };
}

/**
 * The amount a deal is expected to bring, minor units: all of it when won, none when lost or dormant, else its
 * share of the stage. Null when the amount is not known.
 */
export function weightedAmountMinor(
  deal: Pick<OpportunityRow, 'stage' | 'outcome' | 'amountMinor'>,
  shares: StageShares,
): number | null {
  if (deal.amountMinor === null) return null;
  if (deal.outcome === 'won') return deal.amountMinor;
  return deal.outcome === 'open' ? Math.round(deal.amountMinor * shares[deal.stage]) : 0;
}
