import { createHash } from 'node:crypto';
import type { Partial, RiskVariable } from '#shared/sandbox/model';
import type { FittedModel } from './fitted';
import { OUT, OUT_COUNT } from './figures';
import { Simulator } from './kernel';
import { measureTwins, type Twin } from './risk';
import type { Scenario } from './scenario';
import { meanAndSd } from './statistics';
import { column, summarise, type OutputMatrix } from './summary';

/** Words of the control block that the threads of a job share. */
export const CONTROL = { cancel: 0, next: 1, done: 2, partial: 3, visits: 4 } as const;
export const CONTROL_WORDS = 8;

/** Replicates after which a partial result is sent. */
const PARTIAL_STEPS = [64, 256, 1024, 4096, 16_384];

/**
 * One phase of a run, the same object in every thread; arrays stand in shared memory. Replicates are handed out in blocks
 * by an atomic counter; which thread plays which block has no influence on any figure.
 */
export interface Job {
  model: FittedModel;
  horizonDays: number;
  seed: number;
  scenarios: readonly Scenario[];
  replicates: number;
  blockSize: number;
  /** [replicate][scenario][figure] */
  values: Float64Array;
  control: Int32Array;
  /** 1 per finished block. */
  finished: Int32Array;
  /** Order in which blocks are handed out; null = ascending. */
  order: Int32Array | null;
  /** Set when partial results are wanted. */
  variants: { ids: string[]; targetMinor: number | null } | null;
}

/** Allocates a job's shared arrays. */
export function createJob(job: Omit<Job, 'values' | 'control' | 'finished'>): Job {
  const blocks = Math.ceil(job.replicates / job.blockSize);
  const cells = job.replicates * job.scenarios.length * OUT_COUNT;
  return {
    ...job,
    values: new Float64Array(new SharedArrayBuffer(cells * 8)),
    control: new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * 4)),
    finished: new Int32Array(new SharedArrayBuffer(blocks * 4)),
  };
}

/** The job's output as a matrix; of its first `replicates` replicates only, when given. */
function outputOf(job: Job, replicates = job.replicates): OutputMatrix {
  return { values: job.values, scenarios: job.scenarios.length, replicates };
}

/**
 * Plays blocks until none is left or the job is cancelled. The cancel flag is looked at before every replicate of every
 * scenario, i.e. every few milliseconds.
 * @param onPartial called once per step by whichever thread completes it
 */
export function playBlocks(job: Job, onPartial: (partial: Partial) => void): void {
  const { control, finished, scenarios, blockSize } = job;
  const simulator = new Simulator(job);
  for (;;) {
    const turn = Atomics.add(control, CONTROL.next, 1);
    if (turn >= finished.length) return;
    const block = job.order === null ? turn : (job.order[turn] as number);
    if (Atomics.load(finished, block) === 1) continue;
    const end = Math.min(job.replicates, (block + 1) * blockSize);
    let visits = 0;
    for (let replicate = block * blockSize; replicate < end; replicate++) {
      for (let j = 0; j < scenarios.length; j++) {
        if (Atomics.load(control, CONTROL.cancel) === 1) return;
        const at = (replicate * scenarios.length + j) * OUT_COUNT;
        simulator.simulate(replicate, j, job.values, at);
        visits += job.values[at + OUT.visits] as number;
      }
      Atomics.add(control, CONTROL.done, scenarios.length);
    }
    Atomics.store(finished, block, 1);
    // Counted in thousands so that 32 bits last.
    Atomics.add(control, CONTROL.visits, Math.round(visits / 1000));
    sendPartials(job, onPartial);
  }
}

function sendPartials(job: Job, onPartial: (partial: Partial) => void): void {
  const { variants, control } = job;
  if (variants === null) return;
  for (;;) {
    const step = Atomics.load(control, CONTROL.partial);
    const size = PARTIAL_STEPS[step];
    if (size === undefined || size > job.replicates) return;
    const blocks = Math.ceil(size / job.blockSize);
    for (let block = 0; block < blocks; block++) {
      if (Atomics.load(job.finished, block) !== 1) return;
    }
    if (Atomics.compareExchange(control, CONTROL.partial, step, step + 1) !== step) continue;
    onPartial(summarise(outputOf(job, size), variants.ids, variants.targetMinor));
  }
}

export interface RunSummaryFigures {
  partial: Partial;
  /** Index of the variant with the highest mean bookings. */
  leading: number;
}

/** Final figures of all variants. */
export function concludeRun(job: Job): RunSummaryFigures {
  const ids = job.variants?.ids ?? [];
  const partial = summarise(outputOf(job), ids, job.variants?.targetMinor ?? null);
  const means = ids.map((_, j) => meanAndSd(column(outputOf(job), j, OUT.bookings)).mean);
  return { partial, leading: means.indexOf(Math.max(...means)) };
}

/** Risk variables from the twins' job, and the hash over everything that was simulated. */
export function concludeRisks(
  run: Job,
  twinJob: Job,
  twins: readonly Twin[],
  variantId: string,
): { risks: RiskVariable[]; resultHash: string } {
  return {
    risks: measureTwins(outputOf(twinJob), twins, variantId),
    resultHash: hashFigures([run.values, twinJob.values]),
  };
}

/** SHA-256 (hex) over the bits of every figure. */
export function hashFigures(arrays: readonly Float64Array[]): string {
  const hash = createHash('sha256');
  // Hashing wants memory of its own, not shared memory.
  for (const array of arrays) hash.update(new Uint8Array(array.slice().buffer));
  return hash.digest('hex');
}
