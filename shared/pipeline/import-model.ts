import { z } from 'zod';
import { rowCountsSchema } from '../workspace/row-counts';
import { alikeSchema, sameSchema, UNDECIDED } from './alike-model';
import { cellSchema, idSchema, originSchema } from './model';
import { DAY_ORDERS } from './parse-day';

/** What a file can hold, in the order in which files must be imported (references point upwards). */
export const IMPORT_KINDS = [
  'owner',
  'product',
  'account',
  'contact',
  'opportunity',
  'stageEvent',
  'touchpoint',
] as const;
export const importKindSchema = z.enum(IMPORT_KINDS);
export type ImportKind = z.infer<typeof importKindSchema>;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** How the bytes are read; detected, shown, changeable. */
export const csvFormatSchema = z.object({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
});
export type CsvFormat = z.infer<typeof csvFormatSchema>;

/** Which part of a workbook is read: a sheet by name, and the row (1-based) that holds the headers. */
const sheetFormatSchema = z.object({
  sheet: z.string().max(200),
  headerRow: z.number().int().min(1).max(1_048_576),
});
export type SheetFormat = z.infer<typeof sheetFormatSchema>;

/** How a file is read: a text, or a sheet of a workbook. */
export const tableFormatSchema = z.union([csvFormatSchema, sheetFormatSchema]);
export type TableFormat = z.infer<typeof tableFormatSchema>;

/** What a person asks for when a file is looked at again; a row of null = find it. */
export const formatChoiceSchema = z.union([
  csvFormatSchema,
  sheetFormatSchema.extend({ headerRow: sheetFormatSchema.shape.headerRow.nullable() }),
]);
export type FormatChoice = z.infer<typeof formatChoiceSchema>;

/** What of a workbook is left out or read in another form. `code` has a sentence under `import:notice.<code>`. */
const tableNoticeSchema = z.object({
  code: z.enum([
    'hiddenSheets',
    'macros',
    'externalLinks',
    'connections',
    'embedded',
    'errors',
    'formulas',
    'merged',
  ]),
  count: z.number().int().positive(),
});
export type TableNotice = z.infer<typeof tableNoticeSchema>;

/** Field name → column number in the file (0-based). Fields not mapped are absent. */
export const columnMappingSchema = z.record(z.string(), z.number().int().nonnegative());
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** Field → word of the file → what it means here: a code of ours, or the name or external id of a record. */
export const valueMapSchema = z.record(
  z.string().max(60),
  z.record(z.string().max(400), z.string().max(400)),
);
export type ValueMap = z.infer<typeof valueMapSchema>;

/** Column number (0-based) → how its days are read that could be two. */
export const dayOrdersSchema = z.record(z.string(), z.enum(DAY_ORDERS));
export type DayOrders = z.infer<typeof dayOrdersSchema>;

/** A column with days such as `03/04/2026`. */
const orderedDaysSchema = z.object({
  /** What other days of the column leave possible; null = nothing settles it. */
  order: z.enum(DAY_ORDERS).nullable(),
  /** A day of the column: one that settles the order, else one that can be read either way. */
  example: z.string(),
});
export type OrderedDays = z.infer<typeof orderedDaysSchema>;

/** What makes a row of a file and a stored record the same one. */
export const MATCH_KEYS = [
  'externalId',
  'nameAccount',
  'contractNo',
  'name',
  'taxId',
  'email',
] as const;
export const matchKeySchema = z.enum(MATCH_KEYS);
export type MatchKey = (typeof MATCH_KEYS)[number];

/** The keys that a person can choose from, by kind of file; other kinds are found by number, else by name. */
export const KEYS_OF = {
  opportunity: ['externalId', 'nameAccount', 'contractNo'],
  account: ['externalId', 'name', 'taxId'],
  contact: ['externalId', 'nameAccount', 'email'],
} as const satisfies Partial<Record<ImportKind, readonly MatchKey[]>>;
export type KeyedKind = keyof typeof KEYS_OF;

/** Whether stored records of a kind can be found by a key of choice. */
export function isKeyed(kind: ImportKind): kind is KeyedKind {
  return kind in KEYS_OF;
}

