import { z } from 'zod';
import { duplicateKindSchema, likenessSchema } from './duplicates/model';
import { idSchema } from './model';

/** Said of a record of a file that looks like a stored one: it is another. */
export const NEW_RECORD = 'new';

/**
 * What a person decided of records that look like stored ones: kind and the name that the file has (`account 华东电气`) →
 * id of the stored record, or {@link NEW_RECORD}. An id that is not there any more decides nothing.
 */
export const sameSchema = z.record(z.string().max(420), z.union([idSchema, z.literal(NEW_RECORD)]));
export type Same = z.infer<typeof sameSchema>;

/** What becomes of a probable one that nobody decided on: a record of its own, or the stored one. */
export const UNDECIDED = ['new', 'existing'] as const;
export type Undecided = (typeof UNDECIDED)[number];

/** A customer or contact that a file names and that is not stored under that name or number, but may be stored. */
export const alikeSchema = z.object({
  kind: duplicateKindSchema,
  /** The name in the file. */
  name: z.string(),
  /** Rows that name it. */
  rows: z.number().int().positive(),
  /** The id of the stored record that is taken for it; null = it is another one. */
  taken: idSchema.nullable(),
  /** `certain`: by the rules alone; `chosen`: by a person, now or with the last such file; `undecided`: as {@link UNDECIDED} says. */
  by: z.enum(['certain', 'chosen', 'undecided']),
  /** Stored records that it may be, best first, at most five. */
  options: z.array(likenessSchema.extend({ id: idSchema, name: z.string() })),
});
export type Alike = z.infer<typeof alikeSchema>;

/** Under which a decision is kept. */
export function sameKey({ kind, name }: Pick<Alike, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
