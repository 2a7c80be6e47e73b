import { CONTROL } from '../engine/job';
import { replicateWidth } from '../engine/compiled';
import { fromFailure } from '#shared/errors';
import { simulatorOf } from '../kernel-builds';
import type { Column } from './columns';
import { layOut, type LayOutJob } from './lay-out';

/** Points that are laid out together. */
const TOGETHER = 32;

/** Points of assumptions at which a model is played, the same object in every thread; arrays stand in shared memory. */
export interface PointsJob {
  laidOut: Omit<LayOutJob, 'columns'>;
  base: Column;
  /** Assumptions, by the place of their quantile in a point. */
  inputs: readonly string[];
  /** [point][input] */
  points: Float64Array;
  /** Futures of each point, the same for all. */
  replicates: number;
  seed: number;
  /** Means over the futures: [point][output]. */
  means: Float64Array;
  control: Int32Array;
}

/**
 * Plays points until none is left or the job is cancelled.
 * @throws SandtableError SCENARIO_INVALID, STUDY_DATA_INVALID
 */
export function playPoints(job: PointsJob, kernelDir: string | null): void {
  const { inputs, points, control } = job;
  const count = points.length / inputs.length;
  for (;;) {
    const first = TOGETHER * Atomics.add(control, CONTROL.next, 1);
    if (first >= count || Atomics.load(control, CONTROL.cancel) === 1) return;
    const here = Math.min(TOGETHER, count - first);
    playTogether(job, first, here, kernelDir);
    Atomics.add(control, CONTROL.done, here);
  }
}

function playTogether(
  job: PointsJob,
  first: number,
  count: number,
  kernelDir: string | null,
): void {
  const { base, inputs, points, means, replicates, seed } = job;
  const columns = Array.from({ length: count }, (_, i): Column => {
    const from = (first + i) * inputs.length;
    const pins = inputs.map((id, k) => [id, points[from + k] as number] as const);
    return { ...base, pins: { ...base.pins, ...Object.fromEntries(pins) } };
  });
  const { model, failure } = layOut({ ...job.laidOut, columns });
  if (model === null) throw fromFailure(failure ?? { code: 'INTERNAL', message: '', details: {} });
  const simulator = simulatorOf(model, kernelDir);
  const figures = new Float64Array(replicateWidth(model));
  const { outputs } = model;
  const sums = new Float64Array(count * outputs.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (Atomics.load(job.control, CONTROL.cancel) === 1) return;
    simulator.play(seed, replicate, figures, 0);
    for (let i = 0; i < count; i++) {
      outputs.forEach(({ figure }, f) => {
        const at = i * outputs.length + f;
        sums[at] = (sums[at] as number) + (figures[i * model.figures + figure] as number);
      });
    }
  }
  const place = first * outputs.length;
  for (let at = 0; at < sums.length; at++) means[place + at] = (sums[at] as number) / replicates;
}
