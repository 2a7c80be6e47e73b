import type { z } from 'zod';
import type { Query } from '#electron/replica/transaction';
import type { Aggregate, aggregateInputSchema } from '#shared/pipeline/sheet/model';
import { codeColumn, numbersOf } from '../grid/filter';
import { gridOf } from '../grid/view';

/** Columns whose numbers can be added up; days and instants can only be counted. */
const SUMMED: ReadonlySet<string> = new Set(['amountMinor', 'discountBp', 'weightedMinor']);

/** Counts and sums of selected cells, from the columns in memory: rows need not be on the screen. */
export const aggregate: Query<z.output<typeof aggregateInputSchema>, Aggregate> = (
  tx,
  { query, columns: wanted },
) => {
  const grid = gridOf(tx);
  const { columns, order, context } = grid.order(tx, query);
  const numbers: Aggregate['numbers'] = [];
  let filled = 0;
  for (const { field, spans } of wanted) {
    const coded = codeColumn(columns, grid.names, field);
    const number = numbersOf(columns, field, context);
    let count = 0;
    let sum = 0;
    for (const { from, to } of spans) {
      for (const place of order.subarray(from, to + 1)) {
        if (coded) {
          if (coded.labels[coded.codes[place] ?? 0] !== null) filled += 1;
          continue;
        }
        const value = number === null ? 0 : number(place);
        if (Number.isNaN(value)) continue;
        filled += 1;
        count += 1;
        sum += value;
      }
    }
    if (SUMMED.has(field)) numbers.push({ field, count, sum });
  }
  return { filled, numbers };
};
