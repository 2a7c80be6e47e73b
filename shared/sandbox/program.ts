import { z } from 'zod';

/**
 * Equations of a scenario model as data, composed from components of the engine. Expressions know names, numbers, + − × ÷ (as
 * `+ - * /`), comparisons and the functions of docs/engine.md; a unit is written like `money/unit`, and `1` is none.
 */

const idSchema = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const textSchema = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }).strict();
const unitSchema = z.string().regex(/^(1|[a-z]+)(\/[a-z]+)*$/);
const expression = z.string().min(1).max(400);

/** What the loaded streams can tell of an article in a store, or of the article; a model's field says which of them it is. */
const STREAM_MEASURES = [
  'weeklyUnits',
  'unitsOnHand',
  'weeksKept',
  'price',
  'unitCost',
  'seasonOfSales',
] as const;
export type StreamMeasure = (typeof STREAM_MEASURES)[number];

/** A number of the data: in a column of places, a row of steps, or alone. */
const fieldSchema = z
  .object({
    id: idSchema,
    name: textSchema,
    unit: unitSchema,
    least: z.number(),
    most: z.number(),
    /** Whether it counts things. */
    whole: z.boolean().default(false),
    /** How the loaded streams tell it; a field without it is only in files. */
    from: z.enum(STREAM_MEASURES).optional(),
    /** What stands for it where the streams do not tell: a number, or so many times another field before it. */
    usual: z.object({ times: z.number(), of: idSchema.optional() }).strict().optional(),
    /** The assumption, a standard deviation of logs between places, that grows by what a short history leaves open of it. */
    unsure: idSchema.optional(),
  })
  .strict();
export type ProgramField = z.infer<typeof fieldSchema>;

const chance = expression;
const named = { id: idSchema };

const statementSchema = z.discriminatedUnion('does', [
  z.object({ ...named, does: z.literal('formula'), unit: unitSchema, is: expression }).strict(),
  /** What it was at the end of the step before. */
  z
    .object({
      ...named,
      does: z.literal('memory'),
      unit: unitSchema,
      of: z.enum(['places', 'all']),
      starts: expression,
      becomes: expression,
    })
    .strict(),
  /** What is done echoes: so much of it is left a step later. */
  z.object({ ...named, does: z.literal('carryOver'), of: expression, keeps: chance }).strict(),
  /** Happens or not, once a future; a switch can force it. */
  z.object({ ...named, does: z.literal('event'), chance, switch: idSchema.optional() }).strict(),
  /** A rival (or the like) is active or not, step by step; a switch can force it. */
  z
    .object({
      ...named,
      does: z.literal('regime'),
      starts: chance,
      begins: chance,
      stays: chance,
      switch: idSchema.optional(),
    })
    .strict(),
  /** Counts that come by chance around a mean; evenness is the shape of a gamma, small = uneven. */
  z
    .object({
      ...named,
      does: z.literal('arrivals'),
      mean: expression,
      evenness: expression.optional(),
    })
    .strict(),
  /** So many of the ones before go on to each part. */
  z
    .object({
      ...named,
      does: z.literal('funnel'),
      from: expression,
      parts: z.array(z.object({ ...named, chance }).strict()).min(1),
    })
    .strict(),
  z
    .object({
      ...named,
      does: z.literal('stock'),
      demand: expression,
      /** Ordered up to this when at or below `orderAt` (always, when not given), every so many steps. */
      upTo: expression,
      orderAt: expression.optional(),
      every: z.int().min(1).max(366).default(1),
      /** Steps until an order is there. */
      lead: expression,
      longestLead: z.int().min(0).max(60),
      /** Steps that goods keep, a number or a constant of the data; for ever when not given. */
      life: z.union([z.int().min(1).max(250), idSchema]).optional(),
      opening: expression,
      openingLife: expression.optional(),
      /** Share of what one place could give and another wants that is moved. */
      moved: expression.optional(),
      wanted: expression.optional(),
      /** What is asked for in vain is owed instead of lost. */
      owed: z.boolean().default(false),
    })
    .strict(),
  /** Work that waits for capacity. */
  z
    .object({ ...named, does: z.literal('queue'), arriving: expression, capacity: expression })
    .strict(),
  /** People take a thing up by themselves, or because others have (Bass). */
  z
    .object({
      ...named,
      does: z.literal('adoption'),
      market: expression,
      innovation: chance,
      imitation: chance,
    })
    .strict(),
  z
    .object({
      ...named,
      does: z.literal('renewal'),
      starts: expression,
      keeps: chance,
      gains: expression,
    })
    .strict(),
  /** Cases pass stage by stage, or drop out. */
  z
    .object({
      ...named,
      does: z.literal('stages'),
      entering: expression,
      parts: z
        .array(
          z
            .object({ ...named, moves: chance, drops: chance, opening: expression.optional() })
            .strict(),
        )
        .min(1)
        .max(16),
    })
    .strict(),
  /** Cases that several departments work on at the same time. */
  z
    .object({
      ...named,
      does: z.literal('approval'),
      entering: expression,
      departments: z
        .array(z.object({ ...named, chance, capacity: expression }).strict())
        .min(1)
        .max(4),
    })
    .strict(),
  /** Spends as wished while there is money. */
  z.object({ ...named, does: z.literal('budget'), wish: expression, limit: expression }).strict(),
]);
export type ProgramStatement = z.infer<typeof statementSchema>;

export const programSchema = z
  .object({
    /** What the rows of the data are (stores, regions, segments); null = there is only one. */
    places: z
      .object({ name: textSchema, fields: z.array(fieldSchema) })
      .strict()
      .nullable(),
    /** By step. */
    calendar: z.array(fieldSchema),
    constants: z.array(fieldSchema),
    /** Steps when the data do not say. */
    steps: z.int().min(1).max(400),
    once: z.array(statementSchema),
    each: z.array(statementSchema).min(1),
    /** Of each output; `total(x)` sums over places and steps, `highest(x)` is the highest of the sums over places. */
    outputs: z.record(idSchema, expression),
  })
  .strict();
export type Program = z.infer<typeof programSchema>;

/** Whether loaded streams can tell anything of a program's data, and all that they may not tell has a usual value. */
export function isToldByStreams({ places, calendar, constants }: Program): boolean {
  const fields = [...(places?.fields ?? []), ...calendar, ...constants];
  return (
    places !== null &&
    fields.some(({ from }) => from !== undefined) &&
    fields.every(({ from, usual }) => from !== undefined || usual !== undefined)
  );
}
