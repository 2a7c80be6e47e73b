import { z } from 'zod';
import { idSchema, instantSchema } from '../../pipeline/model';
import { versionStateSchema } from './block';

/** Of what the impact is asked. */
export const impactOfSchema = z.object({ kind: z.enum(['source', 'version']), id: idSchema });
export type ImpactOf = z.infer<typeof impactOfSchema>;

/** What is touched when a source or a version may not be used any more. */
export const impactSchema = z.object({
  /** Versions that cite the source, or the version itself. */
  blocks: z.array(
    z.object({
      blockId: idSchema,
      number: z.number().int().positive(),
      state: versionStateSchema,
      title: z.string(),
    }),
  ),
  /** Documents in which they stand as they are now. */
  documents: z.array(z.object({ id: idSchema, title: z.string() })),
  /** What left this laptop with them in it. */
  exports: z.array(
    z.object({
      exportId: idSchema,
      traceCode: z.string(),
      recipient: z.string(),
      exportedAt: instantSchema,
      title: z.string(),
    }),
  ),
});
export type Impact = z.infer<typeof impactSchema>;
