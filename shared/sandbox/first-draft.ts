import { type Levers, NEUTRAL_LEVERS, type Switches, type Variant } from './request';

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

/** Texts `sandbox:first.<key>`: names that the app gives a rehearsal, each the question that its variants answer. */
export type QuestionKey =
  | 'rehearsal'
  | 'onlyFaster'
  | 'onlyCapacity'
  | 'onlyBaseline'
  | 'comparison';

/** The name of a rehearsal that nobody named. The first variant is the baseline. */
export function questionOf(variants: readonly Variant[]): QuestionKey {
  const kinds = variants.slice(1).map(({ levers }) => {
    const moves = (Object.keys(levers) as (keyof Levers)[]).filter(
      (lever) => JSON.stringify(levers[lever]) !== JSON.stringify(NEUTRAL_LEVERS[lever]),
    );
    if (moves.length !== 1) return 'other';
    if (levers.followUpSpeed > 1) return 'faster';
    return levers.extraSolutionEngineers > 0 ? 'capacity' : 'other';
  });
  const asked = kinds.toSorted().join(' ');
  if (asked === '') return 'onlyBaseline';
  if (asked === 'capacity faster') return 'rehearsal';
  if (asked === 'faster') return 'onlyFaster';
  return asked === 'capacity' ? 'onlyCapacity' : 'comparison';
}
