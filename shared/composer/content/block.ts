import { z } from 'zod';
import { daySchema, idSchema, instantSchema } from '../../pipeline/model';
import { REHEARSAL_CHARTS, richTextSchema } from '../model';

/** Kinds of reviewed content. */
export const CONTENT_KINDS = [
  'text',
  'claim',
  'specification',
  'price',
  'chart',
  'quote',
  'video',
  'action',
] as const;
export const contentKindSchema = z.enum(CONTENT_KINDS);
export type ContentKind = z.infer<typeof contentKindSchema>;

/** Months after a release in which content of a kind is to be verified again. */
export const VERIFY_MONTHS: Readonly<Record<ContentKind, number>> = {
  text: 12,
  claim: 6,
  specification: 12,
  price: 3,
  chart: 3,
  quote: 12,
  video: 6,
  action: 12,
};

/** Whom content is written for. */
export const AUDIENCES = [
  'engineer',
  'purchasing',
  'finance',
  'cto',
  'clinical',
  'infection',
  'lineManager',
  'itOperations',
  'dealer',
] as const;
export const audienceSchema = z.enum(AUDIENCES);
export type Audience = z.infer<typeof audienceSchema>;

export const FACT_TYPES = ['number', 'text', 'day'] as const;

/** One thing that is stated, typed so that it can be compared with what others state. */
export const factSchema = z
  .object({
    id: idSchema,
    /** Of what, and which property of it: together what a statement is about. */
    subject: z.string().trim().min(1).max(120),
    property: z.string().trim().min(1).max(120),
    type: z.enum(FACT_TYPES),
    /** A decimal number, an ISO day, or words. */
    value: z.string().trim().min(1).max(400),
    /** Of a number; empty = none. */
    unit: z.string().trim().max(40),
    /** First and last day on which it holds; null = no bound. */
    validFrom: daySchema.nullable(),
    validTo: daySchema.nullable(),
    sourceId: idSchema.nullable(),
  })
  .refine(({ type, value }) => type !== 'number' || /^-?\d+(\.\d+)?$/.test(value), {
    path: ['value'],
  })
  .refine(({ type, value }) => type !== 'day' || daySchema.safeParse(value).success, {
    path: ['value'],
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    path: ['validTo'],
  });
export type Fact = z.infer<typeof factSchema>;

/** What a reader sees of a kind; tables of specifications and prices are made of the facts. */
const bodySchema = z.object({
  doc: richTextSchema,
  /** Of a quote: who said it. */
  speaker: z.string().trim().max(200),
  /** Of a video or a call to action: where it leads. */
  address: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || /^(https:\/\/|mailto:)\S+$/.test(text)),
  /** Of a chart: the rehearsal, and which chart of it. */
  runId: idSchema.nullable(),
  chart: z.enum(REHEARSAL_CHARTS),
});

/** All that a review is about. */
export const versionContentSchema = z.object({
  title: z.string().trim().min(1).max(200),
  body: bodySchema,
  facts: z.array(factSchema).max(100),
  /** Sources of the whole, besides those of single facts. */
  sources: z.array(idSchema).max(20),
  tags: z.array(z.string().trim().min(1).max(40)).max(12),
  audience: z.array(audienceSchema).max(AUDIENCES.length),
});
export type VersionContent = z.infer<typeof versionContentSchema>;

export const VERSION_STATES = ['draft', 'inReview', 'released', 'superseded', 'withdrawn'] as const;
export const versionStateSchema = z.enum(VERSION_STATES);
export type VersionState = z.infer<typeof versionStateSchema>;

/**
 * What happens to a version. `recall`: taken back from the review by who wrote it; `return`: given back by who reviews;
 * `supersede`: another version of the block is released; `confirm`: verified again, unchanged.
 */
export const VERSION_ACTS = [
  'edit',
  'submit',
  'recall',
  'return',
  'approve',
  'supersede',
  'confirm',
  'withdraw',
] as const;
export type VersionAct = (typeof VERSION_ACTS)[number];

const NEXT: Readonly<Record<VersionState, Partial<Record<VersionAct, VersionState>>>> = {
  draft: { edit: 'draft', submit: 'inReview' },
  inReview: { recall: 'draft', return: 'draft', approve: 'released' },
  released: { supersede: 'superseded', confirm: 'released', withdraw: 'withdrawn' },
  superseded: { withdraw: 'withdrawn' },
  withdrawn: {},
};

/** The state after an act; null = the act is not possible in this state. */
export function nextVersionState(state: VersionState, act: VersionAct): VersionState | null {
  return NEXT[state][act] ?? null;
}

