import { availableParallelism } from 'node:os';
import type { Remote } from 'comlink';
import { CONTROL } from './engine/job';
import { shareModel, type PlayableModel } from './engine/compiled';
import { createRound, roundEnd, roundFigures } from './engine/round';
import { createState, type RunningSummary } from './engine/running';
import type { Simulator } from './engine/simulator';
import type { SimulationApi } from './simulation.worker';

/** Below this, an interval is itself too uncertain to stop on. */
const FEWEST_TO_STOP = 256;
const MOST_THREADS = 8;
let rehearsals = 0;

export interface RehearsalRequest {
  model: PlayableModel;
  seed: number;
  /** Most replicates to play. */
  replicates: number;
  /**
   * Stop as soon as the 95 % intervals of the means of the ranked output are this narrow (half the width as a share of the first
   * variant's mean); null = play all replicates.
   */
  precision: number | null;
  /** Cores, up to eight, when not given. */
  threads?: number;
  /** Values to reach by output: set when whole distributions are wanted. */
  targets?: Readonly<Record<string, number>>;
  /** `typescript` plays the reference build where the WebAssembly module could be had. */
  build?: Simulator['build'];
}

export interface RehearsalResult extends RunningSummary {
  stopped: 'precision' | 'replicates';
  build: Simulator['build'];
  durations: { simulateMs: number; foldMs: number; firstPartialMs: number; threads: number };
}

export interface RehearsalOptions {
  signal?: AbortSignal;
  onProgress?: (progress: {
    done: number;
    total: number;
    partial: RunningSummary | null;
    build: Simulator['build'];
    durations: RehearsalResult['durations'];
  }) => void;
}

/** What a rehearsal needs of the pool's threads. */
export interface Threads {
  blockSize: number;
  kernelDir: string;
  askOne<T>(call: (remote: Remote<SimulationApi>) => Promise<T>, signal?: AbortSignal): Promise<T>;
  playAll(
    control: Int32Array,
    count: number,
    play: (remote: Remote<SimulationApi>) => Promise<void>,
    signal: AbortSignal | undefined,
    onTick: () => void,
  ): Promise<void>;
}

/**
 * Plays a compiled model in rounds; after 64, 256, 1,024 and 4,096 replicates and then every 16,384 it is known how things stand. Rounds use
 * the same memory, so that it does not grow with the number of replicates.
 * @throws SandtableError CANCELLED, WORKER_CRASHED
 */
export async function rehearse(
  threads: Threads,
  request: RehearsalRequest,
  options: RehearsalOptions,
): Promise<RehearsalResult> {
  const { seed, replicates, precision } = request;
  const { signal, onProgress } = options;
  const rehearsal = ++rehearsals;
  const model = shareModel(request.model);
  const count = request.threads ?? Math.min(availableParallelism(), MOST_THREADS);
  const kernelDir = request.build === 'typescript' ? null : threads.kernelDir;
  const figures = roundFigures(model, replicates);
  const durations = { simulateMs: 0, foldMs: 0, firstPartialMs: 0, threads: count };
  const started = performance.now();
  // Cancelling ends a thread in the middle of a question; these take milliseconds, and rounds look at the signal themselves.
  const build = await threads.askOne((remote) => remote.prepare(rehearsal, model, kernelDir));
  const tell = (done: number, partial: RunningSummary | null): void =>
    onProgress?.({ done, total: replicates, partial, build, durations: { ...durations } });
  let state = createState(model);
  for (let first = 0; ;) {
    const playing = performance.now();
    const round = createRound({
      rehearsal,
      model,
      seed,
      first,
      end: roundEnd(first, replicates),
      blockSize: threads.blockSize,
      order: null,
      figures,
    });
    const done = (): number => first + Atomics.load(round.control, CONTROL.done);
    await threads.playAll(
      round.control,
      count,
      (remote) => remote.playRound(round, kernelDir),
      signal,
      () => tell(done(), null),
    );
    const folding = performance.now();
    durations.simulateMs += folding - playing;
    const targets = request.targets ?? null;
    const fold = (remote: Remote<SimulationApi>) => remote.foldRound(state, round, targets);
    const summary = await threads.askOne(fold);
    state = { ...state, hash: summary.resultHash };
    durations.foldMs += performance.now() - folding;
    durations.firstPartialMs ||= performance.now() - started;
    first = round.end;
    tell(first, summary);
    const enough = precision !== null && first >= FEWEST_TO_STOP && summary.precision <= precision;
    if (!enough && first < replicates) continue;
    return { ...summary, build, durations, stopped: enough ? 'precision' : 'replicates' };
  }
}
