import { z } from 'zod';
import { gridQuerySchema, idSchema, type Outcome, type Stage, STAGES } from './model';
import { stageProbabilitiesSchema } from './computed';
import { opportunityRowSchema } from './model';

/** The columns of the board: the stages with their open and won deals, and what has ended without a contract. */
export const BOARD_COLUMNS = [...STAGES, 'lost', 'dormant'] as const;
const boardColumnSchema = z.enum(BOARD_COLUMNS);
export type BoardColumn = z.infer<typeof boardColumnSchema>;

/** The column in which a deal stands. */
export function boardColumnOf(stage: Stage, outcome: Outcome): BoardColumn {
  return outcome === 'lost' || outcome === 'dormant' ? outcome : stage;
}

/** Figures of all columns over the rows of a view; amounts in minor units. */
export const boardSchema = z.object({
  columns: z.array(
    z.object({
      column: boardColumnSchema,
      count: z.number().int().nonnegative(),
      amountMinor: z.number(),
      /** What the open deals are expected to bring (see `stage-probability.ts`), won ones whole. */
      weightedMinor: z.number(),
    }),
  ),
  probabilities: stageProbabilitiesSchema,
});
export type Board = z.infer<typeof boardSchema>;

/** A window of the cards of one column, in the order of the view. */
export const boardCardsInputSchema = z.object({
  query: gridQuerySchema,
  column: boardColumnSchema,
  /** Cards that come first, if they are in the column: those that were just moved there. */
  first: z.array(idSchema).max(50),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(200),
});
export type BoardCardsInput = z.infer<typeof boardCardsInputSchema>;

export const boardCardsSchema = z.object({
  rows: z.array(opportunityRowSchema),
  total: z.number().int().nonnegative(),
});
export type BoardCards = z.infer<typeof boardCardsSchema>;
