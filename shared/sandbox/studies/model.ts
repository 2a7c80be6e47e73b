import { z } from 'zod';
import { idSchema, instantSchema } from '#shared/pipeline/model';
import type { StoreChain } from '../store-chain';
import { studyRequestSchema, studyResultSchema } from '../study';

/** Parts of a chain that loaded streams may leave open, and that are then taken from usual values. */
export const ASSUMED_PARTS = [
  'visitors',
  'costs',
  'promoted',
  'weekdays',
  'trained',
  'giftCost',
  'shelf',
  'leftOut',
] as const;
const assumedPartSchema = z.enum(ASSUMED_PARTS);
export type AssumedPart = z.infer<typeof assumedPartSchema>;

/** A chain as the loaded streams tell of it. */
export interface ChainOfStreams {
  readonly chain: StoreChain;
  /** Days with sales or visitors that it was taken from. */
  readonly days: number;
  /** The newest of them. */
  readonly newest: string;
  readonly assumed: readonly AssumedPart[];
  /** How far the stores' visitors may be off because the days are few: a relative standard error. */
  readonly levelError: number;
}

/** Where the stores of a study come from. */
const dataOriginSchema = z.enum(['generated', 'streams', 'file']);

/** Days of history below which a source is called short. */
export const SHORT_HISTORY_DAYS = 28;

const priorSchema = z.object({ mean: z.number(), sd: z.number().min(0) });

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Data that a study can be asked of; `id` is `generated`, `streams` (of an article: with its SKU behind a colon), or the hash of what a file held.
 */
export const studySourceSchema = z.object({
  id: z.string().min(1).max(80),
  origin: dataOriginSchema,
  /** The file's name; null for the other origins. */
  fileName: z.string().nullable(),
  /** Null where the data are no chain of stores. */
  chain: z
    .object({ stores: z.int(), products: z.int(), weeks: z.int(), currency: z.string() })
    .nullable(),
  /** Of data of a model of components; null where they are a chain, or fit no model that is known. */
  rows: z
    .object({
      modelId: z.string(),
      places: z.int(),
      /** Days that the study is about. */
      days: z.int(),
      currency: z.string(),
      /** The article; null where the data do not say. */
      sku: z.string().nullable(),
      /** Fields of the model that usual values stand for. */
      assumed: z.array(z.string()),
    })
    .nullable()
    .default(null),
  /** Assumptions that are less certain than the model has them, because the history is short; by their id. */
  widened: z.record(z.string(), priorSchema).default({}),
  /** Days of history behind it, and the newest; null where none stands behind it. */
  days: z.int().nullable(),
  newest: z.iso.date().nullable(),
  assumed: z.array(assumedPartSchema),
});
export type StudySource = z.infer<typeof studySourceSchema>;

/** ISO 4217 of the data's amounts. */
export function currencyOf({ chain, rows }: StudySource): string {
  return chain?.currency ?? rows?.currency ?? 'CNY';
}

/** Stores, or groups of customers, that the data tell of. */
export function placesOf({ chain, rows }: StudySource): number {
  return chain?.stores ?? rows?.places ?? 1;
}

/** What a study is asked of which model on which data. */
export const studyPlanSchema = z.object({
  modelId: z.string().max(64),
  sourceId: studySourceSchema.shape.id,
  request: studyRequestSchema,
});
export type StudyPlan = z.infer<typeof studyPlanSchema>;

/** What became of a study: nothing yet, carried out, or put aside for a reason. */
const studyStatusSchema = z.enum(['open', 'adopted', 'rejected']);
export type StudyStatus = z.infer<typeof studyStatusSchema>;

const tagsSchema = z.array(z.string().trim().min(1).max(40)).max(12);
const nameSchema = z.string().trim().min(1).max(120);
const notesSchema = z.string().max(4000);

/** What a person may say of a kept study. */
export const studyRemarksSchema = z.object({
  id: idSchema,
  name: nameSchema,
  notes: notesSchema,
  tags: tagsSchema,
});

/** `variantId` names what is carried out; a rejected study says why. */
export const studyDecisionSchema = z
  .object({
    id: idSchema,
    status: studyStatusSchema,
    variantId: z.string().max(64).nullable(),
    reason: z.string().trim().max(1000),
  })
  .refine(({ status, reason }) => status !== 'rejected' || reason !== '', {
    path: ['reason'],
    message: 'a reason is needed',
  })
  .refine(({ status, variantId }) => (status === 'adopted') === (variantId !== null), {
    path: ['variantId'],
    message: 'what is adopted is a variant',
  });

export const studySummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
  actorName: z.string(),
  modelId: z.string(),
  origin: dataOriginSchema,
  status: studyStatusSchema,
  reason: z.string(),
  tags: z.array(z.string()),
  notes: z.string(),
  /** The study that others of its model are compared with. */
  pinned: z.boolean(),
  variantNames: z.array(z.string()),
  /** The variant that is best in most futures, and in which share of them. */
  bestName: z.string(),
  bestChance: z.number(),
  replicates: z.int(),
  seed: z.int(),
  resultHash: z.string(),
});
export type StudySummary = z.infer<typeof studySummarySchema>;

/** A kept study with all that is needed to play it again. */
export const studyRecordSchema = studySummarySchema.extend({
  source: studySourceSchema,
  dataHash: hashSchema,
  request: studyRequestSchema,
  result: studyResultSchema,
  /** The first day it is about; the day that "today" was, and one more. */
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  /** What is carried out; null until a person has decided. */
  variantId: z.string().nullable(),
});
export type StudyRecord = z.infer<typeof studyRecordSchema>;

/** A study as a file: everything to play it again on another laptop. */
export const studyBundleSchema = z
  .object({
    profile: z.literal('sandtable-run/1'),
    name: nameSchema,
    notes: notesSchema,
    tags: tagsSchema,
    createdAt: instantSchema,
    actorName: z.string().max(200),
    model: z.object({ id: z.string().max(64), version: z.int() }),
    origin: dataOriginSchema,
    fileName: z.string().max(400).nullable(),
    firstDay: z.iso.date(),
    data: z.json(),
    /** SHA-256 over the data's canonical JSON. */
    dataHash: hashSchema,
    request: studyRequestSchema,
    result: studyResultSchema,
  })
  .strict();
export type StudyBundle = z.infer<typeof studyBundleSchema>;

/** What playing a bundle again has shown. */
export const bundleCheckSchema = z.object({
  /** What differs from what the bundle says; nothing = the same bits. */
  differences: z.array(z.enum(['data', 'model', 'engine', 'result'])),
  saidHash: z.string(),
  foundHash: z.string(),
});
export type BundleCheck = z.infer<typeof bundleCheckSchema>;
