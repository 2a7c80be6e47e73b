import { z } from 'zod';
import { gridQuerySchema, idSchema, opportunityRowSchema } from './model';

/** What rows can be gathered by. `closeMonth` = month of the expected close, `2026-11`. */
export const GROUP_FIELDS = [
  'stage',
  'ownerName',
  'accountName',
  'region',
  'productName',
  'closeMonth',
] as const;
const groupFieldSchema = z.enum(GROUP_FIELDS);
export type GroupField = z.infer<typeof groupFieldSchema>;

/** What groups are put in order by: their own value, or a total. */
export const GROUP_ORDERS = ['value', 'count', 'amount', 'weighted'] as const;

export const groupingSchema = z.object({
  /** One or two levels, the outer first. */
  fields: z
    .array(groupFieldSchema)
    .min(1)
    .max(2)
    .refine((fields) => new Set(fields).size === fields.length),
  orderBy: z.enum(GROUP_ORDERS),
  desc: z.boolean(),
});
export type Grouping = z.infer<typeof groupingSchema>;

const groupKeySchema = z.string().max(1000);

/** Which groups are open: all or none, except the named ones. */
export const expansionSchema = z.object({
  open: z.boolean(),
  except: z.array(groupKeySchema).max(5000),
});
export type Expansion = z.infer<typeof expansionSchema>;

const groupHeaderSchema = z.object({
  /** The values of the group and of the one around it, as JSON. */
  key: groupKeySchema,
  /** 0 = outer. */
  level: z.number().int().min(0).max(1),
  field: groupFieldSchema,
  /** Null = 空白. */
  value: z.string().nullable(),
  count: z.number().int().positive(),
  /** Minor units; rows without an amount count as nothing. */
  amountMinor: z.number().int(),
  weightedMinor: z.number().int(),
  open: z.boolean(),
});
export type GroupHeader = z.infer<typeof groupHeaderSchema>;

export const groupPageInputSchema = z.object({
  query: gridQuerySchema,
  grouping: groupingSchema,
  expansion: expansionSchema,
  /** In lines: a header is a line, and a row in an open group. */
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(500),
});
export type GroupPageInput = z.infer<typeof groupPageInputSchema>;

export const locateInputSchema = z.object({
  query: gridQuerySchema,
  id: idSchema,
  /** How rows are gathered; null = not at all. Then headers count as lines, too. */
  groups: z.object({ grouping: groupingSchema, expansion: expansionSchema }).nullable(),
});
export type LocateInput = z.infer<typeof locateInputSchema>;

export const groupPageSchema = z.object({
  lines: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('group'), group: groupHeaderSchema }),
      z.object({ kind: z.literal('row'), row: opportunityRowSchema }),
    ]),
  ),
  /** Lines of all windows, and rows that match. */
  total: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  /** The headers that stand above the first line, the outer first. */
  above: z.array(groupHeaderSchema).max(2),
});
export type GroupPage = z.infer<typeof groupPageSchema>;
