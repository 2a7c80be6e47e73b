import { z } from 'zod';
import { cellSchema, idSchema, instantSchema } from '../model';
import { duplicateKindSchema } from './model';

/** Fields of each kind in which one of two records is chosen, in the order in which they are shown. */
export const MERGE_FIELDS = {
  account: [
    'name',
    'shortName',
    'taxId',
    'website',
    'phone',
    'industry',
    'region',
    'city',
    'employees',
    'annualRevenue',
    'segment',
    'externalId',
  ],
  contact: [
    'name',
    'account',
    'role',
    'title',
    'phone',
    'email',
    'influence',
    'attitude',
    'manager',
    'externalId',
  ],
} as const;
const fieldSchema = z.enum([...new Set([...MERGE_FIELDS.account, ...MERGE_FIELDS.contact])]);
export type MergeField = z.infer<typeof fieldSchema>;

const sideSchema = z.object({
  id: idSchema,
  version: z.number().int().positive(),
  /** What moves with it when it is merged. */
  contacts: z.number().int().nonnegative(),
  opportunities: z.number().int().nonnegative(),
  touchpoints: z.number().int().nonnegative(),
});

/** Two records side by side; names stand for ids. */
export const comparisonSchema = z.object({
  kind: duplicateKindSchema,
  one: sideSchema,
  other: sideSchema,
  fields: z.array(z.object({ field: fieldSchema, one: cellSchema, other: cellSchema })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const mergeInputSchema = z.object({
  kind: duplicateKindSchema,
  /** The record that stays, and the one that goes, as they were when the person chose. */
  survivor: z.object({ id: idSchema, version: z.number().int().positive() }),
  merged: z.object({ id: idSchema, version: z.number().int().positive() }),
  /** Fields in which the survivor takes what the other one has. */
  take: z.array(fieldSchema),
});
export type MergeInput = z.infer<typeof mergeInputSchema>;

export const mergeRecordSchema = z.object({
  id: idSchema,
  kind: duplicateKindSchema,
  survivor: idSchema,
  survivorName: z.string(),
  mergedName: z.string(),
  state: z.enum(['merged', 'unmerged']),
  mergedBy: z.string(),
  mergedAt: instantSchema,
  unmergedBy: z.string().nullable(),
  unmergedAt: instantSchema.nullable(),
});
export type MergeRecord = z.infer<typeof mergeRecordSchema>;

/** What taking two records apart did. */
export const unmergeResultSchema = z.object({
  mergedId: idSchema,
  mergedName: z.string(),
  /** Rows that went back. */
  back: z.number().int().nonnegative(),
  /** Rows that came to the survivor after the merge: they stay with it. The first twenty by name. */
  stayed: z.number().int().nonnegative(),
  stayedNames: z.array(z.string()),
  /** Rows that somebody had moved or deleted since: left as they are. */
  elsewhere: z.number().int().nonnegative(),
  /** Fields of the survivor that somebody changed since: left as they are. */
  keptFields: z.array(fieldSchema),
});
export type UnmergeResult = z.infer<typeof unmergeResultSchema>;
