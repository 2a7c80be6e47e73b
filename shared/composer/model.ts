import { z } from 'zod';
import { failureSchema } from '../errors';
import { daySchema, idSchema, instantSchema } from '../pipeline/model';

/** Rich text as a zod-checked ProseMirror subset; never HTML. */
const markSchema = z.object({ type: z.enum(['bold', 'underline', 'strike', 'code']) });
const textNodeSchema = z.object({
  type: z.literal('text'),
  text: z.string().min(1).max(20_000),
  marks: z.array(markSchema).max(4).optional(),
});
const hardBreakSchema = z.object({ type: z.literal('hardBreak') });
const inlineSchema = z.union([textNodeSchema, hardBreakSchema]);
const paragraphSchema = z.object({
  type: z.literal('paragraph'),
  content: z.array(inlineSchema).max(2000).optional(),
});
const listItemSchema = z.object({
  type: z.literal('listItem'),
  content: z.array(paragraphSchema).min(1).max(50),
});
const listSchema = z.object({
  type: z.enum(['bulletList', 'orderedList']),
  attrs: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  content: z.array(listItemSchema).min(1).max(500),
});
const quoteSchema = z.object({
  type: z.literal('blockquote'),
  content: z.array(paragraphSchema).min(1).max(100),
});
export const richTextSchema = z.object({
  type: z.literal('doc'),
  content: z.array(z.union([paragraphSchema, listSchema, quoteSchema])).max(1000),
});
export type RichText = z.infer<typeof richTextSchema>;

/** Charts and tables of a rehearsal that a block can show; drawn from the stored run, so that a figure has a source. */
export const REHEARSAL_CHARTS = ['bookings', 'comparison', 'risks', 'backtest'] as const;
export const REHEARSAL_TABLES = ['variants', 'costs', 'risks', 'fit'] as const;
/** Those of a kept study, drawn from it in the same way; the block's run is then the study. */
export const STUDY_CHARTS = ['studyComparison', 'studyOutcome'] as const;
export const STUDY_TABLES = ['studyVariants'] as const;

/** What a block shows of a run. */
export const chartNameSchema = z.enum([...REHEARSAL_CHARTS, ...STUDY_CHARTS]);
export type ChartName = z.infer<typeof chartNameSchema>;
export type RehearsalChart = (typeof REHEARSAL_CHARTS)[number];
export const tableNameSchema = z.enum([...REHEARSAL_TABLES, ...STUDY_TABLES]);
export type TableName = z.infer<typeof tableNameSchema>;

/** Whether a chart or table is one of a kept study. */
export function isOfStudy(
  name: ChartName | TableName,
): name is (typeof STUDY_CHARTS)[number] | (typeof STUDY_TABLES)[number] {
  return ([...STUDY_CHARTS, ...STUDY_TABLES] as readonly string[]).includes(name);
}

/** Merge fields of a template text, filled from the workspace and the chosen rehearsal. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({
    id: idSchema,
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string().max(200),
  }),
  z.object({ id: idSchema, kind: z.literal('richText'), doc: richTextSchema }),
  z.object({
    id: idSchema,
    kind: z.literal('table'),
    caption: z.string().max(200),
    source: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('rehearsal'),
        runId: idSchema.nullable(),
        table: tableNameSchema,
      }),
      z.object({
        kind: z.literal('cells'),
        /** Whether the first row is the header; absent = it is. */
        header: z.boolean().optional(),
        rows: z
          .array(z.array(z.string().max(2000)).min(1).max(12))
          .min(1)
          .max(200),
      }),
    ]),
  }),
  z.object({
    id: idSchema,
    kind: z.literal('chart'),
    caption: z.string().max(200),
    runId: idSchema.nullable(),
    chart: chartNameSchema,
  }),
  z.object({
    id: idSchema,
    kind: z.literal('citation'),
    quote: z.string().max(2000),
    source: z.string().max(400),
    day: daySchema.nullable(),
    licence: z.string().max(200),
  }),
  /** A version of reviewed content, by reference: what it says is looked up when it is shown or printed. */
  z.object({ id: idSchema, kind: z.literal('reviewed'), blockId: idSchema, versionId: idSchema }),
]);
export type Block = z.infer<typeof blockSchema>;
export type BlockKind = Block['kind'];

const TEMPLATES = ['rehearsal-brief', 'study-brief'] as const;
export const templateIdSchema = z.enum(TEMPLATES);

export const documentContentSchema = z.object({
  title: z.string().trim().min(1).max(200),
  language: z.enum(['zh-CN', 'en']),
  /** The customer for whom it is; what is said to the same customer is compared. */
  accountId: idSchema.nullable().optional(),
  blocks: z.array(blockSchema).max(300),
});
export type DocumentContent = z.infer<typeof documentContentSchema>;