export const importInspectionSchema = z.object({
  /** Opaque handle of the picked file; the renderer never sees a path. */
  fileToken: idSchema,
  fileName: z.string(),
  bytes: z.number().int().nonnegative(),
  format: tableFormatSchema,
  /** The sheets of a workbook; empty for a text. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  /** What is left out of a workbook as a whole. */
  notices: z.array(tableNoticeSchema),
  kind: importKindSchema,
  headers: z.array(z.string()),
  /** First rows as text, for the mapping step. */
  samples: z.array(z.array(z.string())),
  mapping: columnMappingSchema,
  /** `remembered` when the same headers were imported before. */
  mappingFrom: z.enum(['guessed', 'remembered', 'given']),
  /** What words of such files meant when they were imported last. */
  valueMap: valueMapSchema,
  /** By what stored records were found, and what was decided of those that looked like stored ones, when they were imported last. */
  key: matchKeySchema,
  same: sameSchema,
  missingRequired: z.array(z.string()),
  /** Day on which the file was looked at. */
  today: z.iso.date(),
  /** Column → latest day in it that is not after `today`; only columns that look like days. */
  lastDays: z.record(z.string(), z.iso.date()),
  /** Column → the order of its days; only columns that have days with two readings. */
  orderedDays: z.record(z.string(), orderedDaysSchema),
});
export type ImportInspection = z.infer<typeof importInspectionSchema>;

