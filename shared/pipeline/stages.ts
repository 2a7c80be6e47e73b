import type { Outcome, OpportunityRow, Stage, StageEvent } from './model';
import { STAGES } from './model';
import type { StageField, StageRules } from './stage-rules';

export type { StageField };

/** Entering this stage means that the contract is signed: the outcome becomes `won`. */
export const WON_FROM: Stage = 'delivery_implementation';

/** The part of an opportunity that the rules look at. */
export type StageState = Pick<
  OpportunityRow,
  'stage' | 'outcome' | 'closedDay' | 'lossReason' | StageField
>;

export type TransitionTarget = { readonly stage: Stage } | { readonly outcome: Outcome };

/** A line for the stage timeline: an entered stage (`outcome` null) or what happened in a stage. */
export type PlannedStageEvent = Pick<StageEvent, 'stage' | 'outcome'>;

export type TransitionCheck =
  | {
      readonly ok: true;
      readonly set: {
        readonly stage: Stage;
        readonly outcome: Outcome;
        readonly closedDay: string | null;
        readonly lossReason: string | null;
      };
      /** In the order in which they happen. */
      readonly events: readonly PlannedStageEvent[];
    }
  | {
      readonly ok: false;
      readonly code: 'STAGE_FIELDS_MISSING' | 'STAGE_REASON_REQUIRED' | 'STAGE_TRANSITION_REFUSED';
      /** Names of the fields to fill; empty unless fields are missing. */
      readonly missing: readonly (StageField | 'lossReason')[];
    };

/** Position in the process, 0–7. */
export function stageIndex(stage: Stage): number {
  return STAGES.indexOf(stage);
}

/** True in the two stages after the signature. */
export function isDelivery(stage: Stage): boolean {
  return stageIndex(stage) >= stageIndex(WON_FROM);
}

/**
 * Whether a stage and an outcome can stand together: won only in delivery, and in delivery only won
 * or, when a signed contract was cancelled, lost.
 */
export function isLegalState(stage: Stage, outcome: Outcome): boolean {
  if (outcome === 'lost') return true;
  return isDelivery(stage) === (outcome === 'won');
}

/** Fields that are still empty and must be filled before `stage` is entered, in process order. */
export function missingFields(state: StageState, stage: Stage, rules: StageRules): StageField[] {
  const asked = STAGES.slice(0, stageIndex(stage) + 1).flatMap((earlier) => rules[earlier].fields);
  return [...new Set(asked)].filter((field) => state[field] === null || state[field] === '');
}

const refused: TransitionCheck = { ok: false, code: 'STAGE_TRANSITION_REFUSED', missing: [] };
const reasonRequired: TransitionCheck = { ok: false, code: 'STAGE_REASON_REQUIRED', missing: [] };

/**
 * May this opportunity go there, and what follows from it?
 *
 * Rules: one step forward needs the fields of the stage; skipping and going back need a reason as well (going
 * back needs no fields); lost needs a loss reason, dormant and reopening a reason; a lost or dormant deal must be
 * reopened before it moves; entering delivery wins the deal, leaving it backwards opens it again; a won deal
 * becomes lost only for a reason and never dormant.
 *
 * @param state the opportunity, with the fields that the same action fills already in it
 * @param reason free text; blank counts as none
 * @param today the ISO day on which it happens
 * @param rules what the stages of its pipeline ask for
 */
export function checkTransition(
  state: StageState,
  to: TransitionTarget,
  reason: string | null,
  today: string,
  rules: StageRules,
): TransitionCheck {
  const why = reason?.trim() ?? '';
  if ('stage' in to) return moveTo(state, to.stage, why, today, rules);
  if (to.outcome === state.outcome) return refused;
  switch (to.outcome) {
    case 'won':
      return state.outcome === 'open' ? moveTo(state, WON_FROM, why, today, rules) : refused;
    case 'lost':
      return lose(state, why, today);
    case 'dormant':
      return rest(state, why, today);
    case 'open':
      return reopen(state, why);
  }
}

function moveTo(
  state: StageState,
  stage: Stage,
  why: string,
  today: string,
  rules: StageRules,
): TransitionCheck {
  const closed = state.outcome === 'lost' || state.outcome === 'dormant';
  const steps = stageIndex(stage) - stageIndex(state.stage);
  if (closed || steps === 0) return refused;
  if (steps > 0) {
    const missing = missingFields(state, stage, rules);
    if (missing.length > 0) return { ok: false, code: 'STAGE_FIELDS_MISSING', missing };
  }
  if (steps !== 1 && why === '') return reasonRequired;
  const signs = isDelivery(stage) && state.outcome !== 'won';
  const won = isDelivery(stage);
  return {
    ok: true,
    set: {
      stage,
      outcome: won ? 'won' : 'open',
      closedDay: signs ? today : won ? state.closedDay : null,
      lossReason: state.lossReason,
    },
    events: [
      ...(signs ? [{ stage: state.stage, outcome: 'won' } as const] : []),
      { stage, outcome: null },
    ],
  };
}

function lose(state: StageState, why: string, today: string): TransitionCheck {
  // A reason noted before the signature does not explain why a signed contract fell through.
  if (state.outcome === 'won' && why === '') return reasonRequired;
  const known = state.lossReason?.trim() ?? '';
  const lossReason = known === '' ? why : known;
  if (lossReason === '') {
    return { ok: false, code: 'STAGE_FIELDS_MISSING', missing: ['lossReason'] };
  }
  return {
    ok: true,
    set: { stage: state.stage, outcome: 'lost', closedDay: today, lossReason },
    events: [{ stage: state.stage, outcome: 'lost' }],
  };
}

function rest(state: StageState, why: string, today: string): TransitionCheck {
  if (state.outcome !== 'open') return refused;
  if (why === '') return reasonRequired;
  return {
    ok: true,
    set: { stage: state.stage, outcome: 'dormant', closedDay: today, lossReason: state.lossReason },
    events: [{ stage: state.stage, outcome: 'dormant' }],
  };
}

function reopen(state: StageState, why: string): TransitionCheck {
  // A won deal is opened again by moving it back to the stage where work goes on.
  if (state.outcome === 'won') return refused;
  if (why === '') return reasonRequired;
  const signed = isDelivery(state.stage);
  return {
    ok: true,
    set: {
      stage: state.stage,
      outcome: signed ? 'won' : 'open',
      closedDay: signed ? state.closedDay : null,
      lossReason: null,
    },
    events: [{ stage: state.stage, outcome: 'reopened' }],
  };
}

/**
 * The first gated stage that a change would enter or pass on its way forward; null when it needs no approval. Going
 * back, losing, resting and reopening need none.
 */
export function gateOn(
  { stage, outcome }: Pick<StageState, 'stage' | 'outcome'>,
  to: TransitionTarget,
  rules: StageRules,
): Stage | null {
  if ('outcome' in to && to.outcome !== 'won') return null;
  if (outcome === 'lost' || outcome === 'dormant') return null;
  const target = 'stage' in to ? to.stage : WON_FROM;
  const way = STAGES.slice(stageIndex(stage) + 1, stageIndex(target) + 1);
  return way.find((one) => rules[one].gated) ?? null;
}
