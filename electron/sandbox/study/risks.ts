import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';
import type { StudyRisk, StudyRisks } from '#shared/sandbox/study-risk';
import { normalCdf, normalQuantile } from '../engine/elementary';
import type { FigureSummary } from '../engine/running';
import type { SimulationPool } from '../pool';
import { variantColumns, withAssumptions, type Column } from './columns';
import type { StudyOptions } from './play-study';
import { checkStudy, layOutOn, refuseRequest } from './prepare';

/** Futures of each twin; pairs need few. */
const TWIN_REPLICATES = 512;
/** Points of an assumption between which its effect is told. */
const LOW = 0.1;
const HIGH = 0.9;
/** Of a 90 % interval. */
const Z90 = 1.6448536269514722;

interface Twin extends Omit<StudyRisk, 'effects'> {
  columns: readonly [from: Column, to: Column];
}

/**
 * Measures what each switch and each uncertain assumption does to a variant: the same futures once with it off (or at its 10 %
 * point) and once on (or at its 90 % point), everything else by chance. Only paired differences are told.
 * @throws SandtableError as {@link playStudy}
 */
export async function playRisks(
  pool: SimulationPool,
  model: ScenarioModel,
  data: unknown,
  request: StudyRequest,
  variantId: string,
  options: Pick<StudyOptions, 'signal' | 'threads' | 'onProgress'> = {},
): Promise<StudyRisks> {
  checkStudy(model, request);
  const changed = withAssumptions(model, request.assumptions);
  const at = request.variants.findIndex(({ id }) => id === variantId);
  const base = variantColumns(model, request)[at];
  if (base === undefined) refuseRequest('variantId', variantId);
  const { ranked = model.ranked, seed } = request;
  const twins = planTwins(changed, base);
  if (twins.length === 0) return { variantId, replicates: 0, ranked, risks: [] };
  const columns = twins.flatMap((twin) => twin.columns);
  // Each "to" beside its "from".
  const baselines = columns.map((_, j) => j - (j % 2));
  const { signal, threads, onProgress } = options;
  const laidOut = await layOutOn(
    pool,
    { model: changed, data, columns, ranked, baselines },
    signal,
  );
  const result = await pool.rehearse(
    {
      model: laidOut,
      seed,
      replicates: TWIN_REPLICATES,
      precision: null,
      targets: {},
      ...(threads === undefined ? {} : { threads }),
    },
    {
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ done, total }) => onProgress?.(done, total),
    },
  );
  const risks = twins.map(({ columns: _columns, ...twin }, k): StudyRisk => {
    const from = result.variants[2 * k] ?? {};
    const to = result.details?.[2 * k + 1] ?? {};
    const effects = model.outputs.map(({ id }) => {
      const mean = from[id]?.mean.value ?? 0;
      return [id, effectOf(to[id]?.difference ?? null, mean)] as const;
    });
    return { ...twin, effects: Object.fromEntries(effects) };
  });
  return { variantId, replicates: result.replicates, ranked, risks: inOrder(risks, ranked) };
}

/** The twins of a column; a switch that the variant forces has none. */
function planTwins(model: ScenarioModel, base: Column): Twin[] {
  const switches = model.switches
    .filter(({ id }) => base.switches[id] === 'model')
    .map(({ id }): Twin => {
      const forced = (state: 'on' | 'off'): Column => ({
        ...base,
        switches: { ...base.switches, [id]: state },
      });
      return { id, kind: 'switch', from: 0, to: 1, columns: [forced('off'), forced('on')] };
    });
  const assumptions = model.assumptions
    .filter(({ sd, drawn }) => sd > 0 && drawn === 'once')
    .map((one): Twin => {
      const pinned = (point: number): Column => ({ ...base, pins: { [one.id]: point } });
      const [from, to] = [pointOf(one, LOW), pointOf(one, HIGH)];
      return {
        id: one.id,
        kind: 'assumption',
        from,
        to,
        columns: [pinned(LOW), pinned(HIGH)],
      };
    });
  return [...switches, ...assumptions];
}

/** A point of an assumption's prior, which is cut off at its limits. */
function pointOf(
  { mean, sd, least, most }: ScenarioModel['assumptions'][number],
  point: number,
): number {
  const from = normalCdf((least - mean) / sd);
  const span = normalCdf((most - mean) / sd) - from;
  return mean + sd * normalQuantile(from + point * span);
}

function effectOf(
  difference: Pick<FigureSummary, 'mean'> | null,
  mean: number,
): StudyRisk['effects'][string] {
  const { value, se } = difference?.mean ?? { value: 0, se: 0 };
  const [low, high] = [value - Z90 * se, value + Z90 * se];
  const share = mean === 0 ? null : { value: value / mean, low: low / mean, high: high / mean };
  return { value, se, low, high, share, notDistinguishable: low <= 0 && high >= 0 };
}

function inOrder(risks: readonly StudyRisk[], ranked: string): StudyRisk[] {
  const of = (risk: StudyRisk) => risk.effects[ranked];
  return risks.toSorted(
    (a, b) =>
      Number(of(a)?.notDistinguishable) - Number(of(b)?.notDistinguishable) ||
      Math.abs(of(b)?.value ?? 0) - Math.abs(of(a)?.value ?? 0),
  );
}
