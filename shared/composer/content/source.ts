import { z } from 'zod';
import { daySchema, idSchema, instantSchema } from '../../pipeline/model';

/** How far a source may be relied on, from a person's judgement; the kind only suggests one. */
export const TRUST_LEVELS = ['high', 'medium', 'low'] as const;
export const trustSchema = z.enum(TRUST_LEVELS);
export type Trust = z.infer<typeof trustSchema>;

/** One of the kinds of source that ship in `resources/content/source-kinds.json`. */
export interface SourceKind {
  readonly id: string;
  readonly 'zh-CN': string;
  readonly en: string;
  /** What is suggested for a new source of this kind. */
  readonly trust: Trust;
  /** Months after which a new source of this kind is suggested to expire. */
  readonly months: number;
}

/** What backs a source: a file by its name and digest (the file itself stays where it is), and a word about it. */
export const evidenceSchema = z.object({
  fileName: z.string().min(1).max(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  note: z.string().trim().max(400),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What a person states of a source. */
export const sourceFactsSchema = z.object({
  kind: z.string().min(1).max(40),
  title: z.string().trim().min(1).max(200),
  /** Who issued it. */
  issuer: z.string().trim().max(200),
  /** Where it is found: an address, an edition and page, a file number. */
  locator: z.string().trim().max(500),
  /** Under which terms it may be passed on. */
  licence: z.string().trim().max(200),
  trust: trustSchema,
  /** The person of the company who answers for it; null = nobody yet. */
  ownerId: idSchema.nullable(),
  evidence: z.array(evidenceSchema).max(12),
  /** Last day on which it may be cited; null = it does not expire. */
  expiresOn: daySchema.nullable(),
});
export type SourceFacts = z.infer<typeof sourceFactsSchema>;

/** States that are stored; that a source has expired follows from its day (`sourceStatus`). */
export const SOURCE_STATES = ['requested', 'admitted', 'refused', 'withdrawn'] as const;
export const sourceStateSchema = z.enum(SOURCE_STATES);
export type SourceState = z.infer<typeof sourceStateSchema>;

/** What may be done about a source: `renew` gives an admitted one another last day. */
export const SOURCE_ACTS = ['request', 'admit', 'refuse', 'withdraw', 'renew'] as const;
export type SourceAct = (typeof SOURCE_ACTS)[number];

const NEXT: Readonly<Record<SourceState, Partial<Record<SourceAct, SourceState>>>> = {
  requested: { request: 'requested', admit: 'admitted', refuse: 'refused' },
  admitted: { withdraw: 'withdrawn', renew: 'admitted' },
  refused: { request: 'requested' },
  withdrawn: { request: 'requested' },
};

/** The state after an act; null = the act is not possible in this state. */
export function nextSourceState(state: SourceState, act: SourceAct): SourceState | null {
  return NEXT[state][act] ?? null;
}

/** Acts that need a word of why. */
export const REASONED_ACTS: ReadonlySet<SourceAct> = new Set<SourceAct>(['refuse', 'withdraw']);

/** How a source stands on a day. */
export type SourceStatus = SourceState | 'expired';

/** The stored state, or `expired` for an admitted source whose last day is over. Days as ISO dates. */
export function sourceStatus(
  { state, expiresOn }: { readonly state: SourceState; readonly expiresOn: string | null },
  today: string,
): SourceStatus {
  return state === 'admitted' && expiresOn !== null && expiresOn < today ? 'expired' : state;
}

/** What a source lacks before it can be admitted: terms, somebody who answers for it, and something that backs it. */
export const SOURCE_GAPS = ['licence', 'ownerId', 'evidence', 'expired'] as const;
export type SourceGap = (typeof SOURCE_GAPS)[number];

/** @param today a source whose last day is over cannot be admitted */
export function sourceGaps(source: SourceFacts, today: string): SourceGap[] {
  return [
    ...(source.licence === '' ? (['licence'] as const) : []),
    ...(source.ownerId === null ? (['ownerId'] as const) : []),
    ...(source.evidence.length === 0 && source.locator === '' ? (['evidence'] as const) : []),
    ...(source.expiresOn !== null && source.expiresOn < today ? (['expired'] as const) : []),
  ];
}

export const sourceSchema = sourceFactsSchema.extend({
  id: idSchema,
  version: z.number().int().positive(),
  state: sourceStateSchema,
  /** The state with expiry looked at. */
  status: z.enum([...SOURCE_STATES, 'expired']),
  /** Why it was refused or withdrawn; a word on the admission. */
  reason: z.string(),
  requestedAt: instantSchema,
  requestedBy: z.string(),
  decidedAt: instantSchema.nullable(),
  decidedBy: z.string().nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

export const sourceDecisionSchema = z.object({
  id: idSchema,
  version: z.number().int().positive(),
  act: z.enum(['admit', 'refuse', 'withdraw', 'renew']),
  reason: z.string().trim().max(400),
  /** Of `renew`: the new last day. */
  expiresOn: daySchema.nullable(),
});
export type SourceDecision = z.infer<typeof sourceDecisionSchema>;
