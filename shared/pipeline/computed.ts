import { z } from 'zod';
import type { ComputedField, GridField, OpportunityRow } from './model';
import { COMPUTED_FIELDS, stageSchema } from './model';
import { type StageShares, weightedAmountMinor } from './stage-probability';

/** What computed columns are computed from, beside the row. */
export interface ComputeContext {
  /** ISO day that "today" is for the rows. */
  readonly today: string;
  /** How likely open deals of each stage are to be won. */
  readonly shares: StageShares;
}

/** The type `StageProbabilities` as the window gets them. */
export const stageProbabilitiesSchema = z.object({
  shares: z.record(stageSchema, z.number().min(0).max(1)),
  source: z.enum(['history', 'default']),
  closed: z.number().int().nonnegative(),
});

export function isComputed(field: GridField): field is ComputedField {
  return COMPUTED_FIELDS.some((one) => one === field);
}

const DAY_MS = 86_400_000;

/** Whole days from today to the expected close; negative when it is past. Null for deals that are not open. */
function daysToClose(row: OpportunityRow, today: string): number | null {
  if (row.outcome !== 'open' || row.expectedCloseDay === null) return null;
  return Math.round((Date.parse(row.expectedCloseDay) - Date.parse(today)) / DAY_MS);
}

/** The value of a computed column: days, or minor units; null when there is none. */
export function computedValue(
  row: OpportunityRow,
  field: ComputedField,
  { today, shares }: ComputeContext,
): number | null {
  return field === 'daysToClose' ? daysToClose(row, today) : weightedAmountMinor(row, shares);
}
