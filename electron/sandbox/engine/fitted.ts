import { DESTINATIONS, STAGE_COUNT } from './process';

/**
 * What a fit hands to the kernel: plain numbers and typed arrays, so that it crosses threads (and can be kept)
 * as it is. Index conventions: stage 0–7, cause 0–2, bin 0–15, destination 0–8, dimension 0–3.
 */
export interface FittedModel {
  /** Names per dimension (product, region, owner, segment); `DealTable.codes` points here. */
  levelNames: string[][];
  /** Group effects on the log odds "moves on rather than drops out" per visit; levels of the four dimensions in one row. */
  effects: GroupEffects;
  /** Gamma posterior of each hazard [stage][cause][bin]: shape, and rate in deal-days. */
  hazardShape: Float64Array;
  hazardRate: Float64Array;
  /** Dirichlet weights of the destination of a move [stage][destination]; 0 = never. */
  destinationWeight: Float64Array;
  /** 1 where a discount acts: in negotiation, and where a move out of the stage is a signature often enough. */
  discountStage: Uint8Array;
  /** Amounts of deals whose amount is unknown, per product level (last row: unknown product), log minor units. */
  amountMu: Float64Array;
  amountMuSd: Float64Array;
  amountSigma: Float64Array;
  amountMinLog: number;
  amountMaxLog: number;
  arrivals: ArrivalModel;
  capacity: CapacityModel;
  levers: LeverModel;
  exogenous: ExogenousModel;
  /** Deals open at the as-of instant. */
  open: DealTable;
  /** What arrives: resampled with equal weights. */
  templates: DealTable;
}

export interface GroupEffects {
  /** Levels of all dimensions in one row, then the slopes of discount (per 10 points) and of reply time (per unit of log hours). */
  mean: Float64Array;
  /** Marginal posterior standard deviations of `mean`. */
  sd: Float64Array;
  /** A factor F (size × size, upper triangular) of the posterior covariance F Fᵀ of `mean`. */
  factor: Float64Array;
  /** Levels + 2. */
  size: number;
}

export interface ArrivalModel {
  /** New deals a day, expected value of the rate's gamma posterior with `rateShape`. */
  perDay: number;
  rateShape: number;
  /** Gamma shape of the week-to-week spread (negative binomial size); Infinity = Poisson. */
  weeklySize: number;
  /** Standard deviation of the log level between the history and the horizon. */
  driftSd: number;
}

export interface CapacityModel {
  /** Deals that validation works on at full pace at once; Infinity where the history cannot tell. */
  slots: number;
  /** Standard deviation of log slots. */
  slotsSd: number;
  dealsPerEngineer: number;
  dealsPerEngineerSd: number;
}

export interface LeverModel {
  /** Log odds per unit of log attention; assumed. */
  attentionMean: number;
  attentionSd: number;
}

export interface ExogenousModel {
  /** Log standard deviation of the common shock to all move hazards / all drop-out hazards over 30 days. */
  climateMoveSd30: number;
  climateDropSd30: number;
  rivalMean: number;
  rivalSd: number;
  /** Chances within 91 days. */
  rivalChance91: number;
  freezeChance91: number;
  awayChance91: number;
  freezeDays: number;
  freezeDaysSd: number;
  awayDays: number;
  awayDaysSd: number;
}

/** Deals by column. */
export interface DealTable {
  count: number;
  stage: Uint8Array;
  /** Days in the present stage (in validation: days of work done), and since opening. */
  age: Float64Array;
  sinceOpened: Float64Array;
  /** Minor units; NaN = draw from the product's amounts. */
  amount: Float64Array;
  /** Level code per dimension [deal][dimension] into `levelNames`, −1 = unknown. */
  codes: Int32Array;
  /** Position of the level's effect in `effects.mean` [deal][dimension], −1 = none of its own. */
  positions: Int32Array;
  /** Centred covariates, 0 where unknown: discount per 10 points, log hours until the reply. */
  discount: Float64Array;
  reply: Float64Array;
}

/** Replaces every typed array in a plain object tree by a copy in shared memory, so that threads share one copy. */
export function shareArrays<T>(value: T): T {
  if (value instanceof Float64Array) {
    const shared = new Float64Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared as T;
  }
  if (value instanceof Int32Array) {
    const shared = new Int32Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared as T;
  }
  if (value instanceof Uint8Array) {
    const shared = new Uint8Array(new SharedArrayBuffer(value.byteLength));
    shared.set(value);
    return shared as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => shareArrays(item)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shareArrays<unknown>(item)]),
    ) as T;
  }
  return value;
}

/** True when some move leads back to the same or an earlier stage, so that a stage can be visited twice. */
export function hasReturns(model: FittedModel): boolean {
  for (let stage = 0; stage < STAGE_COUNT; stage++) {
    for (let to = 0; to <= stage; to++) {
      if ((model.destinationWeight[stage * DESTINATIONS + to] as number) > 0) return true;
    }
  }
  return false;
}
