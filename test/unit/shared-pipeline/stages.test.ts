import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { DEFAULT_RULES } from '#shared/pipeline/stage-rules';
import {
  checkTransition,
  isLegalState,
  missingFields,
  type StageState,
  type TransitionCheck,
  stageIndex,
  type TransitionTarget,
} from '#shared/pipeline/stages';

const DAY = '2026-11-23';
const FULL: StageState = {
  stage: 'lead_captured',
  outcome: 'open',
  closedDay: null,
  lossReason: null,
  accountId: 'a',
  ownerId: 'o',
  contactId: 'c',
  needSummary: 'need',
  productId: 'p',
  amountMinor: 1,
  expectedCloseDay: DAY,
  contractNo: 'HT-1',
};
const EMPTY: StageState = {
  ...FULL,
  accountId: null,
  ownerId: null,
  contactId: null,
  needSummary: null,
  productId: null,
  amountMinor: null,
  expectedCloseDay: null,
  contractNo: null,
};

describe('moving through the stages', () => {
  it('goes one step forward without a reason when the fields are there', () => {
    for (const [index, stage] of STAGES.slice(1).entries()) {
      const from = STAGES[index] ?? 'lead_captured';
      const outcome = stageIndex(from) >= 6 ? 'won' : 'open';
      const check = checkTransition(
        { ...FULL, stage: from, outcome },
        { stage },
        null,
        DAY,
        DEFAULT_RULES,
      );
      expect(check.ok).toBe(true);
    }
  });

  it('asks for the fields of the stage and of all before it', () => {
    const check = checkTransition(
      EMPTY,
      { stage: 'opportunity_discovery' },
      'because',
      DAY,
      DEFAULT_RULES,
    );
    expect(check).toEqual({
      ok: false,
      code: 'STAGE_FIELDS_MISSING',
      missing: ['accountId', 'ownerId', 'contactId', 'needSummary'],
    });
    expect(missingFields(EMPTY, 'delivery_acceptance', DEFAULT_RULES)).toEqual(
      Object.values(DEFAULT_RULES).flatMap(({ fields }) => fields),
    );
  });

  it.each([
    ['skipping', 'lead_captured', 'opportunity_discovery'],
    ['going back', 'opportunity_validation', 'lead_qualified'],
  ] as const)('asks for a reason when %s', (_, from, to) => {
    const state = { ...FULL, stage: from };
    expect(checkTransition(state, { stage: to }, '  ', DAY, DEFAULT_RULES)).toMatchObject({
      ok: false,
      code: 'STAGE_REASON_REQUIRED',
    });
    expect(checkTransition(state, { stage: to }, 'customer asked', DAY, DEFAULT_RULES).ok).toBe(
      true,
    );
  });

  it('needs no fields to go back', () => {
    const state = { ...EMPTY, stage: 'negotiation_proposal' } as const;
    expect(checkTransition(state, { stage: 'lead_qualified' }, 'why', DAY, DEFAULT_RULES).ok).toBe(
      true,
    );
  });

  it('wins the deal on entering delivery, in two steps of the timeline', () => {
    const state = { ...FULL, stage: 'negotiation_contract' } as const;
    const expected = {
      ok: true,
      set: { stage: 'delivery_implementation', outcome: 'won', closedDay: DAY, lossReason: null },
      events: [
        { stage: 'negotiation_contract', outcome: 'won' },
        { stage: 'delivery_implementation', outcome: null },
      ],
    };
    expect(
      checkTransition(state, { stage: 'delivery_implementation' }, null, DAY, DEFAULT_RULES),
    ).toEqual(expected);
    expect(checkTransition(state, { outcome: 'won' }, null, DAY, DEFAULT_RULES)).toEqual(expected);
  });

  it('opens the deal again when it goes back from delivery', () => {
    const state = {
      ...FULL,
      stage: 'delivery_implementation',
      outcome: 'won',
      closedDay: DAY,
    } as const;
    expect(
      checkTransition(state, { stage: 'negotiation_contract' }, 'unsigned', DAY, DEFAULT_RULES),
    ).toMatchObject({
      set: { outcome: 'open', closedDay: null },
    });
  });

  it('keeps the day of signature on the way to acceptance', () => {
    const state = {
      ...FULL,
      stage: 'delivery_implementation',
      outcome: 'won',
      closedDay: '2026-01-05',
    } as const;
    expect(
      checkTransition(state, { stage: 'delivery_acceptance' }, null, DAY, DEFAULT_RULES),
    ).toMatchObject({
      set: { outcome: 'won', closedDay: '2026-01-05' },
    });
  });
});

