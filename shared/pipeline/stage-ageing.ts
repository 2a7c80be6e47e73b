import type { Stage } from './model';

/** Days in a stage after which an open deal is marked, where the rules of its pipeline say nothing. */
const AMBER_DAYS: Readonly<Record<Stage, number>> = {
  lead_captured: 14,
  lead_qualified: 21,
  opportunity_discovery: 30,
  opportunity_validation: 30,
  negotiation_proposal: 30,
  negotiation_contract: 21,
  delivery_implementation: 120,
  delivery_acceptance: 60,
};
/** A deal that rests this many times as long is marked more strongly. */
const RED_TIMES = 2;

export interface StageAge {
  readonly level: 'calm' | 'amber' | 'red';
  /** The days that were passed; those for amber while all is calm. */
  readonly after: number;
}

/**
 * How long a deal has stood in its stage, as a level.
 * @param days whole days in the stage
 * @param staleDays what the rules of the pipeline say for the stage; null = nothing
 */
export function stageAge(stage: Stage, days: number, staleDays: number | null): StageAge {
  const amber = staleDays ?? AMBER_DAYS[stage];
  const red = amber * RED_TIMES;
  if (days > red) return { level: 'red', after: red };
  return { level: days > amber ? 'amber' : 'calm', after: amber };
}
