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

/** Cards of one column, in the order of the view. */
const cardWindowSchema = z.object({
  column: boardColumnSchema,
  offset: z.number().int().nonnegative(),
});

/** The question of a board: the rows of a view by column, and the cards in sight. */
export const boardInputSchema = z.object({
  query: gridQuerySchema,
  windows: z
    .array(
      cardWindowSchema.extend({
        /** Cards that come first, if they are in the column: those that were just moved there. */
        first: z.array(idSchema).max(50),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .max(100),
});
export type BoardInput = z.infer<typeof boardInputSchema>;

/** Figures of all columns and the cards that were asked for, all of one state of the data; amounts in minor units. */
export const boardSchema = z.object({
  /** Newest entry of the change log that the answer knows: equal = same state, higher = later. */
  seq: z.number().int().nonnegative(),
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
  windows: z.array(cardWindowSchema.extend({ rows: z.array(opportunityRowSchema) })),
});
export type Board = z.infer<typeof boardSchema>;
