import { z } from 'zod';
import { idSchema } from '../../pipeline/model';
import { blockSchema } from '../model';
import { contentKindSchema, VERSION_FLAGS, versionStateSchema } from './block';

/** A version of reviewed content as the composer shows it where a document refers to it. */
export const shownVersionSchema = z.object({
  id: idSchema,
  blockId: idSchema,
  kind: contentKindSchema,
  number: z.number().int().positive(),
  state: versionStateSchema,
  flags: z.array(z.enum(VERSION_FLAGS)),
  title: z.string(),
  /** The release that took its place. */
  newer: z.object({ id: idSchema, number: z.number().int().positive() }).nullable(),
  /** What it says, as blocks that are printed. */
  blocks: z.array(blockSchema),
});
export type ShownVersion = z.infer<typeof shownVersionSchema>;

/** Why a version may not go out; null = it may. */
export const REFUSALS = [
  'gone',
  'notReleased',
  'withdrawn',
  'sourceGone',
  'sourceExpired',
] as const;
export type ContentRefusal = (typeof REFUSALS)[number];

/**
 * Whether what a document refers to may go out: it was released, and what it cites may still be cited. A version that was
 * superseded may: the person is told of the newer one.
 */
export function contentRefusal(
  version: Pick<ShownVersion, 'state' | 'flags'> | undefined,
): ContentRefusal | null {
  if (version === undefined) return 'gone';
  const { state, flags } = version;
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'draft' || state === 'inReview') return 'notReleased';
  if (flags.includes('sourceGone')) return 'sourceGone';
  return flags.includes('sourceExpired') ? 'sourceExpired' : null;
}
