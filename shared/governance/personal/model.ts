import { z } from 'zod';

/** Kinds of personal data that are looked for. Each has a name in both languages (`personal:kind.<kind>`). */
export const PERSONAL_KINDS = [
  'name',
  'mobile',
  'landline',
  'email',
  'idCard',
  'bankCard',
  'passport',
  'permit',
  'plate',
  'address',
] as const;
export const personalKindSchema = z.enum(PERSONAL_KINDS);
export type PersonalKind = z.infer<typeof personalKindSchema>;

/** A stretch of a text that is personal data: `[start, end)` in UTF-16 units. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
  /** 0 to 1: how sure the finder is, from form, check digits and the words around. No measured frequency. */
  readonly confidence: number;
}

/** From here on a finding counts as personal data: it is masked and reported. */
export const CERTAIN_ENOUGH = 0.5;
