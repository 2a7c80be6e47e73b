import { z } from 'zod';
import { STREAM_IDS } from './streams/streams';

/**
 * The model language: a scenario model is data, played by a kernel of the engine. Ids of levers and assumptions are those that the
 * kernel's reader asks for.
 */

const textSchema = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }).strict();

/** Units of assumptions; a unit limits what values make sense. */
const UNITS = [
  'logOdds',
  'logOddsPerLogPrice',
  'chance',
  'chancePerDay',
  'days',
  'logFactor',
  'factor',
  'logMoney',
  'shape',
] as const;

const assumptionSchema = z
  .object({
    id: z.string().regex(/^[a-z][A-Za-z]*$/),
    unit: z.enum(UNITS),
    /** Of the prior, normal where its standard deviation is above 0. */
    mean: z.number(),
    sd: z.number().min(0),
    /** Outside of this the mean is refused. */
    least: z.number(),
    most: z.number(),
  })
  .strict()
  .refine(({ mean, least, most }) => mean >= least && mean <= most, 'outside its own limits')
  .refine(
    ({ unit, least, most }) => !unit.startsWith('chance') || (least >= 0 && most <= 1),
    'a chance lies between 0 and 1',
  )
  .refine(
    ({ unit, least }) => !['days', 'factor', 'shape'].includes(unit) || least >= 0,
    'such a quantity is never negative',
  );

const leverSchema = z
  .object({
    id: z.string().regex(/^[a-z]+$/),
    unit: z.enum(['percent', 'money']),
    least: z.number(),
    most: z.number(),
  })
  .strict()
  // A variant that names no lever leaves everything as it is.
  .refine(({ least, most }) => least <= 0 && most > 0, '0 must be allowed');

const distinct = (list: readonly { id: string }[]): boolean =>
  new Set(list.map(({ id }) => id)).size === list.length;

export const scenarioSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z-]*$/),
    version: z.int().min(1),
    kernel: z.enum(['retail']),
    name: textSchema,
    question: textSchema,
    /** Data streams that sharpen the answer. */
    streams: z.array(z.enum(STREAM_IDS)),
    levers: z.array(leverSchema).min(1).refine(distinct, 'an id occurs twice'),
    assumptions: z.array(assumptionSchema).refine(distinct, 'an id occurs twice'),
    /** Where the assumptions come from. */
    origin: z.enum(['data', 'expert', 'default']),
    source: textSchema,
    /** What the model must not be used for. */
    notFor: z.array(textSchema).min(1),
  })
  .strict();
export type ScenarioModel = z.infer<typeof scenarioSchema>;

/** Mean and standard deviation of an assumption. @throws RangeError when the model has none of that name */
export function assumption(model: ScenarioModel, id: string): { mean: number; sd: number } {
  const found = model.assumptions.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`${model.id} has no assumption ${id}`);
  return found;
}
