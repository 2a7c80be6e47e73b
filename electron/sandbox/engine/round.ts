import { replicateWidth, type ModelShape, type PlayableModel } from './compiled';
import { CONTROL, CONTROL_WORDS } from './job';
import type { Simulator } from './simulator';
import { KEPT } from './streamed';

/** Replicates after which results are looked at; the last distance is repeated. */
const ROUND_ENDS = [64, 256, 1024, 4096, KEPT];

/** Where the round that begins after `done` replicates ends. The ends are the same for every number of threads. */
export function roundEnd(done: number, replicates: number): number {
  const end = ROUND_ENDS.find((at) => at > done) ?? done + KEPT;
  return Math.min(end, replicates);
}

/**
 * One round of a rehearsal, the same object in every thread; arrays stand in shared memory. Blocks of replicates are handed out by
 * an atomic counter; who plays which has no influence on any figure.
 */
export interface Round {
  /** Names the rehearsal; all its rounds play the same model. */
  rehearsal: number;
  model: PlayableModel;
  seed: number;
  /** Replicates first … end − 1. */
  first: number;
  end: number;
  blockSize: number;
  /** [replicate − first][variant][figure] */
  figures: Float64Array;
  control: Int32Array;
  /** 1 per finished block. */
  finished: Int32Array;
  /** Order in which blocks are handed out; null = ascending. */
  order: Int32Array | null;
}

export function createRound(round: Omit<Round, 'control' | 'finished'>): Round {
  const blocks = Math.ceil((round.end - round.first) / round.blockSize);
  return {
    ...round,
    control: new Int32Array(new SharedArrayBuffer(4 * CONTROL_WORDS)),
    finished: new Int32Array(new SharedArrayBuffer(4 * blocks)),
  };
}

/** Shared memory for the figures of the largest round of so many replicates. */
export function roundFigures(model: ModelShape, replicates: number): Float64Array {
  const most = Math.min(replicates, KEPT);
  return new Float64Array(new SharedArrayBuffer(8 * most * replicateWidth(model)));
}

/** Plays blocks until none is left or the rehearsal is cancelled; the flag is looked at before every replicate. */
export function playRound(round: Round, simulator: Simulator): void {
  const { control, finished, blockSize, first, end, figures, order } = round;
  const width = replicateWidth(round.model);
  for (;;) {
    const turn = Atomics.add(control, CONTROL.next, 1);
    if (turn >= finished.length) return;
    const block = order === null ? turn : (order[turn] as number);
    if (Atomics.load(finished, block) === 1) continue;
    const from = first + block * blockSize;
    const to = Math.min(end, from + blockSize);
    for (let replicate = from; replicate < to; replicate++) {
      if (Atomics.load(control, CONTROL.cancel) === 1) return;
      simulator.play(round.seed, replicate, figures, (replicate - first) * width);
    }
    Atomics.store(finished, block, 1);
    Atomics.add(control, CONTROL.done, to - from);
  }
}
