import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { STAGES } from '#shared/pipeline/model';
import {
  DEFAULT_RULES,
  readStageRules,
  ruleChanges,
  setShares,
  STAGE_FIELD_NAMES,
  type StageRules,
  stageRulesSchema,
  storeStageRules,
} from '#shared/pipeline/stage-rules';
import { checkTransition, gateOn, missingFields, type StageState } from '#shared/pipeline/stages';

const EMPTY: StageState = {
  stage: 'lead_captured',
  outcome: 'open',
  closedDay: null,
  lossReason: null,
  accountId: null,
  ownerId: null,
  contactId: null,
  needSummary: null,
  productId: null,
  amountMinor: null,
  expectedCloseDay: null,
  contractNo: null,
};
const FULL: StageState = {
  ...EMPTY,
  ...Object.fromEntries(
    STAGE_FIELD_NAMES.map((field) => [field, field === 'amountMinor' ? 1 : 'x']),
  ),
};

const anyRule = fc.record({
  fields: fc.uniqueArray(fc.constantFrom(...STAGE_FIELD_NAMES)),
  staleDays: fc.option(fc.integer({ min: 1, max: 3650 })),
  wipLimit: fc.option(fc.integer({ min: 1, max: 100_000 })),
  probabilityBp: fc.option(fc.nat(10_000)),
  gated: fc.boolean(),
});
const anyRules = fc
  .tuple(...STAGES.map(() => anyRule))
  .map((rules) => Object.fromEntries(STAGES.map((stage, at) => [stage, rules[at]])) as StageRules);

describe('the rules of a pipeline', () => {
  it('are kept as nothing while they are the default, and unknown texts fall back to it', () => {
    expect(storeStageRules(DEFAULT_RULES)).toBeNull();
    expect(readStageRules(null)).toBe(DEFAULT_RULES);
    expect(readStageRules('[]')).toEqual(DEFAULT_RULES);
    const later = { ...DEFAULT_RULES, lead_qualified: { fields: ['mood'], color: 'red' } };
    expect(readStageRules(JSON.stringify(later))).toEqual(DEFAULT_RULES);
  });

  test.prop([anyRules])('ask for the same after they were kept and read', (rules) => {
    const kept = readStageRules(storeStageRules(rules));
    expect(stageRulesSchema.safeParse(kept).success).toBe(true);
    expect(storeStageRules(kept)).toBe(storeStageRules(rules));
    for (const stage of STAGES) {
      const asked = (of: StageRules) => missingFields(EMPTY, stage, of).toSorted();
      expect(asked(kept)).toEqual(asked(rules));
    }
    const once = STAGES.flatMap((stage) => kept[stage].fields);
    expect(new Set(once).size).toBe(once.length);
    expect(ruleChanges(kept, kept)).toEqual([]);
  });

  test.prop([anyRules, fc.constantFrom(...STAGES)])(
    'let in a deal that has all fields, and never one that lacks an asked one',
    (rules, stage) => {
      const go = (state: StageState) =>
        checkTransition(state, { stage }, 'because', '2026-11-23', rules);
      if (stage === 'lead_captured') return;
      expect(go(FULL).ok).toBe(true);
      const [first] = missingFields(EMPTY, stage, rules);
      if (first === undefined) return;
      expect(go({ ...FULL, [first]: null })).toMatchObject({ ok: false, missing: [first] });
    },
  );

  test.prop([anyRules, fc.constantFrom(...STAGES), fc.constantFrom(...STAGES)])(
    'hold a deal at the first gate on its way forward, and at none on the way back',
    (rules, stage, to) => {
      const way = STAGES.slice(STAGES.indexOf(stage) + 1, STAGES.indexOf(to) + 1);
      const first = way.find((one) => rules[one].gated) ?? null;
      expect(gateOn({ stage, outcome: 'open' }, { stage: to }, rules)).toBe(first);
      expect(gateOn({ stage, outcome: 'open' }, { outcome: 'lost' }, rules)).toBeNull();
      expect(gateOn({ stage, outcome: 'lost' }, { stage: to }, rules)).toBeNull();
    },
  );

  it('name what a change changed', () => {
    const stricter: StageRules = {
      ...DEFAULT_RULES,
      lead_qualified: { ...DEFAULT_RULES.lead_qualified, staleDays: 14, gated: true },
    };
    expect(ruleChanges(DEFAULT_RULES, stricter)).toEqual([
      { stage: 'lead_qualified', what: 'staleDays', was: null, now: 14 },
      { stage: 'lead_qualified', what: 'gated', was: false, now: true },
    ]);
  });

  it('give the shares that a person has set', () => {
    const own = { ...DEFAULT_RULES.negotiation_proposal, probabilityBp: 3350 };
    expect(setShares({ ...DEFAULT_RULES, negotiation_proposal: own })).toEqual({
      negotiation_proposal: 0.335,
    });
  });
});
