import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { STAGES } from '#shared/pipeline/model';
import {
  DEFAULT_SHARES,
  ENOUGH_CLOSED,
  stageProbabilities,
  weightedAmountMinor,
} from '#shared/pipeline/stage-probability';

const NONE = STAGES.map(() => 0);

describe('how likely a stage is to be won', () => {
  it('is the default while a pipeline has hardly any closed deals', () => {
    const few = stageProbabilities({ won: 3, notWonByStage: [5, 2, 0, 0, 0, 0, 0, 0] });
    expect(few).toEqual({ shares: DEFAULT_SHARES, source: 'default', closed: 10 });
  });

  it('is the share won of those that came as far, drawn towards the default', () => {
    const notWonByStage = [400, 200, 100, 50, 30, 20, 0, 0];
    const own = stageProbabilities({ won: 200, notWonByStage });
    expect(own.source).toBe('history');
    expect(own.closed).toBe(1000);
    expect(own.shares.lead_captured).toBeCloseTo((200 + 1) / 1020, 10);
    expect(own.shares.opportunity_discovery).toBeCloseTo((200 + 4) / 420, 10);
    expect(own.shares.negotiation_contract).toBeCloseTo((200 + 16) / 240, 10);
  });

  it('takes what a person has set as it is', () => {
    const set = { lead_captured: 0, negotiation_proposal: 0.33 };
    const { shares } = stageProbabilities({ won: 100, notWonByStage: NONE }, set);
    expect([shares.lead_captured, shares.negotiation_proposal]).toEqual([0, 0.33]);
  });

  test.prop([fc.nat(5000), fc.array(fc.nat(2000), { minLength: 8, maxLength: 8 })])(
    'lies between 0 and 1 and never falls from a stage to the next',
    (won, notWonByStage) => {
      const result = stageProbabilities({ won, notWonByStage });
      const shares = STAGES.map((stage) => result.shares[stage]);
      expect(result.source === 'history').toBe(result.closed >= ENOUGH_CLOSED);
      shares.forEach((share, at) => {
        expect(share).toBeGreaterThanOrEqual(shares[at - 1] ?? 0);
        expect(share).toBeLessThanOrEqual(1);
      });
    },
  );
});

it('weighs open deals by their stage, won ones whole, others not at all', () => {
  const deal = { stage: 'opportunity_validation', amountMinor: 1001 } as const;
  const weigh = (outcome: 'open' | 'won' | 'lost' | 'dormant') =>
    weightedAmountMinor({ ...deal, outcome }, DEFAULT_SHARES);
  expect([weigh('open'), weigh('won'), weigh('lost'), weigh('dormant')]).toEqual([400, 1001, 0, 0]);
  expect(weightedAmountMinor({ ...deal, outcome: 'open', amountMinor: null }, DEFAULT_SHARES)).toBe(
    null,
  );
});
