import { NEUTRAL_LEVERS, type Switches, type Variant } from './request';

/** What a rehearsal is asked when the person says nothing else; the same in the window and on the command line. */
export const FIRST_DRAFT = {
  horizonDays: 90,
  replicates: 2000,
  seed: 20_261_123,
} as const;

/** Everything outside happens by chance. */
export const BY_CHANCE: Switches = {
  rivalPromotes: 'model',
  budgetFreeze: 'model',
  keyEngineerAway: 'model',
};

/** Variants that answer a real question at once: carry on, or answer faster, or add capacity. */
export function firstVariants(names: {
  readonly baseline: string;
  readonly faster: string;
  readonly capacity: string;
}): Variant[] {
  return [
    { id: 'baseline', name: names.baseline, levers: NEUTRAL_LEVERS },
    { id: 'v1', name: names.faster, levers: { ...NEUTRAL_LEVERS, followUpSpeed: 2 } },
    { id: 'v2', name: names.capacity, levers: { ...NEUTRAL_LEVERS, extraSolutionEngineers: 2 } },
  ];
}
