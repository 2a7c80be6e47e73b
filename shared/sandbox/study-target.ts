import { z } from 'zod';

/** What position of a lever reaches a target, and how sure that is. */

export const targetQuestionSchema = z
  .object({
    /** The variant whose lever is moved. */
    variantId: z.string().min(1).max(64),
    lever: z.string().max(64),
    output: z.string().max(64),
    /** At least so much, or at most, where less is better. */
    target: z.number(),
    /** How sure it has to be. */
    chance: z.number().min(0.01).max(0.99),
  })
  .strict();
export type TargetQuestion = z.infer<typeof targetQuestionSchema>;

export const targetAnswerSchema = z.object({
  /** The position nearest to today's that is sure enough, on the lever's steps; null when none is. */
  position: z.number().nullable(),
  /** Between which positions the answer lies, two standard errors of the chance to either side. */
  between: z.object({ sure: z.number().nullable(), possible: z.number().nullable() }),
  /** Every position that was played, in order. */
  tried: z.array(z.object({ position: z.number(), chance: z.number(), se: z.number() })),
});
export type TargetAnswer = z.infer<typeof targetAnswerSchema>;
