import { z } from 'zod';
import { daySchema } from '../../pipeline/model';

/**
 * Stock and allocation: what is to be decided (problem, locks) and what is proposed (plan). Money is integer minor units
 * of one currency, quantities are whole units of the SKU, a lot is `lotSize` units, days are ISO dates. Day 0 is `day`: what
 * is sent leaves that evening, demand counts from the next day to the end of the horizon.
 */

const nameSchema = z.string().min(1).max(120);
const moneySchema = z.int().min(0).max(1_000_000_000_000);
const unitsSchema = z.int().min(0).max(10_000_000);

const allocationStoreSchema = z.object({
  id: nameSchema,
  name: nameSchema,
  /** False = frozen: nothing leaves. */
  sends: z.boolean(),
  /** False = frozen: nothing comes in by transfer. */
  receives: z.boolean(),
});

const allocationSkuSchema = z.object({
  id: nameSchema,
  name: nameSchema,
  /** What the quantities are counted in, e.g. 盒. */
  unit: z.string().max(40),
  /** Lost with each unit that expires. */
  unitCostMinor: moneySchema,
  /** Lost with each unit that a customer wanted and did not get. */
  marginMinor: moneySchema,
  /** Units of a lot; only whole lots of one expiry travel. */
  lotSize: z.int().min(1).max(100_000),
  /** Units that a store keeps on its shelf whatever it sends. */
  minDisplay: unitsSchema,
  /** Gives goods on order their expiry day; null = they do not expire. */
  shelfLifeDays: z.int().min(1).max(36_500).nullable(),
});

/** Where a demand comes from: stated by a person, or the mean of so many days of sales. */
const demandSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stated') }),
  z.object({ kind: z.literal('history'), days: z.int().min(1) }),
]);

const allocationDemandSchema = z.object({
  /** Units a day wanted on average. */
  meanPerDay: z.number().min(0).max(2000),
  /** k of the negative binomial, variance of a day = mean + mean² / k; null = Poisson. */
  dispersion: z.number().min(0.05).max(1_000_000).nullable(),
  source: demandSourceSchema,
});

