import type { FitReport } from './fit-report';
import { type Levers, NEUTRAL_LEVERS, type Variant } from './request';

type LeverId = keyof Levers;

/** What the variants of a run rest on: the history, or assumptions alone. */
export interface Grounds {
  /** Variants whose whole difference from the baseline comes from effects that this history does not tell. */
  readonly assumed: ReadonlySet<string>;
  /** Variants of whose levers some act by effects that this history tells, and some by effects that it does not. */
  readonly partly: ReadonlySet<string>;
  /**
   * By variant: on how many records the effects rest that this history tells. Records are observations and no experiment,
   * whatever their number: who was answered sooner was not drawn by lot.
   */
  readonly observed: ReadonlyMap<string, number>;
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
  const isTold = (lever: LeverId) => tellsEffect(parameter(EFFECT_OF[lever]));
  const resting = others.map((variant) => {
    const acting = moved(variant, baseline?.levers ?? NEUTRAL_LEVERS).filter(
      (lever) => !isInert(lever),
    );
    const told = acting.filter(isTold);
    const records = told.map((lever) => parameter(EFFECT_OF[lever])?.observations ?? 0);
    return { id: variant.id, acting: acting.length, told: told.length, records };
  });
  const idsOf = (those: typeof resting) => new Set(those.map(({ id }) => id));
  return {
    assumed: idsOf(resting.filter(({ acting, told }) => acting > 0 && told === 0)),
    partly: idsOf(resting.filter(({ acting, told }) => told > 0 && told < acting)),
    // Several effects are only as well known as the one with the fewest records.
    observed: new Map(
      resting.flatMap(({ id, records }) =>
        records.length === 0 ? [] : [[id, Math.min(...records)] as const],
      ),
    ),
    inert: LEVERS.filter(
      (lever) =>
        isInert(lever) && variants.some((one) => moved(one, NEUTRAL_LEVERS).includes(lever)),
    ),
  };
}

/** Estimated from the history, and by its 90 % interval surely on one side of nothing. */
function tellsEffect(effect: FitReport['parameters'][number] | undefined): boolean {
  if (effect?.provenance !== 'data') return false;
  const { interval } = effect;
  return interval === null || interval.low > 0 || interval.high < 0;
}

function isSame(a: Levers[LeverId], b: Levers[LeverId]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
