import type { OpportunityRow } from '#shared/pipeline/model';
import { stageAge } from '#shared/pipeline/stage-ageing';
import { addDays, daysSince } from '../view/days';

/** What a card warns of. */
export interface CardMarks {
  /** Whole days in the present stage; null when not known or when the deal has ended. */
  readonly ageDays: number | null;
  /** Longer in the stage than the threshold. */
  readonly stale: boolean;
  /** Days past the expected close; 0 = not past it. */
  readonly overdueDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Marks of a deal on a day. Only open deals are warned of.
 * @param staleAfter days in the stage after which a stay is long here; null = as anywhere (`stage-ageing.ts`)
 */
export function cardMarks(
  row: Pick<OpportunityRow, 'stage' | 'outcome' | 'stageEnteredAt' | 'expectedCloseDay'>,
  today: string,
  staleAfter: number | null,
): CardMarks {
  if (row.outcome !== 'open') return { ageDays: null, stale: false, overdueDays: 0 };
  const ageDays = row.stageEnteredAt === null ? null : daysSince(row.stageEnteredAt, today);
  const late = row.expectedCloseDay !== null && row.expectedCloseDay <= addDays(today, -1);
  return {
    ageDays,
    stale: ageDays !== null && stageAge(row.stage, ageDays, staleAfter).level !== 'calm',
    overdueDays: late
      ? Math.round((Date.parse(today) - Date.parse(row.expectedCloseDay ?? today)) / DAY_MS)
      : 0,
  };
}