export const documentSummarySchema = z.object({
  id: idSchema,
  title: z.string(),
  templateId: templateIdSchema,
  version: z.number().int().positive(),
  updatedAt: instantSchema,
  updatedBy: z.string(),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

export const composedDocumentSchema = documentSummarySchema.extend({
  content: documentContentSchema,
  createdAt: instantSchema,
});
export type ComposedDocument = z.infer<typeof composedDocumentSchema>;

export const documentVersionSchema = z.object({
  version: z.number().int().positive(),
  at: instantSchema,
  actorName: z.string(),
  /** Name given by a person, e.g. "送审稿"; null for automatic saves. */
  label: z.string().nullable(),
  title: z.string(),
  blockCount: z.number().int().nonnegative(),
});
export type DocumentVersion = z.infer<typeof documentVersionSchema>;

/** A table as the page and the PDF show it: text cells, numbers already formatted. */
export const renderedTableSchema = z.object({
  /** Empty = the table has none. */
  header: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** Columns to right-align. */
  numeric: z.array(z.boolean()),
  note: z.string(),
});
export type RenderedTable = z.infer<typeof renderedTableSchema>;

/** Kinds of files that a document is exported as. */
export const EXPORT_FORMATS = ['pdf', 'pptx', 'html', 'png'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What is said on every page and signed inside the file. Field names follow C2PA where one exists. */
export const provenanceSchema = z.object({
  profile: z.literal('sandtable-provenance/1'),
  /** Absent in records of version 0.1.0 and before: PDF. */
  format: exportFormatSchema.optional(),
  traceCode: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/),
  documentId: idSchema,
  documentVersion: z.number().int().positive(),
  title: z.string(),
  /** Who exported. */
  actor: z.object({ id: idSchema, name: z.string() }),
  /** For whom: person or organisation that receives it. */
  recipient: z.string(),
  exportedAt: instantSchema,
  workspace: z.object({ id: idSchema, name: z.string(), demo: z.boolean() }),
  /** Rehearsals that figures in the document come from: run id and result hash. */
  ingredients: z.array(z.object({ runId: idSchema, resultHash: z.string(), asOfDay: daySchema })),
  generator: z.object({ name: z.literal('Sandtable'), version: z.string(), runtime: z.string() }),
  /** SHA-256 of the canonical document content, hex. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of pages that are files of their own: which this is, from 1, and how many there are. */
  page: z
    .strictObject({ number: z.number().int().positive(), of: z.number().int().positive() })
    .optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

export const exportReceiptSchema = z.object({
  exportId: idSchema,
  traceCode: z.string(),
  fileName: z.string(),
  pages: z.number().int().positive(),
  bytes: z.number().int().positive(),
  sha256: z.string(),
  exportedAt: instantSchema,
});
export type ExportReceipt = z.infer<typeof exportReceiptSchema>;

/** What is asked of the ledger of exports; `from` (included) and `to` (excluded) are epoch ms UTC. */
export const ledgerQuestionSchema = z.object({
  search: z.string().max(200),
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  offset: z.number().int().nonnegative(),
});
export type LedgerQuestion = z.infer<typeof ledgerQuestionSchema>;

/** `total`: entries that fit the question; `entries`: at most 100 of them from `offset` on. */
export const ledgerPageSchema = z.object({
  total: z.number().int().nonnegative(),
  entries: z.array(
    exportReceiptSchema.extend({
      documentId: idSchema,
      documentVersion: z.number().int().positive(),
      format: exportFormatSchema,
      exportedBy: z.string(),
      recipient: z.string(),
      title: z.string(),
    }),
  ),
});
export type LedgerPage = z.infer<typeof ledgerPageSchema>;

/** A key of this workspace, in the words of its fingerprint; times are epoch ms UTC. */
export const signingKeySchema = z.object({
  id: idSchema,
  fingerprint: z.string(),
  createdAt: instantSchema,
  signsNow: z.boolean(),
  revokedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  revokedBy: z.string().nullable(),
});
export type SigningKeyState = z.infer<typeof signingKeySchema>;

/** What became of an export for many: a file or a reason for each that was tried, in the order that was asked for. */
export const batchReportSchema = z.object({
  files: z.array(
    z.object({
      recipient: z.string(),
      receipt: exportReceiptSchema.nullable(),
      failure: failureSchema.nullable(),
    }),
  ),
  /** Recipients that were not tried: it was cancelled, or the disk was full. */
  left: z.number().int().nonnegative(),
});
export type BatchReport = z.infer<typeof batchReportSchema>;

/** For whom: person or organisation. */
export const MOST_RECIPIENT_LETTERS = 120;
export const recipientSchema = z.string().trim().min(1).max(MOST_RECIPIENT_LETTERS);
export const MOST_RECIPIENTS = 500;

/**
 * Plain verdict on a file. `intact`: our signature fits and not one byte differs from what was exported. Of a picture:
 * `traced` = its invisible mark is that of an export in this workspace's register, `unknownTrace` = of none there.
 */
export const verifyReportSchema = z.object({
  fileName: z.string(),
  verdict: z.enum([
    'intact',
    'altered',
    'noMark',
    'unknownKey',
    'revokedKey',
    'traced',
    'unknownTrace',
  ]),
  provenance: provenanceSchema.nullable(),
  /** Trace code of the invisible mark in a picture; null for other files and where none was found. */
  pixelCode: z.string().nullable(),
  /** Fingerprint of the signing key, and whether it is this workspace's own. */
  keyFingerprint: z.string().nullable(),
  ownKey: z.boolean(),
  /** When the key was revoked, if it was; the record's own time says whether it claims to be from before. */
  revokedAt: instantSchema.nullable(),
  /** Found in the export register of this workspace. */
  registered: z.boolean(),
  /** First byte offset that differs, when the register or the record can tell; null otherwise. */
  problems: z.array(
    z.enum([
      'bytesChanged',
      'signatureInvalid',
      'recordMissing',
      'appendedData',
      'unknownKind',
      'markMissing',
      'pictureUnreadable',
    ]),
  ),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;
