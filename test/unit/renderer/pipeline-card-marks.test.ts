import { describe, expect, it } from 'vitest';
import { cardMarks } from '#renderer/pipeline/board/card-marks';

const TODAY = '2026-11-28';
const entered = Date.parse('2026-11-18T02:00:00Z');
const open = {
  stage: 'lead_captured',
  outcome: 'open',
  stageEnteredAt: entered,
  expectedCloseDay: '2026-12-31',
} as const;

describe('what a card warns of', () => {
  it('counts days in the stage and calls them too many above the threshold only', () => {
    expect(cardMarks(open, TODAY, null)).toEqual({ ageDays: 10, stale: false, overdueDays: 0 });
    expect(cardMarks(open, TODAY, 10).stale).toBe(false);
    expect(cardMarks(open, TODAY, 9).stale).toBe(true);
    // Fourteen days where the pipeline's rules and history say nothing.
    expect(cardMarks(open, '2026-12-02', null).stale).toBe(false);
    expect(cardMarks(open, '2026-12-03', null).stale).toBe(true);
    expect(cardMarks({ ...open, stageEnteredAt: null }, TODAY, 1)).toMatchObject({
      ageDays: null,
      stale: false,
    });
  });

  it('is overdue from the day after the expected close', () => {
    const due = (expectedCloseDay: string | null) =>
      cardMarks({ ...open, expectedCloseDay }, TODAY, null).overdueDays;
    expect([due(TODAY), due('2026-11-27'), due('2026-10-28'), due(null)]).toEqual([0, 1, 31, 0]);
  });

  it('warns of nothing that has ended', () => {
    const lost = { ...open, outcome: 'lost', expectedCloseDay: '2020-01-01' } as const;
    expect(cardMarks(lost, TODAY, 1)).toEqual({ ageDays: null, stale: false, overdueDays: 0 });
  });
});
