import { z } from 'zod';
import {
  cellSchema,
  gridFieldSchema,
  gridQuerySchema,
  idSchema,
  opportunityPatchSchema,
  outcomeSchema,
  stageSchema,
} from '../model';

/** Rows in one edit at most: a whole large pipeline. */
const MAX_ROWS = 500_000;
/** Different cells in one edit at most; a block that repeats counts once. */
const MAX_BLOCK_ROWS = 200_000;
const MAX_SPANS = 1000;

/** The columns into which a sheet writes; the others of the grid are shown only. */
export const SHEET_FIELDS = [
  'name',
  'stage',
  'amountMinor',
  'ownerName',
  'expectedCloseDay',
] as const;
const sheetFieldSchema = z.enum(SHEET_FIELDS);
export type SheetField = z.infer<typeof sheetFieldSchema>;

/** Rows of a view from a place to a place, both included. */
const spanSchema = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
});

/** The fields that a sheet writes. The customer of a deal is chosen one deal at a time. */
export const sheetPatchSchema = opportunityPatchSchema.omit({ accountId: true });
export type SheetPatch = z.infer<typeof sheetPatchSchema>;

/** Which rows: by id, or by their places in a view. */
const targetSchema = z.union([
  z.object({ ids: z.array(idSchema).min(1).max(MAX_ROWS) }),
  z.object({ query: gridQuerySchema, spans: z.array(spanSchema).min(1).max(MAX_SPANS) }),
]);
export type SheetTarget = z.infer<typeof targetSchema>;

const stepSchema = z.union([
  z.object({ stage: stageSchema }),
  z.object({ outcome: outcomeSchema }),
]);

const fieldsSchema = z.array(sheetFieldSchema).min(1).max(20);

/**
 * What happens to the rows. Blocks repeat from the first row on when the target has more rows than they have.
 * `texts` are read as people type them; `values` are ids, minor units, ISO days and codes of stages and outcomes.
 */
const changeSchema = z.discriminatedUnion('kind', [
  /** The same in every row; a row in which anything is refused stays as it is. */
  z.object({
    kind: z.literal('same'),
    patch: sheetPatchSchema,
    to: stepSchema.nullable(),
  }),
  z.object({
    kind: z.literal('texts'),
    fields: fieldsSchema,
    rows: z
      .array(z.array(z.string().max(5000)))
      .min(1)
      .max(MAX_BLOCK_ROWS),
  }),
  z.object({
    kind: z.literal('values'),
    fields: fieldsSchema,
    rows: z.array(z.array(cellSchema)).min(1).max(MAX_BLOCK_ROWS),
  }),
  z.object({ kind: z.literal('remove') }),
]);
export type SheetChange = z.infer<typeof changeSchema>;

export const sheetEditSchema = z.object({
  target: targetSchema,
  change: changeSchema,
  /** One reason for all rows; stage changes may need it. */
  reason: z.string().max(400).nullable(),
});
export type SheetEdit = z.infer<typeof sheetEditSchema>;

/** A field as refusals and samples name it. */
const changedFieldSchema = z.enum([...opportunityPatchSchema.keyof().options, 'stage', 'outcome']);
export type ChangedField = z.infer<typeof changedFieldSchema>;

/** Why a cell is refused. Each has a sentence under `pipeline:sheet.refused.<code>`. */
const refusalCodeSchema = z.enum([
  'required',
  'notANumber',
  'negative',
  'tooPrecise',
  'outOfRange',
  'notADate',
  'ambiguousDate',
  'unknownStage',
  'unknownOwner',
  'ambiguousOwner',
  'unknownReference',
  'tooLong',
  'unreadableCharacters',
  'neededByStage',
  'stageNeedsFields',
  'stageNeedsReason',
  'stageNeedsApproval',
  'stageNotPossible',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

export const sheetPlanSchema = z.object({
  /** Rows of the target, rows and cells that will change, rows of which at least one cell is refused. */
  rows: z.number().int().nonnegative(),
  changedRows: z.number().int().nonnegative(),
  changedCells: z.number().int().nonnegative(),
  refusedRows: z.number().int().nonnegative(),
  refusedCells: z.number().int().nonnegative(),
  /** Refused cells by reason, most frequent first. */
  reasons: z.array(
    z.object({ field: changedFieldSchema, code: refusalCodeSchema, cells: z.number().int() }),
  ),
  /** The first refused cells. */
  refused: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      field: changedFieldSchema,
      code: refusalCodeSchema,
      /** The text that could not be read; empty otherwise. */
      text: z.string(),
      missing: z.array(changedFieldSchema),
    }),
  ),
  /** The first changes, with names instead of ids. */
  samples: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      field: changedFieldSchema,
      was: cellSchema,
      now: cellSchema,
    }),
  ),
  /** Names the rows with their versions: the edit is carried out only if they are still these. */
  fingerprint: z.string(),
});
export type SheetPlan = z.infer<typeof sheetPlanSchema>;

export const sheetResultSchema = z.object({
  rows: z.number().int().nonnegative(),
  cells: z.number().int().nonnegative(),
});
export type SheetResult = z.infer<typeof sheetResultSchema>;

/** Selected rows of each selected column; cells are counted once. */
export const aggregateInputSchema = z.object({
  query: gridQuerySchema,
  columns: z
    .array(z.object({ field: gridFieldSchema, spans: z.array(spanSchema).max(MAX_SPANS) }))
    .max(40),
});

export const aggregateSchema = z.object({
  /** Cells that hold something. */
  filled: z.number().int().nonnegative(),
  /** Over the cells of number columns that hold a number, by column. */
  numbers: z.array(
    z.object({ field: gridFieldSchema, count: z.number().int().nonnegative(), sum: z.number() }),
  ),
});
export type Aggregate = z.infer<typeof aggregateSchema>;
