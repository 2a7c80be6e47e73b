import { z } from 'zod';
import { STAGES, type Stage, stageSchema } from './stage-names';
import { stageRulesSchema } from './stage-rules';
import { DAY_PRESETS } from './days';

export { STAGES, stageSchema, type Stage };

/**
 * `won` = the contract is signed: the opportunity has passed `negotiation_contract` and stands in one of the
 * delivery stages. `lost` and `dormant` keep the stage in which they happened.
 */
export const OUTCOMES = ['open', 'won', 'lost', 'dormant'] as const;
export const outcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcomeSchema>;

const CONTACT_ROLES = [
  'engineer',
  'purchasing',
  'finance',
  'it',
  'clinical',
  'executive',
  'other',
] as const;
export const contactRoleSchema = z.enum(CONTACT_ROLES);
export type ContactRole = z.infer<typeof contactRoleSchema>;

const CHANNELS = ['wecom', 'dingtalk', 'email', 'meeting', 'call', 'visit'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

const directionSchema = z.enum(['inbound', 'outbound']);

/** Where the rows of a pipeline come from; shown wherever its figures are shown. */
export const originSchema = z.enum(['generated', 'public', 'imported', 'manual']);
export type Origin = z.infer<typeof originSchema>;

export const idSchema = z.string().min(1).max(64);
/** ISO calendar day, e.g. `2026-11-23`. */
export const daySchema = z.iso.date();
/** Epoch milliseconds UTC. */
export const instantSchema = z.number().int().nonnegative();
/** Integer minor units of the pipeline's currency (分, cents). */
const amountMinorSchema = z.number().int().min(-9e15).max(9e15);

export const pipelineSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(120),
  /** ISO 4217; one currency a pipeline, so that sums are sums. */
  currency: z.string().length(3),
  origin: originSchema,
  /** Plain sentence on where the rows come from and under which licence; empty for the user's own. */
  sourceNote: z.string().max(2000),
  /** The day the data speak of; null = today (live data). */
  asOfDay: daySchema.nullable(),
  /** What each stage asks for, its thresholds and gates. */
  rules: stageRulesSchema,
  version: z.number().int().positive(),
});
export type Pipeline = z.infer<typeof pipelineSchema>;

/** How many opportunities a pipeline holds, whatever their outcome. */
export const pipelineCountSchema = z.object({
  pipelineId: idSchema,
  opportunities: z.number().int().nonnegative(),
});
export type PipelineCount = z.infer<typeof pipelineCountSchema>;

/** One row of the grid: the opportunity with the names a person reads. */
export const opportunityRowSchema = z.object({
  id: idSchema,
  externalId: z.string().nullable(),
  pipelineId: idSchema,
  name: z.string(),
  accountId: idSchema.nullable(),
  accountName: z.string().nullable(),
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  productId: idSchema.nullable(),
  productName: z.string().nullable(),
  contactId: idSchema.nullable(),
  region: z.string().nullable(),
  stage: stageSchema,
  outcome: outcomeSchema,
  amountMinor: amountMinorSchema.nullable(),
  /** Basis points off list price: 1250 = 12.5 %. */
  discountBp: z.number().int().min(0).max(10_000).nullable(),
  openedDay: daySchema.nullable(),
  expectedCloseDay: daySchema.nullable(),
  closedDay: daySchema.nullable(),
  needSummary: z.string().nullable(),
  contractNo: z.string().nullable(),
  lossReason: z.string().nullable(),
  /** When the present stage was entered. */
  stageEnteredAt: instantSchema.nullable(),
  /** The stage it waits to be let into; null when no approval is asked for. */
  pendingStage: stageSchema.nullable(),
  /** Grows by one with every write; an update must name the version it was made from. */
  version: z.number().int().positive(),
});
export type OpportunityRow = z.infer<typeof opportunityRowSchema>;

/** An account that is there (its id), or the name of one that the same action makes when none has that name. */
const accountChoiceSchema = z.union([
  idSchema,
  z.object({ newName: z.string().trim().min(1).max(200) }).strict(),
]);

