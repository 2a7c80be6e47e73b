/**
 * What is true in the generated company: every number the pipeline simulation uses. `build.ts` writes this, with the
 * drawn effects of the owners, to `scripts/demo/truth.json`, so that a fitted model can be checked against it.
 */

export const SEED = 20_261_120;
export const FIRST_DAY = '2025-01-01';
export const LAST_DAY = '2026-11-20';
export const OPPORTUNITIES = 2000;

export const STAGES = [
  ['lead_captured', '线索获取'],
  ['lead_qualified', '线索确认'],
  ['opportunity_discovery', '需求挖掘'],
  ['opportunity_validation', '方案验证'],
  ['negotiation_proposal', '报价谈判'],
  ['negotiation_contract', '合同签署'],
  ['delivery_implementation', '交付实施'],
  ['delivery_acceptance', '验收运营'],
] as const;

/** Index into STAGES of the stages the rules name. */
export const DISCOVERY = 2;
export const VALIDATION = 3;
export const PROPOSAL = 4;
export const CONTRACT = 5;
export const IMPLEMENTATION = 6;
export const ACCEPTANCE = 7;

/**
 * One row per selling stage. A stay ends by moving on with probability
 * `logistic(baseLogit + effects)`; otherwise it is dormant with probability `dormantShare`, else lost.
 * The stay lasts `medianDays * e^(sigma * z)` calendar days, z standard normal, times the factors in DURATION, and is
 * then moved to the next working minute.
 */
export const SELLING = [
  { baseLogit: 1.34, medianDays: 13, sigma: 0.6, dormantShare: 0.3 },
  { baseLogit: 1.2, medianDays: 20, sigma: 0.55, dormantShare: 0.26 },
  { baseLogit: 1.3, medianDays: 38, sigma: 0.5, dormantShare: 0.22 },
  { baseLogit: 1.2, medianDays: 43, sigma: 0.5, dormantShare: 0.16 },
  { baseLogit: 0.85, medianDays: 36, sigma: 0.5, dormantShare: 0.12 },
  { baseLogit: 1.95, medianDays: 24, sigma: 0.45, dormantShare: 0.1 },
] as const;

/** Days in delivery_implementation of a won deal before acceptance. */
export const DELIVERY = { medianDays: 62, sigma: 0.35 } as const;

/** Additive effects on the logit of moving on. */
export const EFFECTS = {
  /** Per percentage point of discount above `discountCentre`, in negotiation_proposal and negotiation_contract only. */
  discountPerPoint: 0.05,
  discountCentre: 9,
  /** Per unit of ln(response time in working hours / `followUpCentreHours`), in all six selling stages. */
  followUpPerLogHour: -0.22,
  followUpCentreHours: 4,
  /** Per unit of ln(amount in CNY / `amountCentre`), in all six selling stages. */
  amountPerLog: -0.1,
  amountCentre: 1_000_000,
  region: { 华东: 0.06, 华南: 0.3, 华北: -0.04, 华中: -0.1, 西南: -0.22 },
  segment: { 战略客户: 0.18, 重点客户: 0.04, 普通客户: -0.08 },
  product: {
    P01: 0.12,
    P02: 0.28,
    P03: -0.05,
    P04: -0.3,
    P05: 0.08,
    P06: 0.2,
    P07: -0.18,
    P08: -0.02,
    P09: 0.1,
    P10: 0.22,
  },
  /** Owners' effects are drawn from normal(0, sd); the drawn values are in truth.json. */
  ownerSd: 0.2,
} as const;

/** What stretches a stay. */
export const DURATION = {
  /** A stay is multiplied by (response hours / followUpCentreHours)^this. */
  followUpElasticity: 0.1,
  /** A dormant end takes this many times longer. */
  dormantFactor: 1.5,
  /** In opportunity_validation: times max(1, deals there now / (engineers * perEngineer))^power. */
  congestion: { engineers: 18, perEngineer: 4, power: 1 },
} as const;

/** Response time: owner median (hours of working time) times e^(sigma z) per deal, replies vary by e^(replySigma z). */
export const FOLLOW_UP = {
  ownerMedianHours: 3.6,
  ownerSigma: 0.5,
  dealSigma: 0.65,
  replySigma: 0.25,
} as const;

/** Discount in percent: clamp(round((centre + account + z * sd) * 2) / 2, 0, 28), drawn when a price is first offered. */
export const DISCOUNT = {
  centre: 9,
  sd: 5,
  segment: { 战略客户: 2.5, 重点客户: 0.5, 普通客户: -1 },
} as const;

/** Rare moves: a jump over lead_qualified by a known customer, a step back, a dormant deal taken up again. */
export const RARE = { skip: 0.035, stepBack: 0.05, reopened: 0.14 } as const;

/** New opportunities: relative weight of a workday by quarter and by month of the quarter. */
export const ARRIVALS = {
  quarter: {
    '2025Q1': 0.8,
    '2025Q2': 1.0,
    '2025Q3': 0.95,
    '2025Q4': 1.25,
    '2026Q1': 0.85,
    '2026Q2': 1.25,
    '2026Q3': 1.3,
    '2026Q4': 1.15,
  } as Record<string, number>,
  monthOfQuarter: [0.9, 1.0, 1.15],
} as const;

/** The stories told by the data; see README.md beside this file. */
export const STORIES = {
  launch: { product: 'P10', day: '2026-05-18', extraDays: 45, arrivals: 1.3 },
  slipping: { opportunity: 600, amount: 7_860_000, expectedClose: '2026-10-30' },
  risingRegion: { region: '华南', fromDay: '2025-11-01', weight: 2.2 },
  quietAccount: { account: 'C0005', lastTouch: '2026-08-14' },
} as const;
