import { z } from 'zod';
import { idSchema } from '#shared/pipeline/model';
import { maskSpans } from './mask';
import { type Finding, personalKindSchema } from './model';

/** Fields that may hold personal data; each has a name in both languages (`personal:place.<place>`). */
const PERSONAL_PLACES = [
  'contactName',
  'contactTitle',
  'contactPhone',
  'contactEmail',
  'accountName',
  'accountPhone',
  'accountWebsite',
  'opportunityName',
  'needSummary',
  'lossReason',
  'touchpointSubject',
  'touchpointBody',
  'stageReason',
  'approvalReason',
] as const;
const personalPlaceSchema = z.enum(PERSONAL_PLACES);
export type PersonalPlace = z.infer<typeof personalPlaceSchema>;

/** Records that a report names for one field and kind; the counts are of all. */
export const MOST_NAMED = 20;

const personalRecordSchema = z.object({
  id: idSchema,
  /** The opportunity by whose panel one gets there; null when there is none. */
  opportunityId: idSchema.nullable(),
  /** Name of the opportunity or the account; empty when there is none. */
  title: z.string(),
  /** What stands around it, masked. */
  excerpt: z.string(),
});
export type PersonalRecord = z.infer<typeof personalRecordSchema>;

/** What a search for personal data found: one entry for each field and kind that has some. */
export const personalReportSchema = z.object({
  /** Records that were looked through. */
  scanned: z.number().int().nonnegative(),
  entries: z.array(
    z.object({
      place: personalPlaceSchema,
      kind: personalKindSchema,
      records: z.number().int().positive(),
      findings: z.number().int().positive(),
      /** The first of them. */
      named: z.array(personalRecordSchema).max(MOST_NAMED),
    }),
  ),
});
export type PersonalReport = z.infer<typeof personalReportSchema>;

/** How much of a text stands before and behind a finding in its excerpt, in UTF-16 units. */
const AROUND = 16;

/** The neighbourhood of one of the findings of a text, with all of them masked. */
export function excerptOf(
  text: string,
  found: readonly Finding[],
  { start, end }: Finding,
): string {
  const before = maskSpans(
    text.slice(0, start),
    found.filter((one) => one.end <= start),
  );
  const masked = maskSpans(
    text.slice(0, end),
    found.filter((one) => one.end <= end),
  );
  const whole = maskSpans(text, found);
  const from = Math.max(0, before.length - AROUND);
  const to = Math.min(whole.length, masked.length + AROUND);
  const cut = whole.slice(from, to).replaceAll(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${cut}${to < whole.length ? '…' : ''}`;
}
