import { z } from 'zod';
import { idSchema } from '../model';

/** What can stand in the workspace twice. */
const DUPLICATE_KINDS = ['account', 'contact'] as const;
export const duplicateKindSchema = z.enum(DUPLICATE_KINDS);
export type DuplicateKind = z.infer<typeof duplicateKindSchema>;

/** Why two records may be one, or speak against it; in words under `accounts:reason.<code>`. */
const REASONS_FOR = [
  'taxSame',
  'nameSame',
  'coreSame',
  'soundSame',
  'nearName',
  'shortName',
  'domainSame',
  'phoneSame',
  'mailSame',
  'personSame',
  'personSound',
  'accountSame',
] as const;
const REASONS_AGAINST = [
  'regionMissing',
  'formMissing',
  'formDiffers',
  'groupDiffers',
  'domainDiffers',
  'cityDiffers',
  'phoneDiffers',
  'mailDiffers',
  'personDiffers',
] as const;
export const reasonSchema = z.enum([...REASONS_FOR, ...REASONS_AGAINST]);
export type Reason = z.infer<typeof reasonSchema>;

/** From this score on an import takes a record for the stored one: an equal name or core with evidence, nothing against. */
export const CERTAIN_FROM = 92;
/** From this score on two records are probably one; below it they may be. */
export const LIKELY_FROM = 85;
/** Pairs below are not shown. */
export const SHOWN_FROM = 60;

export const likenessSchema = z.object({
  /** 60–100; 100 = the same number of the register. */
  score: z.number().int().min(SHOWN_FROM).max(100),
  reasons: z.array(reasonSchema),
});
/** How alike two records are, and why. */
export type Likeness = z.infer<typeof likenessSchema>;

const duplicatePairSchema = likenessSchema.extend({
  a: z.object({ id: idSchema, name: z.string() }),
  b: z.object({ id: idSchema, name: z.string() }),
  /** A person put it off. */
  later: z.boolean(),
});
export type DuplicatePair = z.infer<typeof duplicatePairSchema>;

export const duplicateSearchSchema = z.object({
  kind: duplicateKindSchema,
  /** Records that were compared. */
  records: z.number().int().nonnegative(),
  /** Pairs that were found; `pairs` holds the most alike of them. */
  total: z.number().int().nonnegative(),
  pairs: z.array(duplicatePairSchema),
});
export type DuplicateSearch = z.infer<typeof duplicateSearchSchema>;

/** `different` is remembered, and the pair never shown again; `later` puts it at the end. */
export const verdictSchema = z.enum(['different', 'later']);
export type Verdict = z.infer<typeof verdictSchema>;
