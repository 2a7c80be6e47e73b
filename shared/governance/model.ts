import { z } from 'zod';

/** What is audited. A closed list: each kind has a sentence in both languages (`audit:what.<kind>`). */
export const AUDIT_KINDS = [
  'documentExported',
  'tableExported',
  'rejectsExported',
  'keptExported',
  'auditExported',
  'imported',
  'importUndone',
  'importRedone',
  'bulkEdited',
  'bulkEditUndone',
  'bulkEditRedone',
  'rulesSaved',
  'merged',
  'mergeUndone',
  'mergeRedone',
  'unmerged',
  'sourceAdmitted',
  'sourceRefused',
  'sourceWithdrawn',
  'sourceRenewed',
  'contentReleased',
  'contentReturned',
  'contentConfirmed',
  'contentWithdrawn',
  'contradictionAccepted',
  'rightsChanged',
  'rightsUndone',
  'rightsRedone',
  'viewedAs',
  'viewedAsEnded',
  'keyRotated',
  'keyRevoked',
  'fileVerified',
  'unmasked',
  'accountUnmasked',
  'backedUp',
  'restored',
  'unlockFailed',
] as const;
export const auditKindSchema = z.enum(AUDIT_KINDS);
export type AuditKind = z.infer<typeof auditKindSchema>;

/** Ids, counts, file names and times (epoch ms): what the entry needs and no other data of customers. */
export const auditFactsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type AuditFacts = z.infer<typeof auditFactsSchema>;

/** What was done, without who and when: those are added where it is written. */
export interface AuditNote {
  readonly kind: AuditKind;
  readonly facts: AuditFacts;
}

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** An entry as it is shown; `hash` covers the whole entry and the hash before it. */
export const auditEntrySchema = z.object({
  /** 1, 2, 3 … without a gap. */
  n: z.number().int().positive(),
  at: z.number().int(),
  /** Null: not a kind of this version, or an entry that was changed. */
  kind: auditKindSchema.nullable(),
  actorId: z.string(),
  actorName: z.string(),
  facts: auditFactsSchema,
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Which entries are asked for; null = all. */
export const auditFilterSchema = z.object({
  kind: auditKindSchema.nullable(),
  actorId: z.string().max(64).nullable(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** A window of the filtered entries, newest first. */
export const auditPageInputSchema = auditFilterSchema.extend({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(200),
});
export type AuditPageInput = z.infer<typeof auditPageInputSchema>;

export const auditPageSchema = z.object({
  /** Entries that fit the filter. */
  total: z.number().int().nonnegative(),
  entries: z.array(auditEntrySchema),
  /** Everyone who has an entry, by name. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** A signed word on the chain: so many entries, the last with this hash. One line of the file beside the database. */
export const checkpointSchema = z.strictObject({
  size: z.number().int().positive(),
  head: sha256Schema,
  at: z.number().int(),
  /** Ed25519, 32 bytes in base 64 for URLs. */
  publicKey: z.string().length(43),
  signature: z.string().length(86),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/**
 * What a verification can find. About entries: `changed` (the hash does not fit the entry), `unlinked` (it does not
 * follow the entry before), `missing` (a number is not there). About checkpoints: `cut` (fewer entries than were
 * signed), `restamped` (another hash than was signed), `forged` (the signature does not fit or is of a strange key).
 * About the file beside the database: `noFile`, `fileDamaged` (a line is no checkpoint), `notInFile` (a checkpoint of
 * the database is not in it).
 */
export const AUDIT_PROBLEMS = [
  'changed',
  'unlinked',
  'missing',
  'cut',
  'restamped',
  'forged',
  'noFile',
  'fileDamaged',
  'notInFile',
] as const;
export type AuditProblemCode = (typeof AUDIT_PROBLEMS)[number];

/** Problems that are listed; `problemCount` counts all. */
export const MAX_AUDIT_PROBLEMS = 50;

export const auditReportSchema = z.object({
  verdict: z.enum(['intact', 'altered']),
  entries: z.number().int().nonnegative(),
  /** How many of the entries a valid checkpoint covers: what comes after could still be cut unnoticed. */
  sealed: z.number().int().nonnegative(),
  /** When the newest valid checkpoint was made. */
  sealedAt: z.number().int().nullable(),
  /** Entries that a restore left behind and said so. */
  lost: z.number().int().nonnegative(),
  problems: z.array(
    z.object({
      code: z.enum(AUDIT_PROBLEMS),
      /** The entry, the size of the checkpoint or the line of the file; null = the whole file. */
      n: z.number().int().nullable(),
    }),
  ),
  problemCount: z.number().int().nonnegative(),
});
export type AuditReport = z.infer<typeof auditReportSchema>;
