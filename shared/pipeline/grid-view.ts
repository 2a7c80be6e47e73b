import { z } from 'zod';
import { groupingSchema } from './grid-groups';
import { GRID_FIELDS, type GridField, gridFieldSchema, gridQuerySchema, idSchema } from './model';

export const DENSITIES = ['compact', 'standard', 'comfortable'] as const;
export const densitySchema = z.enum(DENSITIES);
export type Density = z.infer<typeof densitySchema>;

/** Widths of columns, px. */
const WIDTH = { least: 72, most: 900 } as const;

const columnSchema = z.object({
  field: gridFieldSchema,
  /** Px. */
  width: z.number().int().min(WIDTH.least).max(WIDTH.most),
  hidden: z.boolean(),
  /** Stays at the left while the others scroll. */
  pinned: z.boolean(),
});
export type ColumnLayout = z.infer<typeof columnSchema>;

/** What a view shows and how: our own shape, so that an upgrade of the grid cannot break stored views. */
export const gridViewStateSchema = gridQuerySchema.omit({ pipelineId: true }).extend({
  /** In their order; a field that is missing stands hidden at the end. */
  columns: z.array(columnSchema).max(60),
  grouping: groupingSchema.nullable(),
  /** Null = as the settings say. */
  density: densitySchema.nullable(),
});
export type GridViewState = z.infer<typeof gridViewStateSchema>;

/** The part of a view that asks for rows is a query; this is the rest. */
export type GridLayout = Pick<GridViewState, 'columns' | 'grouping' | 'density'>;

/** A view that somebody saved. */
export const savedViewSchema = z.object({
  id: idSchema,
  pipelineId: idSchema,
  name: z.string().trim().min(1).max(80),
  /** Shared views are synced; private ones stay on this laptop. */
  shared: z.boolean(),
  state: gridViewStateSchema,
  /** Grows with every write of a shared view; 0 for a private one. */
  version: z.number().int().nonnegative(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** First width of every column, px, in the order in which they stand. */
const FIRST: readonly (readonly [GridField, number])[] = [
  ['name', 240],
  ['accountName', 176],
  ['stage', 150],
  ['amountMinor', 152],
  ['ownerName', 132],
  ['expectedCloseDay', 136],
  ['stageEnteredAt', 118],
  ['outcome', 116],
  ['productName', 180],
  ['region', 96],
  ['discountBp', 104],
  ['openedDay', 108],
  ['closedDay', 108],
  ['weightedMinor', 184],
  ['daysToClose', 128],
];
const HIDDEN_AT_FIRST: readonly GridField[] = ['weightedMinor', 'daysToClose'];
/** Names the row: always there, at the very left. */
const LEADING: GridField = 'name';

/** The columns that a pipeline opens with. */
export const FIRST_COLUMNS: readonly ColumnLayout[] = FIRST.map(([field, width]) => ({
  field,
  width,
  hidden: HIDDEN_AT_FIRST.includes(field),
  pinned: field === LEADING,
}));

export const FIRST_LAYOUT: GridLayout = {
  columns: [...FIRST_COLUMNS],
  grouping: null,
  density: null,
};

/**
 * Columns as the grid can show them: every field once; the name of the row first, shown and pinned; pinned ones before
 * the others; fields that an older view does not know hidden at the end.
 */
export function wholeColumns(columns: readonly ColumnLayout[]): ColumnLayout[] {
  const seen = new Map(columns.map((column) => [column.field, column]));
  const missing = FIRST_COLUMNS.filter(({ field }) => !seen.has(field)).map((column) => ({
    ...column,
    hidden: true,
    pinned: false,
  }));
  const all = [...seen.values(), ...missing];
  const leading = all.filter(({ field }) => field === LEADING);
  const others = all.filter(({ field }) => field !== LEADING);
  return [
    ...leading.map((column) => ({ ...column, hidden: false, pinned: true })),
    ...others.filter(({ pinned }) => pinned),
    ...others.filter(({ pinned }) => !pinned),
  ];
}

/** Whether two views show the same: the order of sorting and of columns counts, the order of filters does not. */
export function sameView(a: GridViewState, b: GridViewState): boolean {
  return canonical(a) === canonical(b);
}

function canonical(view: GridViewState): string {
  const filters = GRID_FIELDS.flatMap((field) => {
    const filter = view.filters[field];
    return filter === undefined ? [] : [[field, sortedKeys(filter)]];
  });
  return JSON.stringify([
    view.sort.map(({ field, desc }) => [field, desc]),
    filters,
    view.quick,
    wholeColumns(view.columns).map(({ field, width, hidden, pinned }) => [
      field,
      width,
      hidden,
      pinned,
    ]),
    view.grouping && [view.grouping.fields, view.grouping.orderBy, view.grouping.desc],
    view.density,
  ]);
}

/** Whether two filters of a column let through the same. */
export function sameFilter(a: object | undefined, b: object | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return JSON.stringify(sortedKeys(a)) === JSON.stringify(sortedKeys(b));
}

function sortedKeys(value: object): unknown {
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A stored state, or null when this version cannot read it (a later one wrote it). */
export function readViewState(text: string): GridViewState | null {
  try {
    const read = gridViewStateSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
