import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';
import type { TargetAnswer, TargetQuestion } from '#shared/sandbox/study-target';
import type { SimulationPool } from '../pool';
import { playStudy, type StudyOptions } from './play-study';
import { refuseRequest } from './prepare';

/** Positions of the lever that are played at once. */
const POSITIONS = 8;
const MOST_ROUNDS = 6;

/**
 * What position of a lever reaches a target with the chance that is asked for? Positions are played side by side under the same
 * seeds, so the chance moves with the lever and not by luck; then again between the two where it crosses.
 * @throws SandtableError as {@link playStudy}
 */
export async function searchTarget(
  pool: SimulationPool,
  model: ScenarioModel,
  data: unknown,
  request: StudyRequest,
  question: TargetQuestion,
  options: Pick<StudyOptions, 'signal' | 'threads'> & {
    /** Rounds played, of the most there may be. */
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<TargetAnswer> {
  const lever = model.levers.find(({ id }) => id === question.lever);
  const variant = request.variants.find(({ id }) => id === question.variantId);
  if (lever === undefined) refuseRequest('lever', question.lever);
  if (variant === undefined) refuseRequest('variantId', question.variantId);
  const seen = new Map<number, { chance: number; se: number }>();
  const play = async (positions: readonly number[]): Promise<void> => {
    const fresh = positions.filter((position) => !seen.has(position));
    if (fresh.length === 0) return;
    const asked: StudyRequest = {
      ...request,
      targets: { [question.output]: question.target },
      precision: null,
      variants: fresh.map((position) => ({
        ...variant,
        id: String(position),
        levers: { ...variant.levers, [lever.id]: position },
      })),
    };
    const result = await playStudy(pool, model, data, asked, options);
    result.variants.forEach(({ outputs }, j) => {
      const chance = outputs[question.output]?.targetChance;
      const position = fresh[j] as number;
      seen.set(position, { chance: chance?.value ?? 0, se: chance?.se ?? 0 });
    });
  };
  let [from, to] = [lever.least, lever.most];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await play(spread(from, to, lever));
    options.onProgress?.(round + 1, MOST_ROUNDS);
    const crossing = crossingOf(inOrder(seen), lever.usual, question.chance);
    if (crossing === null) break;
    const gap = Math.abs(crossing.sure - crossing.before);
    if (gap <= lever.step * 1.5) break;
    [from, to] = [crossing.before, crossing.sure].toSorted((a, b) => a - b) as [number, number];
  }
  const tried = inOrder(seen);
  const nearest = (sure: (one: { chance: number; se: number }) => boolean): number | null =>
    tried
      .filter(sure)
      .map(({ position }) => position)
      .toSorted((a, b) => Math.abs(a - lever.usual) - Math.abs(b - lever.usual))[0] ?? null;
  return {
    position: nearest(({ chance }) => chance >= question.chance),
    between: {
      sure: nearest(({ chance, se }) => chance - 2 * se >= question.chance),
      possible: nearest(({ chance, se }) => chance + 2 * se >= question.chance),
    },
    tried,
  };
}

type Tried = TargetAnswer['tried'];

function inOrder(seen: ReadonlyMap<number, { chance: number; se: number }>): Tried {
  return [...seen]
    .map(([position, one]) => ({ position, ...one }))
    .toSorted((a, b) => a.position - b.position);
}

/** The sure position nearest to today's, and the one beside it on the way there that is not sure. */
function crossingOf(
  tried: Tried,
  usual: number,
  chance: number,
): { sure: number; before: number } | null {
  const byDistance = tried.toSorted(
    (a, b) => Math.abs(a.position - usual) - Math.abs(b.position - usual),
  );
  const sure = byDistance.find((one) => one.chance >= chance);
  if (sure === undefined) return null;
  const side = Math.sign(sure.position - usual);
  const before = byDistance
    .filter(({ position }) => (position - usual) * side >= 0)
    .findLast(({ position }) => Math.abs(position - usual) < Math.abs(sure.position - usual));
  return { sure: sure.position, before: before?.position ?? usual };
}

/** Positions on the lever's steps, spread evenly, its ends among them. */
function spread(
  from: number,
  to: number,
  { least, most, step, usual }: ScenarioModel['levers'][number],
): number[] {
  const onStep = (value: number): number =>
    Math.max(least, Math.min(most, usual + Math.round((value - usual) / step) * step));
  const all = Array.from({ length: POSITIONS }, (_, i) =>
    onStep(from + ((to - from) * i) / (POSITIONS - 1)),
  );
  return [...new Set(all)];
}