describe('outcomes', () => {
  it('takes the reason as loss reason, but not an old loss reason for a signed deal', () => {
    const lost = { outcome: 'lost' } as const;
    expect(checkTransition(FULL, lost, null, DAY, DEFAULT_RULES)).toMatchObject({
      missing: ['lossReason'],
    });
    expect(checkTransition(FULL, lost, 'price', DAY, DEFAULT_RULES)).toMatchObject({
      set: { outcome: 'lost', lossReason: 'price', closedDay: DAY, stage: 'lead_captured' },
    });
    const won = {
      ...FULL,
      stage: 'delivery_implementation',
      outcome: 'won',
      lossReason: 'old',
    } as const;
    expect(checkTransition(won, lost, null, DAY, DEFAULT_RULES)).toMatchObject({
      code: 'STAGE_REASON_REQUIRED',
    });
    expect(checkTransition(won, lost, 'cancelled', DAY, DEFAULT_RULES).ok).toBe(true);
  });

  it.each(['lost', 'dormant'] as const)('moves a %s deal only after reopening it', (outcome) => {
    const state = { ...FULL, outcome, closedDay: DAY, lossReason: 'x' };
    expect(
      checkTransition(state, { stage: 'lead_qualified' }, 'why', DAY, DEFAULT_RULES),
    ).toMatchObject({
      code: 'STAGE_TRANSITION_REFUSED',
    });
    expect(checkTransition(state, { outcome: 'open' }, null, DAY, DEFAULT_RULES)).toMatchObject({
      code: 'STAGE_REASON_REQUIRED',
    });
    expect(
      checkTransition(state, { outcome: 'open' }, 'they called', DAY, DEFAULT_RULES),
    ).toMatchObject({
      set: { outcome: 'open', closedDay: null, lossReason: null },
      events: [{ outcome: 'reopened' }],
    });
  });

  it('refuses what is so already, a won deal that sleeps, a lost one that is won', () => {
    for (const [stage, outcome, to] of [
      ['lead_captured', 'open', 'open'],
      ['delivery_acceptance', 'won', 'dormant'],
      ['delivery_acceptance', 'won', 'open'],
      ['lead_captured', 'lost', 'won'],
      ['lead_captured', 'lost', 'dormant'],
    ] as const) {
      const state = { ...FULL, stage, outcome, lossReason: outcome === 'lost' ? 'x' : null };
      expect(checkTransition(state, { outcome: to }, 'why', DAY, DEFAULT_RULES)).toMatchObject({
        code: 'STAGE_TRANSITION_REFUSED',
      });
    }
  });
});

const target: fc.Arbitrary<TransitionTarget> = fc.oneof(
  fc.constantFrom(...STAGES).map((stage) => ({ stage })),
  fc.constantFrom(...OUTCOMES).map((outcome) => ({ outcome })),
);

/** A refusal names fields exactly when fields are missing; an answer is a legal state. */
function isSound(check: TransitionCheck): boolean {
  if (check.ok) return isLegalState(check.set.stage, check.set.outcome);
  return check.missing.length > 0 === (check.code === 'STAGE_FIELDS_MISSING');
}

describe('the machine as a whole', () => {
  it('decides every state and target, with every rule of the result', () => {
    for (const stage of STAGES) {
      for (const outcome of OUTCOMES.filter((one) => isLegalState(stage, one))) {
        for (const to of [
          ...STAGES.map((s) => ({ stage: s })),
          ...OUTCOMES.map((o) => ({ outcome: o })),
        ]) {
          for (const state of [FULL, EMPTY]) {
            const check = checkTransition(
              { ...state, stage, outcome },
              to,
              null,
              DAY,
              DEFAULT_RULES,
            );
            expect(isSound(check)).toBe(true);
          }
        }
      }
    }
  });

  it('reaches no illegal state, whatever is tried', () => {
    const step = fc.record({
      to: target,
      reason: fc.constantFrom(null, '', 'because'),
      filled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state: StageState = EMPTY;
        for (const { to, reason, filled } of steps) {
          const known = filled ? { ...FULL, stage: state.stage, outcome: state.outcome } : state;
          const given = { ...known, closedDay: state.closedDay, lossReason: state.lossReason };
          const check = checkTransition(given, to, reason, DAY, DEFAULT_RULES);
          if (!check.ok) continue;
          state = { ...given, ...check.set };
          expect(isLegalState(state.stage, state.outcome)).toBe(true);
          expect(state.closedDay === null).toBe(state.outcome === 'open');
          expect(state.outcome === 'lost' && !state.lossReason).toBe(false);
          expect(check.events.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