/** Acts by which authors and curators change a state. */
export const AUTHOR_MOVES = ['submit', 'recall'] as const;
export const CURATOR_MOVES = ['return', 'approve', 'confirm', 'withdraw'] as const;
const MOVES = [...AUTHOR_MOVES, ...CURATOR_MOVES] as const;
export type AuthorMove = (typeof AUTHOR_MOVES)[number];
export type CuratorMove = (typeof CURATOR_MOVES)[number];
export type Move = AuthorMove | CuratorMove;
/** Moves that need a word of why. */
export const REASONED_MOVES: ReadonlySet<Move> = new Set<Move>(['return', 'withdraw']);

/** Every source that a content cites, each once. */
export function citedSources({ sources, facts }: Pick<VersionContent, 'sources' | 'facts'>) {
  return [...new Set([...sources, ...facts.flatMap(({ sourceId }) => sourceId ?? [])])];
}

/** What keeps a content from being submitted: kinds that state something need facts or sources. */
export const CONTENT_GAPS = ['body', 'facts', 'source', 'address', 'run'] as const;
export type ContentGap = (typeof CONTENT_GAPS)[number];

const hasWords = ({ body }: VersionContent): boolean =>
  /"text":"[^"]*\S/.test(JSON.stringify(body.doc));

/** What a content of a kind lacks before it can be reviewed. */
export function contentGaps(kind: ContentKind, content: VersionContent): ContentGap[] {
  const { facts, body } = content;
  const gaps: ContentGap[] = [];
  const tabular = kind === 'specification' || kind === 'price';
  if (!tabular && kind !== 'chart' && kind !== 'video' && !hasWords(content)) gaps.push('body');
  if (tabular && facts.length === 0) gaps.push('facts');
  const uncited = facts.some(({ sourceId }) => sourceId === null) && content.sources.length === 0;
  const states = tabular || kind === 'claim' || kind === 'quote';
  if ((states && citedSources(content).length === 0) || uncited) gaps.push('source');
  if ((kind === 'video' || kind === 'action') && body.address === '') gaps.push('address');
  if (kind === 'chart' && body.runId === null) gaps.push('run');
  return gaps;
}

/**
 * What is wrong with a released version although nobody changed it: a source that may not be cited any more, the time
 * of its verification is over.
 */
export const VERSION_FLAGS = ['sourceGone', 'sourceExpired', 'overdue'] as const;
export type VersionFlag = (typeof VERSION_FLAGS)[number];

export const contentVersionSchema = z.object({
  id: idSchema,
  /** Of the row, for changes made from it. */
  version: z.number().int().positive(),
  blockId: idSchema,
  /** 1, 2, 3 … within the block. */
  number: z.number().int().positive(),
  kind: contentKindSchema,
  language: z.enum(['zh-CN', 'en']),
  state: versionStateSchema,
  content: versionContentSchema,
  author: z.string(),
  updatedAt: instantSchema,
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  /** Of a released one: the day until which it counts as verified. */
  verifyBy: daySchema.nullable(),
  flags: z.array(z.enum(VERSION_FLAGS)),
});
export type ContentVersion = z.infer<typeof contentVersionSchema>;

export const noteSchema = z.object({
  id: idSchema,
  versionId: idSchema,
  number: z.number().int().positive(),
  kind: z.enum(['comment', ...MOVES]),
  text: z.string(),
  author: z.string(),
  at: instantSchema,
});
export type ContentNote = z.infer<typeof noteSchema>;

/** A block as lists show it: its newest version, and whether an older one is released. */
export const blockSummarySchema = z.object({
  id: idSchema,
  kind: contentKindSchema,
  language: z.enum(['zh-CN', 'en']),
  ownerId: idSchema.nullable(),
  title: z.string(),
  tags: z.array(z.string()),
  audience: z.array(audienceSchema),
  /** Of the newest version. */
  number: z.number().int().positive(),
  state: versionStateSchema,
  /** Number of the released version, if there is one. */
  released: z.number().int().positive().nullable(),
  verifyBy: daySchema.nullable(),
  flags: z.array(z.enum(VERSION_FLAGS)),
  updatedAt: instantSchema,
});
export type BlockSummary = z.infer<typeof blockSummarySchema>;

export const contentBlockSchema = z.object({
  id: idSchema,
  kind: contentKindSchema,
  language: z.enum(['zh-CN', 'en']),
  ownerId: idSchema.nullable(),
  /** Newest first. */
  versions: z.array(contentVersionSchema).min(1),
  notes: z.array(noteSchema),
});
export type ContentBlock = z.infer<typeof contentBlockSchema>;
