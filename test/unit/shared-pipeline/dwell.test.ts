import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { completedStays, dwellOf, staleAfterDays, type StayEvent } from '#shared/pipeline/dwell';
import { STAGES } from '#shared/pipeline/model';

const day = (count: number) => count * 86_400_000;

describe('stays in a stage', () => {
  it('end when another stage is entered, and when the deal is lost or put to rest', () => {
    const events: StayEvent[] = [
      { stage: 'lead_captured', outcome: null, at: day(0) },
      { stage: 'lead_qualified', outcome: null, at: day(3) },
      { stage: 'lead_qualified', outcome: 'dormant', at: day(10) },
      { stage: 'lead_qualified', outcome: 'reopened', at: day(100) },
      { stage: 'opportunity_discovery', outcome: null, at: day(104.5) },
      { stage: 'opportunity_discovery', outcome: 'lost', at: day(110) },
    ];
    expect(completedStays(events)).toEqual([
      { stage: 'lead_captured', days: 3 },
      { stage: 'lead_qualified', days: 7 },
      { stage: 'lead_qualified', days: 4.5 },
      { stage: 'opportunity_discovery', days: 5.5 },
    ]);
  });

  it('do not end with the signature, only with the stage that follows; the present one is not over', () => {
    const events: StayEvent[] = [
      { stage: 'negotiation_contract', outcome: null, at: day(0) },
      { stage: 'negotiation_contract', outcome: 'won', at: day(8) },
      { stage: 'delivery_implementation', outcome: null, at: day(8) },
    ];
    expect(completedStays(events)).toEqual([{ stage: 'negotiation_contract', days: 8 }]);
    expect(completedStays([])).toEqual([]);
  });

  test.prop([
    fc.array(
      fc.record({
        stage: fc.constantFrom(...STAGES),
        outcome: fc.constantFrom(null, 'won', 'lost', 'dormant', 'reopened'),
        gap: fc.nat(400),
      }),
    ),
  ])('never are negative, and together no longer than the way', (steps) => {
    let at = 0;
    const events = steps.map(({ stage, outcome, gap }) => ({
      stage,
      outcome,
      at: (at += day(gap)),
    }));
    const stays = completedStays(events);
    const sum = stays.reduce((total, { days }) => total + days, 0);
    expect(stays.every(({ days }) => days >= 0)).toBe(true);
    expect(sum).toBeLessThanOrEqual((at - (events[0]?.at ?? 0)) / day(1) + 1e-6);
  });
});

describe('what is usual', () => {
  it('is the median, and what nine of ten do not exceed', () => {
    expect(dwellOf([5])).toEqual({ stays: 1, medianDays: 5, p90Days: 5 });
    const ten = dwellOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(ten.medianDays).toBeCloseTo(5.5, 12);
    expect(ten.p90Days).toBeCloseTo(9.1, 12);
  });

  test.prop([fc.array(fc.nat(5000), { minLength: 1 })])('lies among the stays', (days) => {
    const { medianDays, p90Days } = dwellOf(days);
    expect(medianDays).toBeGreaterThanOrEqual(Math.min(...days));
    expect(p90Days).toBeGreaterThanOrEqual(medianDays);
    expect(p90Days).toBeLessThanOrEqual(Math.max(...days));
  });

  it('warns by the rule, else by history when there is enough of it', () => {
    const dwell = { stays: 20, medianDays: 12, p90Days: 33.2 };
    expect(staleAfterDays({ staleDays: 14 }, dwell)).toBe(14);
    expect(staleAfterDays({ staleDays: null }, dwell)).toBe(34);
    expect(staleAfterDays({ staleDays: null }, { ...dwell, stays: 19 })).toBeNull();
    expect(staleAfterDays({ staleDays: null }, undefined)).toBeNull();
  });
});
