import type { ModelShape } from './compiled';
import type { Round } from './round';
import { sortedQuantile } from './statistics';

/** Replicates whose course over time is kept: enough for bands, and the memory stays small. */
const FOLLOWED = 4096;

/** An output at the end of each step of time: its mean and quantiles over the replicates that are followed. */
export interface Course {
  mean: number[];
  p5: number[];
  p10: number[];
  p50: number[];
  p90: number[];
  p95: number[];
}

/** Steps of all outputs that have a course; one such row a variant and replicate. */
function rowLength({ outputs }: ModelShape): number {
  return outputs.reduce((sum, { course }) => sum + (course?.steps ?? 0), 0);
}

/** Number of replicates in the first 8 bytes, then [variant][step][replicate] as singles. */
export function courseBytes(model: ModelShape): number {
  return 8 + 4 * FOLLOWED * model.variants * rowLength(model);
}

/** Keeps the courses of a round's replicates, up to those that are followed. */
export function addCourses(memory: ArrayBufferLike, round: Round): void {
  const { model, first, end, figures } = round;
  const row = rowLength(model);
  if (row === 0) return;
  const number = new Float64Array(memory, 0, 1);
  const values = new Float32Array(memory, 8);
  const to = Math.min(end, FOLLOWED);
  for (let replicate = first; replicate < to; replicate++) {
    for (let j = 0; j < model.variants; j++) {
      const from = ((replicate - first) * model.variants + j) * model.figures;
      let place = j * row;
      for (const { course } of model.outputs) {
        for (let step = 0; step < (course?.steps ?? 0); step++) {
          const value = figures[from + (course?.figure ?? 0) + step] as number;
          values[place++ * FOLLOWED + replicate] = value;
        }
      }
    }
  }
  number[0] = Math.max(number[0] as number, to);
}

/** By variant and output; null for outputs without a course. */
export function coursesOf(memory: ArrayBufferLike, model: ModelShape): (Course | null)[][] {
  const n = new Float64Array(memory, 0, 1)[0] as number;
  const values = new Float32Array(memory, 8);
  const row = rowLength(model);
  return Array.from({ length: model.variants }, (_, j) => {
    let place = j * row;
    return model.outputs.map(({ course }) => {
      if (course === undefined) return null;
      const told: Course = { mean: [], p5: [], p10: [], p50: [], p90: [], p95: [] };
      for (let step = 0; step < course.steps; step++) {
        const sorted = values.slice(place * FOLLOWED, place * FOLLOWED + n).toSorted();
        place++;
        told.mean.push(sorted.reduce((sum, value) => sum + value, 0) / n);
        told.p5.push(sortedQuantile(sorted, 0.05));
        told.p10.push(sortedQuantile(sorted, 0.1));
        told.p50.push(sortedQuantile(sorted, 0.5));
        told.p90.push(sortedQuantile(sorted, 0.9));
        told.p95.push(sortedQuantile(sorted, 0.95));
      }
      return told;
    });
  });
}
