import { z } from 'zod';
import { programSchema } from './program';
import { STREAM_IDS } from './streams/streams';

/**
 * The model language: a scenario model is data, played by a kernel of the engine. This file holds what all models have in
 * common: what is asked, what can be set, what is assumed, what comes out. Ids are those that the kernel's reader asks for.
 */

const textSchema = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) }).strict();
/** A text of a model in both languages. */
export type ScenarioText = z.infer<typeof textSchema>;

/** In which unit a lever, an assumption or an output is told. `percent` of 10 means a tenth, a `share` of 0.1 does. */
const UNITS = [
  'logOdds',
  'logOddsPerLogPrice',
  'chance',
  'chancePerDay',
  'chancePerWeek',
  'days',
  'weeks',
  'logFactor',
  'factor',
  'logMoney',
  'shape',
  'percent',
  'share',
  'elasticity',
  'money',
  'moneyPerUnit',
  'units',
  'unitsPerWeek',
  'people',
  'deals',
] as const;
export type ScenarioUnit = (typeof UNITS)[number];
const NEVER_NEGATIVE: readonly ScenarioUnit[] = [
  'days',
  'weeks',
  'factor',
  'shape',
  'units',
  'unitsPerWeek',
  'people',
  'deals',
];

const idSchema = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
/** Where an assumption comes from. */
const originSchema = z.enum(['data', 'expert', 'literature', 'default']);

const assumptionSchema = z
  .object({
    id: idSchema,
    name: textSchema,
    unit: z.enum(UNITS),
    /** Of the prior, normal where its standard deviation is above 0. */
    mean: z.number(),
    sd: z.number().min(0),
    /** Outside of this the mean is refused. */
    least: z.number(),
    most: z.number(),
    /**
     * `once`: unknown but the same for a whole future, so it can be a risk variable. `often`: the standard deviation tells how
     * days or weeks differ within a future.
     */
    drawn: z.enum(['once', 'often']).default('once'),
    /** Whether people may change it in their copy of the model. */
    editable: z.boolean().default(true),
    /** Where it comes from, when not from where all others do. */
    origin: originSchema.optional(),
    source: textSchema.optional(),
  })
  .strict()
  .refine(({ mean, least, most }) => mean >= least && mean <= most, 'outside its own limits')
  .refine(
    ({ unit, least, most }) =>
      !(unit.startsWith('chance') || unit === 'share') || (least >= 0 && most <= 1),
    'a chance lies between 0 and 1',
  )
  .refine(
    ({ unit, least }) => !NEVER_NEGATIVE.includes(unit) || least >= 0,
    'such a quantity is never negative',
  );
export type ScenarioAssumption = z.infer<typeof assumptionSchema>;

const leverSchema = z
  .object({
    id: idSchema,
    name: textSchema,
    unit: z.enum(UNITS),
    least: z.number(),
    most: z.number(),
    /** Distance of two positions of its slider. */
    step: z.number().positive(),
    /** Where it stands when a variant does not name it: as today. */
    usual: z.number(),
    /** What it usually costs in each place at its end, and the lever of money that holds such costs. */
    spends: z.object({ lever: idSchema, perPlace: z.number().positive() }).strict().optional(),
  })
  .strict()
  .refine(
    ({ least, most, usual }) => least < most && usual >= least && usual <= most,
    'as today must be allowed',
  );
export type ScenarioLever = z.infer<typeof leverSchema>;

const switchSchema = z.object({ id: idSchema, name: textSchema }).strict();

const outputSchema = z
  .object({
    id: idSchema,
    name: textSchema,
    unit: z.enum(UNITS),
    /** What people want of it. */
    better: z.enum(['more', 'less']),
    /** What the loaded streams will tell of it when the days are over; promises of it are scored by that. */
    actual: z.enum(['units', 'revenue', 'meanPrice']).optional(),
    /** Whether its course over time is told, too. */
    overTime: z.boolean().default(false),
  })
  .strict();
export type ScenarioOutput = z.infer<typeof outputSchema>;

/** A variant that a first draft compares with today's. */
const trySchema = z.object({ name: textSchema, levers: z.record(idSchema, z.number()) }).strict();

const distinct = (list: readonly { id: string }[]): boolean =>
  new Set(list.map(({ id }) => id)).size === list.length;
const TWICE = 'an id occurs twice';

export const scenarioSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.int().min(1),
    kernel: z.enum(['retail', 'components']),
    /** Equations of a model of components. */
    program: programSchema.optional(),
    name: textSchema,
    question: textSchema,
    /** Data streams that sharpen the answer. */
    streams: z.array(z.enum(STREAM_IDS)),
    levers: z.array(leverSchema).min(1).refine(distinct, TWICE),
    switches: z.array(switchSchema).refine(distinct, TWICE),
    assumptions: z.array(assumptionSchema).refine(distinct, TWICE),
    outputs: z.array(outputSchema).min(1).refine(distinct, TWICE),
    /** What a first draft tries; each of the first levers for itself, when not given. */
    tries: z.array(trySchema).max(7).default([]),
    /** The output by which variants are ranked. */
    ranked: idSchema,
    /** One step of what is told over time. */
    step: z.enum(['day', 'week']),
    /** Where the assumptions come from. */
    origin: originSchema,
    source: textSchema,
    /** What the model must not be used for. */
    notFor: z.array(textSchema).min(1),
  })
  .strict()
  .refine(({ outputs, ranked }) => outputs.some(({ id }) => id === ranked), {
    path: ['ranked'],
    message: 'not an output',
  })
  .refine(
    ({ levers }) =>
      levers.every(
        ({ spends }) =>
          spends === undefined ||
          levers.some(({ id, unit }) => id === spends.lever && unit === 'money'),
      ),
    { path: ['levers'], message: 'what a lever spends is held by a lever of money' },
  )
  .refine(
    ({ levers, tries }) =>
      tries.every((one) =>
        Object.entries(one.levers).every(([id, value]) =>
          levers.some((own) => own.id === id && value >= own.least && value <= own.most),
        ),
      ),
    { path: ['tries'], message: 'outside the limits of a lever' },
  )
  .refine(({ kernel, program }) => (kernel === 'components') === (program !== undefined), {
    path: ['program'],
    message: 'a model of components has a program, others have none',
  });
export type ScenarioModel = z.infer<typeof scenarioSchema>;

/** Mean and standard deviation of an assumption. @throws RangeError when the model has none of that name */
export function assumption(
  model: Pick<ScenarioModel, 'id' | 'assumptions'>,
  id: string,
): { mean: number; sd: number } {
  const found = model.assumptions.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`${model.id} has no assumption ${id}`);
  return found;
}

/** More positions than this no hand can tell apart on a slider. */
const MOST_POSITIONS = 2000;

/** Whether a lever is moved by a slider; other amounts are typed. */
export function hasSlider({
  least,
  most,
  step,
}: Pick<ScenarioLever, 'least' | 'most' | 'step'>): boolean {
  return (most - least) / step <= MOST_POSITIONS;
}
