import type { FitReport } from './fit-report';
import { type Levers, NEUTRAL_LEVERS, type Variant } from './request';

type LeverId = keyof Levers;

/** What the variants of a run rest on: the history, or assumptions alone. */
export interface Grounds {
  /** Variants whose whole difference from the baseline comes from effects that this history does not tell. */
  readonly assumed: ReadonlySet<string>;
  /** Levers that some variant moves and that can do nothing in the model of this history. */
  readonly inert: readonly LeverId[];
}

/** The parameter that says how strongly a lever acts. */
const EFFECT_OF = {
  discountPct: 'discountEffect',
  extraSolutionEngineers: 'dealsPerEngineer',
  followUpSpeed: 'followUpEffect',
  focusSegments: 'attentionEffect',
} as const satisfies Record<LeverId, FitReport['parameters'][number]['id']>;

const LEVERS = Object.keys(EFFECT_OF) as LeverId[];

/** What the variants rest on; the first is the baseline. */
export function groundsOf(
  variants: readonly Variant[],
  { parameters }: Pick<FitReport, 'parameters'>,
): Grounds {
  const [baseline, ...others] = variants;
  const moved = (variant: Variant, from: Levers) =>
    LEVERS.filter((lever) => !isSame(variant.levers[lever], from[lever]));
  const parameter = (id: FitReport['parameters'][number]['id']) =>
    parameters.find((one) => one.id === id);
  const isInert = (lever: LeverId) =>
    // Without a limit of the validation there is nothing that more engineers would widen.
    lever === 'extraSolutionEngineers' && parameter('validationCapacity')?.value === null;
  const isTold = (lever: LeverId) => parameter(EFFECT_OF[lever])?.provenance === 'data';
  const assumed = others.filter((variant) => {
    const acting = moved(variant, baseline?.levers ?? NEUTRAL_LEVERS).filter(
      (lever) => !isInert(lever),
    );
    return acting.length > 0 && !acting.some(isTold);
  });
  return {
    assumed: new Set(assumed.map(({ id }) => id)),
    inert: LEVERS.filter(
      (lever) =>
        isInert(lever) && variants.some((one) => moved(one, NEUTRAL_LEVERS).includes(lever)),
    ),
  };
}

function isSame(a: Levers[LeverId], b: Levers[LeverId]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