const batchSchema = z.object({
  quantity: unitsSchema,
  /** Last day on which it may be sold; null = does not expire. */
  expiryDay: daySchema.nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

/** One SKU in one store. */
const allocationPositionSchema = z.object({
  store: nameSchema,
  sku: nameSchema,
  batches: z.array(batchSchema).max(1000),
  /** On order: can be sold from `day` on. */
  inbound: z.array(batchSchema.extend({ day: daySchema })).max(1000),
  demand: allocationDemandSchema,
});
export type AllocationPosition = z.infer<typeof allocationPositionSchema>;

const allocationRouteSchema = z.object({
  from: nameSchema,
  to: nameSchema,
  costPerLotMinor: moneySchema,
  /** Paid once when anything travels the route, for all SKUs together. */
  fixedMinor: moneySchema,
  /** Days until it can be sold: 1 = the next morning; 0 counts as 1. */
  leadDays: z.int().min(0).max(365),
  /** Lots of all SKUs together that fit; null = no limit. */
  capacityLots: z.int().min(0).max(1_000_000).nullable(),
});
export type AllocationRoute = z.infer<typeof allocationRouteSchema>;

export const allocationProblemSchema = z.object({
  currency: z.string().length(3),
  day: daySchema,
  /** Days of demand that count, 1–180. */
  horizonDays: z.int().min(1).max(180),
  stores: z.array(allocationStoreSchema).max(2000),
  skus: z.array(allocationSkuSchema).max(2000),
  /** A store and SKU without an entry has neither stock nor demand. */
  positions: z.array(allocationPositionSchema).max(500_000),
  routes: z.array(allocationRouteSchema).max(500_000),
});
export type AllocationProblem = z.infer<typeof allocationProblemSchema>;

/** What a person decides about one transfer before the rest is solved. */
export const allocationLockSchema = z.object({
  from: nameSchema,
  to: nameSchema,
  sku: nameSchema,
  /** `fixed`: exactly these lots travel; `atMost`: no more than these; `forbidden`: none. */
  rule: z.enum(['fixed', 'atMost', 'forbidden']),
  lots: z.int().min(0).max(1_000_000),
});
export type AllocationLock = z.infer<typeof allocationLockSchema>;

/** Expected over the horizon. */
const allocationCostSchema = z.object({
  lostUnits: z.number(),
  lostSalesMinor: z.number(),
  expiredUnits: z.number(),
  expiredMinor: z.number(),
});
export type AllocationCost = z.infer<typeof allocationCostSchema>;

const positionRiskSchema = z.object({
  store: nameSchema,
  sku: nameSchema,
  /** Units on the shelf on day 0. */
  onHand: z.int(),
  /** Units on the shelf ÷ mean demand of a day; null without demand. */
  coverDays: z.number().nullable(),
  /** Chance of at least one lost sale within the horizon, 0–1. */
  stockOutChance: z.number(),
  lostUnits: z.number(),
  expiredUnits: z.number(),
});
export type PositionRisk = z.infer<typeof positionRiskSchema>;

const allocationMoveSchema = z.object({
  from: nameSchema,
  to: nameSchema,
  sku: nameSchema,
  lots: z.int(),
  units: z.int(),
  /** What to take from the shelf, first expiring first. */
  batches: z.array(batchSchema),
  arrivalDay: daySchema,
  transportMinor: z.int(),
  /** Locked by a person, not proposed. */
  locked: z.boolean(),
  /** What the plan would lose without this move, in expected money: both stores, without transport. */
  lostSalesSavedMinor: z.number(),
  expirySavedMinor: z.number(),
});
export type AllocationMove = z.infer<typeof allocationMoveSchema>;

export const allocationPlanSchema = z.object({
  currency: z.string().length(3),
  day: daySchema,
  horizonDays: z.int(),
  seed: z.int(),
  moves: z.array(allocationMoveSchema),
  nothing: allocationCostSchema,
  planned: allocationCostSchema,
  transportMinor: z.int(),
  fixedMinor: z.int(),
  /** Expected money saved against doing nothing, transport paid. */
  savedMinor: z.number(),
  /** No plan can save more than this (with the same locks). */
  savedAtMostMinor: z.number(),
  /** `savedAtMostMinor − savedMinor`; 0 = proven optimal. */
  gapMinor: z.number(),
  /** What the demand of single futures makes of the saving. */
  savedRange: z.object({
    replicates: z.int(),
    p5Minor: z.number(),
    p50Minor: z.number(),
    p95Minor: z.number(),
    /** Share of futures in which the plan saves money. */
    gainChance: z.number(),
  }),
  before: z.array(positionRiskSchema),
  after: z.array(positionRiskSchema),
});
export type AllocationPlan = z.infer<typeof allocationPlanSchema>;

/** Which transfers save most, asked of a folder of tables. */
export const allocationQuestionSchema = z.object({
  /** Null = the generated chain that ships with the product. */
  folderToken: z.string().max(64).nullable(),
  horizonDays: allocationProblemSchema.shape.horizonDays,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Null = those of the folder's own table of locks. */
  locks: z.array(allocationLockSchema).max(5000).nullable(),
});
export type AllocationQuestion = z.infer<typeof allocationQuestionSchema>;

export const allocationAnswerSchema = z.object({
  plan: allocationPlanSchema,
  stores: z.array(allocationStoreSchema),
  skus: z.array(allocationSkuSchema),
  locks: z.array(allocationLockSchema),
  /** Positions with stock and no demand in the files: they count as never asked for. */
  withoutDemand: z.int(),
});
export type AllocationAnswer = z.infer<typeof allocationAnswerSchema>;
