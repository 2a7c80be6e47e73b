import { z } from 'zod';

const estimateSchema = z.object({ value: z.number(), se: z.number() });

/** How much of each output's variance comes from which uncertain assumption; largest total share of the ranked output first. */
export const studySensitivitySchema = z.object({
  variantId: z.string(),
  /** Points that were played. */
  points: z.int(),
  inputs: z.array(
    z.object({
      /** An assumption of the model. */
      id: z.string(),
      /** By output: share explained by it alone, and share that also counts what it does together with others. */
      shares: z.record(z.string(), z.object({ first: estimateSchema, total: estimateSchema })),
    }),
  ),
});
export type StudySensitivity = z.infer<typeof studySensitivitySchema>;