/** What is wrong with one cell. `code` has a sentence under `import:problem.<code>`. */
export const importProblemSchema = z.object({
  /** Line in the file where the record starts, 1-based, header = 1. */
  line: z.number().int().positive(),
  column: z.string().nullable(),
  /** The field that the column was mapped to; absent when the whole record is meant. */
  field: z.string().optional(),
  value: z.string(),
  code: z.enum([
    'required',
    'notANumber',
    'otherCurrency',
    'negative',
    'tooPrecise',
    'notADate',
    'ambiguousDate',
    'notAnInstant',
    'unknownValue',
    'unknownReference',
    'tooLong',
    'duplicateInFile',
    'ambiguousKey',
    'outOfRange',
    'wrongColumnCount',
    'quoteNotClosed',
    'stageOutcomeMismatch',
    'unreadableCharacters',
  ]),
  /** With `unknownReference`: the kind of file that should have held the record. */
  refersTo: importKindSchema.optional(),
  /** With `duplicateInFile`: the line that came first. */
  firstLine: z.number().int().positive().optional(),
  /** With `otherCurrency`: the sign or word of the cell, and the currency that is wanted. */
  foreign: z.object({ sign: z.string(), wanted: z.string() }).optional(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

/** A word of the file that means nothing here, in how many rows it stands, and what it could mean, nearest first. */
const unknownWordSchema = z.object({
  field: z.string(),
  word: z.string(),
  rows: z.number().int().positive(),
  options: z.array(z.string()),
});
export type UnknownWord = z.infer<typeof unknownWordSchema>;

/**
 * Something that a person should know of a record that is accepted. `nameDerived`: it is called by other cells, `double`:
 * it is new, but looks like a stored one, whose name is the value; `twin`: it is new and says the same as an earlier row of
 * the file, whose line is the value.
 */
const importNoteSchema = z.object({
  line: z.number().int().positive(),
  code: z.enum(['nameDerived', 'double', 'twin']),
  value: z.string(),
});
export type ImportNote = z.infer<typeof importNoteSchema>;

/** Field → what will be written, and the text that it was read from. */
const shownRowSchema = z.record(z.string(), z.object({ value: cellSchema, raw: z.string() }));
export type ShownRow = z.infer<typeof shownRowSchema>;

/** A record that would change: field → what it holds and what it will hold, other records by name. */
const importChangeSchema = z.object({
  line: z.number().int().positive(),
  name: z.string(),
  fields: z.array(z.object({ field: z.string(), was: cellSchema, now: cellSchema })),
});
export type ImportChange = z.infer<typeof importChangeSchema>;

export const UNNAMED = ['derive', 'reject'] as const;
export type Unnamed = (typeof UNNAMED)[number];

export const WRITE_MODES = ['both', 'insert', 'update'] as const;
export type WriteMode = (typeof WRITE_MODES)[number];
export const EMPTY_CELLS = ['clear', 'keep'] as const;
export type EmptyCells = (typeof EMPTY_CELLS)[number];

export const importPlanSchema = z.object({
  fileToken: idSchema,
  kind: importKindSchema,
  format: tableFormatSchema,
  mapping: columnMappingSchema,
  /** Existing pipeline, or a new one made by the same action. Needed for opportunities; ignored by other kinds. */
  pipeline: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('existing'), id: idSchema }),
      z.object({
        kind: z.literal('new'),
        name: z.string().trim().min(1).max(120),
        currency: z.string().length(3),
        origin: originSchema,
        sourceNote: z.string().max(2000),
        asOfDay: z.iso.date().nullable(),
      }),
    ])
    .nullable(),
  /** Opportunities whose account, owner or product is not there make it by name, in the same action. Default: no. */
  createMissing: z.boolean().optional(),
  /** Which records are written: new ones, those that are there, or `both` (default). */
  write: z.enum(WRITE_MODES).optional(),
  /** What an empty cell does to a record that is there: `clear` (default) empties the field, `keep` leaves it. */
  empty: z.enum(EMPTY_CELLS).optional(),
  /** By what stored records are found, one of {@link KEYS_OF}; default: the external id, for accounts and contacts else the name. */
  key: matchKeySchema.optional(),
  /** What was decided of customers and contacts that look like stored ones. */
  same: sameSchema.optional(),
  /** What becomes of probable ones that nobody decided on; default: new records. */
  undecided: z.enum(UNDECIDED).optional(),
  /** What becomes of a new opportunity without a name: called by account and product (default), or rejected. */
  unnamed: z.enum(UNNAMED).optional(),
  /** What words of the file mean; default: what they say. */
  valueMap: valueMapSchema.optional(),
  /** How days are read that could be two; default: not at all. */
  dayOrders: dayOrdersSchema.optional(),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

/** A plan without its file. */
const keptPlanSchema = importPlanSchema.omit({ fileToken: true });
export type KeptPlan = z.infer<typeof keptPlanSchema>;

/** An import that was begun and not finished: nothing of it is written. */
export const pendingImportSchema = z.object({
  fileName: z.string(),
  /** When it was begun, epoch ms. */
  at: z.number(),
});
export type PendingImport = z.infer<typeof pendingImportSchema>;

/** An unfinished import taken up again. */
export const resumedImportSchema = z.object({
  inspection: importInspectionSchema,
  plan: keptPlanSchema,
  /** The file is another than it was; its columns are found anew. */
  changed: z.boolean(),
});
export type ResumedImport = z.infer<typeof resumedImportSchema>;

/** Rows of other kinds that an import makes because its rows name them. */
const createdCountsSchema = z.object({
  account: z.number().int().nonnegative(),
  owner: z.number().int().nonnegative(),
  product: z.number().int().nonnegative(),
});
export type CreatedCounts = z.infer<typeof createdCountsSchema>;

/** The dry run: what would happen, nothing written. */
export const importPreviewSchema = z.object({
  rows: z.number().int().nonnegative(),
  toInsert: z.number().int().nonnegative(),
  toUpdate: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  /** Left out by the choice of what is written. */
  skipped: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  created: createdCountsSchema,
  /** Everything that would be written. */
  counts: rowCountsSchema,
  /** At most 200, in file order. */
  problems: z.array(importProblemSchema),
  problemCount: z.number().int().nonnegative(),
  /** At most 200, in file order. */
  notes: z.array(importNoteSchema),
  /** Records called by other cells. */
  noteCount: z.number().int().nonnegative(),
  /** New records that look like stored ones. */
  doubles: z.number().int().nonnegative(),
  /** New records that say the same as an earlier one of the file. */
  twins: z.number().int().nonnegative(),
  /** Customers and contacts that look like stored ones, at most 200. */
  alike: z.array(alikeSchema),
  /** The first records that would change. */
  changes: z.array(importChangeSchema),
  /** At most 200 different words. */
  unknown: z.array(unknownWordSchema),
  /** First accepted rows, and the line of each. */
  accepted: z.array(shownRowSchema),
  acceptedLines: z.array(z.number().int().positive()),
  /** ISO 4217, of the amounts. */
  currency: z.string(),
  /** What was left out of a workbook, or read in another form. */
  notices: z.array(tableNoticeSchema),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importReportSchema = z.object({
  actionId: idSchema,
  kind: importKindSchema,
  fileName: z.string(),
  rows: z.number().int().nonnegative(),
  inserted: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  unchanged: z.number().int().nonnegative(),
  skipped: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  created: createdCountsSchema,
  /** Everything that was written, as history, list and revert tell it. */
  counts: rowCountsSchema,
  problems: z.array(importProblemSchema),
  problemCount: z.number().int().nonnegative(),
  noteCount: z.number().int().nonnegative(),
  /** New records that looked like stored ones, and that said the same as an earlier one of the file. */
  doubles: z.number().int().nonnegative(),
  twins: z.number().int().nonnegative(),
  /** Customers and contacts that looked like stored ones, and what they were taken for; at most 200. */
  alike: z.array(alikeSchema),
  unknown: z.array(unknownWordSchema),
  pipelineId: idSchema.nullable(),
  /** What was left out of a workbook, or read in another form. */
  notices: z.array(tableNoticeSchema),
  durationMs: z.number().nonnegative(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
