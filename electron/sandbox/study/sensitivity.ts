import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';
import type { StudySensitivity } from '#shared/sandbox/study-sensitivity';
import { CONTROL_WORDS } from '../engine/job';
import { MOST_INPUTS, saltelliPoints, varianceShares } from '../engine/sensitivity/variance-shares';
import type { SimulationPool } from '../pool';
import { variantColumns, withAssumptions } from './columns';
import type { StudyOptions } from './play-study';
import { checkStudy, layOutOn, refuseRequest } from './prepare';

/** Base points, and futures of each point. */
const BASE = 1024;
const FUTURES = 4;

/**
 * Which share of each output's variance comes from not knowing which assumption: all uncertain assumptions of a variant (the
 * first 16) are varied together over their priors, under the same few futures.
 * @throws SandtableError as {@link playStudy}
 */
export async function playSensitivity(
  pool: SimulationPool,
  model: ScenarioModel,
  data: unknown,
  request: StudyRequest,
  variantId: string,
  options: Pick<StudyOptions, 'signal' | 'threads' | 'onProgress'> = {},
): Promise<StudySensitivity> {
  checkStudy(model, request);
  const changed = withAssumptions(model, request.assumptions);
  const at = request.variants.findIndex(({ id }) => id === variantId);
  const base = variantColumns(model, request)[at];
  if (base === undefined) refuseRequest('variantId', variantId);
  const inputs = changed.assumptions
    .filter(({ sd, drawn }) => sd > 0 && drawn === 'once')
    .slice(0, MOST_INPUTS)
    .map(({ id }) => id);
  if (inputs.length === 0) return { variantId, points: 0, inputs: [] };
  const { ranked = model.ranked, seed } = request;
  const laidOut = { model: changed, data, ranked };
  // What is wrong with data or model is told before anything is played.
  await layOutOn(pool, { ...laidOut, columns: [base] }, options.signal);
  const points = shared(saltelliPoints(inputs.length, BASE));
  const count = points.length / inputs.length;
  const outputs = model.outputs.length;
  const means = shared(new Float64Array(count * outputs));
  const control = new Int32Array(new SharedArrayBuffer(4 * CONTROL_WORDS));
  const job = { laidOut, base, inputs, points, replicates: FUTURES, seed, means, control };
  await pool.playPoints(job, count, options);
  const byOutput = model.outputs.map(({ id }, f) => {
    const values = Float64Array.from({ length: count }, (_, i) => means[i * outputs + f] as number);
    return [id, varianceShares(values, inputs.length)] as const;
  });
  const of = (k: number): StudySensitivity['inputs'][number] => ({
    id: inputs[k] as string,
    shares: Object.fromEntries(
      byOutput.map(([id, shares]) => [id, shares[k] as NonNullable<(typeof shares)[number]>]),
    ),
  });
  const told = inputs.map((_, k) => of(k));
  const total = (one: (typeof told)[number]): number => one.shares[ranked]?.total.value ?? 0;
  return { variantId, points: count, inputs: told.toSorted((a, b) => total(b) - total(a)) };
}

function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
