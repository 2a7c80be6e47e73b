import { z } from 'zod';
import {
  columnMappingSchema,
  importProblemSchema,
  tableFormatSchema,
} from '#shared/pipeline/import-model';
import { FRESHNESS } from './quality';
import { STREAM_IDS, type LoadedStreamId } from './streams';

const streamIdSchema = z.enum(STREAM_IDS);
export const loadedStreamIdSchema = streamIdSchema.exclude([
  'pipeline',
  'contentUse',
]) satisfies z.ZodType<LoadedStreamId>;

const shareSchema = z.number().min(0).max(1).nullable();

/** What is known of one stream; days are ISO dates. */
export const streamStatusSchema = z.object({
  id: streamIdSchema,
  rows: z.number().int().nonnegative(),
  /** Days that the rows tell of; null without rows. */
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  /** Different shops and articles; null where the stream has none. */
  stores: z.number().int().nonnegative().nullable(),
  skus: z.number().int().nonnegative().nullable(),
  freshness: z.enum(FRESHNESS),
  /** 0–100, of the weakest part; null without rows. */
  score: z.number().int().min(0).max(100).nullable(),
  covered: shareSchema,
  filled: shareSchema,
  accepted: shareSchema,
  /** The newest file; null for what the workspace holds anyway. */
  lastLoad: z
    .object({
      fileName: z.string(),
      loadedAt: z.number().int(),
      actorName: z.string(),
      rows: z.number().int().nonnegative(),
      rejected: z.number().int().nonnegative(),
      currency: z.string(),
    })
    .nullable(),
});
export type StreamStatus = z.infer<typeof streamStatusSchema>;

/** What a file would bring, or brought. */
export const streamReportSchema = z.object({
  stream: loadedStreamIdSchema,
  headers: z.array(z.string()),
  mapping: columnMappingSchema,
  /** Records read, without the header. */
  rows: z.number().int().nonnegative(),
  /** Of them new, in place of a row with the same identity, and left out. */
  inserted: z.number().int().nonnegative(),
  replaced: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  /** The first of the problems, and how many there are. */
  problems: z.array(importProblemSchema),
  problemCount: z.number().int().nonnegative(),
});
export type StreamReport = z.infer<typeof streamReportSchema>;

/** How a file is read into a stream. */
export const streamPlanSchema = z.object({
  stream: loadedStreamIdSchema,
  format: tableFormatSchema,
  /** Null = by what the headers say. */
  mapping: columnMappingSchema.nullable(),
  /** ISO 4217, for amounts. */
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type StreamPlan = z.infer<typeof streamPlanSchema>;