/** The fields of an opportunity a person may edit in place. Stage and outcome go through `pipeline.transition`. */
export const opportunityPatchSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    accountId: accountChoiceSchema.nullable(),
    ownerId: idSchema.nullable(),
    productId: idSchema.nullable(),
    contactId: idSchema.nullable(),
    region: z.string().max(60).nullable(),
    amountMinor: amountMinorSchema.min(0).nullable(),
    discountBp: z.number().int().min(0).max(10_000).nullable(),
    expectedCloseDay: daySchema.nullable(),
    needSummary: z.string().max(4000).nullable(),
    contractNo: z.string().max(60).nullable(),
    lossReason: z.string().max(400).nullable(),
  })
  .partial();
export type OpportunityPatch = z.infer<typeof opportunityPatchSchema>;

export const accountSchema = z.object({
  id: idSchema,
  externalId: z.string().nullable(),
  name: z.string(),
  shortName: z.string().nullable(),
  industry: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  employees: z.number().int().nonnegative().nullable(),
  annualRevenueMinor: amountMinorSchema.nullable(),
  segment: z.string().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const contactSchema = z.object({
  id: idSchema,
  accountId: idSchema.nullable(),
  name: z.string(),
  role: contactRoleSchema,
  title: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

export const touchpointSchema = z.object({
  id: idSchema,
  opportunityId: idSchema.nullable(),
  contactName: z.string().nullable(),
  channel: channelSchema,
  direction: directionSchema,
  at: instantSchema,
  subject: z.string().nullable(),
  body: z.string(),
  authorName: z.string().nullable(),
});
export type Touchpoint = z.infer<typeof touchpointSchema>;

/** One step of the stage timeline. `stage` = entered stage, or the stage in which `outcome` happened. */
export const stageEventSchema = z.object({
  id: idSchema,
  stage: stageSchema,
  /** Null when a stage was entered; otherwise what happened in it. */
  outcome: z.enum(['won', 'lost', 'dormant', 'reopened']).nullable(),
  at: instantSchema,
  actorName: z.string().nullable(),
  /** Who asked for it, where it needed an approval: then `actorName` approved. */
  requestedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type StageEvent = z.infer<typeof stageEventSchema>;

/** A plain cell value as the change log keeps it. */
export const cellSchema = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

/** One line of an entity's history: who, when, why, before → after. */
export const historyEntrySchema = z.object({
  seq: z.number().int().positive(),
  actionId: idSchema,
  at: instantSchema,
  actorName: z.string(),
  /** Who had asked for what `actorName` approved; null when nothing was approved. */
  requestedBy: z.string().nullable(),
  /** Name of the command that wrote it, e.g. `pipeline.update`; `undo` / `redo` when taken back or repeated. */
  kind: z.string(),
  /** What the action is recognised by, e.g. the file of an import. */
  subject: z.string(),
  op: z.enum(['insert', 'update', 'delete']),
  reason: z.string().nullable(),
  /** Column → before and after, with names instead of ids where a person would read one. */
  fields: z.array(z.object({ field: z.string(), was: cellSchema, now: cellSchema })),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const opportunityDetailSchema = z.object({
  opportunity: opportunityRowSchema,
  account: accountSchema.nullable(),
  contacts: z.array(contactSchema),
  /** Newest first, at most 200. */
  touchpoints: z.array(touchpointSchema),
  stageEvents: z.array(stageEventSchema),
  history: z.array(historyEntrySchema),
  /** What of it is masked: fields of the opportunity by name, or something of the others; null = nothing is. */
  masked: z
    .object({
      fields: z.array(z.string()),
      /** Whether this person may ask for it in full. */
      mayUnmask: z.boolean(),
    })
    .nullable(),
});
export type OpportunityDetail = z.infer<typeof opportunityDetailSchema>;

/** Columns that the grid works out from a row and the day; see `computed.ts`. */
export const COMPUTED_FIELDS = ['daysToClose', 'weightedMinor'] as const;
export type ComputedField = (typeof COMPUTED_FIELDS)[number];

/** Columns that the grid can sort and filter by; the same names as in {@link opportunityRowSchema}, and the computed ones. */
export const GRID_FIELDS = [
  'name',
  'accountName',
  'ownerName',
  'productName',
  'region',
  'stage',
  'outcome',
  'amountMinor',
  'discountBp',
  'openedDay',
  'expectedCloseDay',
  'closedDay',
  'stageEnteredAt',
  ...COMPUTED_FIELDS,
] as const;
export const gridFieldSchema = z.enum(GRID_FIELDS);
export type GridField = z.infer<typeof gridFieldSchema>;

export const columnFilterSchema = z.discriminatedUnion('kind', [
  /** Any of the listed values; null stands for 空白 / blank. */
  z.object({ kind: z.literal('in'), values: z.array(z.string().nullable()).max(2000) }),
  z.object({ kind: z.literal('contains'), text: z.string().max(200) }),
  z.object({
    kind: z.literal('numberRange'),
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('dayRange'),
    from: daySchema.nullable(),
    to: daySchema.nullable(),
  }),
  /** Days named from today: what is kept with a view means next month what it says. */
  z.object({ kind: z.literal('dayPreset'), preset: z.enum(DAY_PRESETS) }),
  /** Days from an instant to today, both ends included; null = open. */
  z.object({
    kind: z.literal('ageRange'),
    least: z.number().int().nonnegative().nullable(),
    most: z.number().int().nonnegative().nullable(),
  }),
]);
export type ColumnFilter = z.infer<typeof columnFilterSchema>;

/** What the grid shows: our own shape, so that a grid upgrade cannot break stored views. */
export const gridQuerySchema = z.object({
  pipelineId: idSchema,
  sort: z.array(z.object({ field: gridFieldSchema, desc: z.boolean() })).max(3),
  filters: z.partialRecord(gridFieldSchema, columnFilterSchema),
  /** Substring over name, account, owner, product and need; Chinese, pinyin initials, NFKC, case-blind. Empty = all. */
  quick: z.string().max(200),
});
export type GridQuery = z.infer<typeof gridQuerySchema>;

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What is to be written to a file: the rows of a view, or some of them by hand. */
export const tableExportRequestSchema = z.object({
  query: gridQuerySchema,
  /** Null = every row of the view; otherwise these rows of the pipeline in this order, or stretches of the view. */
  only: z
    .union([
      z.object({ ids: z.array(idSchema).max(100_000) }),
      z.object({
        /** First and last place in the view, 0-based. */
        spans: z
          .array(z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() }))
          .max(10_000),
      }),
    ])
    .nullable(),
  /** Columns in the order in which they stand. */
  fields: z.array(gridFieldSchema).min(1),
  format: exportFormatSchema,
});

export type TableExportRequest = z.infer<typeof tableExportRequestSchema>;

/** What was written. */
export const tableExportSchema = z.object({
  fileName: z.string(),
  /** Rows that the file holds, counted as they were written. */
  rows: z.number().int().nonnegative(),
  /** Characters left out because no file may hold them. */
  removed: z.number().int().nonnegative(),
  /** Leads from the file to the register of exports. */
  traceId: idSchema,
});
export type TableExport = z.infer<typeof tableExportSchema>;

export const gridPageSchema = z.object({
  rows: z.array(opportunityRowSchema),
  total: z.number().int().nonnegative(),
});
export type GridPage = z.infer<typeof gridPageSchema>;

export const gridSummarySchema = z.object({
  /** Rows that match, and rows of the pipeline. */
  matching: z.number().int().nonnegative(),
  all: z.number().int().nonnegative(),
  /** Sums of what is known; null where there are deals and the amount of none is known. */
  amountMinor: amountMinorSchema.nullable(),
  byStage: z.array(
    z.object({
      stage: stageSchema,
      open: z.number().int().nonnegative(),
      openAmountMinor: amountMinorSchema.nullable(),
    }),
  ),
});
export type GridSummary = z.infer<typeof gridSummarySchema>;

/** A choice of a list cell or filter: `count` = rows that have it. */
export const choiceSchema = z.object({
  value: z.string().nullable(),
  label: z.string(),
  count: z.number().int().nonnegative(),
});
export type Choice = z.infer<typeof choiceSchema>;

const ownerSchema = z.object({
  id: idSchema,
  name: z.string(),
  team: z.string().nullable(),
  region: z.string().nullable(),
});
const productSchema = z.object({
  id: idSchema,
  name: z.string(),
  family: z.string().nullable(),
});

/** To choose from, for an opportunity of one pipeline. */
const pickSchema = z.object({
  /** Used in other pipelines only: offered after those that are used in this one, or nowhere yet. */
  elsewhere: z.boolean(),
});
export const ownerPickSchema = ownerSchema.and(pickSchema);
export type OwnerPick = z.infer<typeof ownerPickSchema>;
export const productPickSchema = productSchema.and(pickSchema);
export type ProductPick = z.infer<typeof productPickSchema>;
export const accountPickSchema = accountSchema.and(pickSchema);
export type AccountPick = z.infer<typeof accountPickSchema>;
