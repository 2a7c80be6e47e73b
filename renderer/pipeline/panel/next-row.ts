import type { OpportunityRow } from '#shared/pipeline/model';
import { groupOf } from '../groups/group-row';

interface Lines {
  readonly rows: readonly OpportunityRow[];
  readonly total: number;
}

/** Lines read at once: more only where many headers follow each other. */
const STEP = 50;

/**
 * The next (1) or previous (-1) opportunity after line `from`, past the headers between.
 * @returns null at the ends
 */
export async function nextRow(
  read: (offset: number, limit: number) => Promise<Lines>,
  from: number,
  by: -1 | 1,
): Promise<{ readonly row: OpportunityRow; readonly line: number } | null> {
  let at = from + by;
  while (at >= 0) {
    const offset = by === 1 ? at : Math.max(0, at - STEP + 1);
    const { rows, total } = await read(offset, by === 1 ? STEP : at - offset + 1);
    for (; at >= offset && at < offset + rows.length; at += by) {
      const row = rows[at - offset];
      if (row !== undefined && groupOf(row) === null) return { row, line: at };
    }
    // Nothing more, or fewer lines than there were.
    if (rows.length === 0 || at >= total) return null;
  }
  return null;
}
