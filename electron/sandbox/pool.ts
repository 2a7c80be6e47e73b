import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { proxy, type Remote } from 'comlink';
import type { Packed } from '#electron/replica/packed';
import { fromFailure, SandtableError } from '#shared/errors';
import type {
  HistoryInput,
  HistoryWindow,
  Partial,
  RunRequest,
  RunResult,
} from '#shared/sandbox/model';
import type { CalibrationReport } from './calibration/report';
import type { CalibrationJob, Tell } from './calibration/task';
import { shareArrays, type FittedModel } from './engine/fitted';
import { CONTROL, createJob, type Job } from './engine/job';
import { planTwins, TWIN_REPLICATES } from './engine/risk';
import { variantScenarios } from './engine/scenario';
import type { FittedStudy } from './engine/study';
import {
  rehearse,
  type RehearsalOptions,
  type RehearsalRequest,
  type RehearsalResult,
  type Threads,
} from './rehearsal';
import { SimulationThread } from './simulation-thread';
import type { SimulationApi } from './simulation.worker';
import type { LaidOut, LayOutJob } from './study/lay-out';
import type { PointsJob } from './study/points';

/** Raised whenever the same request may give other figures than before. */
export const ENGINE_VERSION = '2';

const PROGRESS_INTERVAL_MS = 100;
const BLOCK_SIZE = 16;
/** Most memory that all simulators together may take; large pipelines get fewer threads. */
const MEMORY_BUDGET_BYTES = 1_200_000_000;
const BYTES_PER_DEAL = 420;
const MOST_THREADS = 8;

/** What a finished run gives; the service adds identity, name and time. */
export type EngineResult = Omit<RunResult, 'id' | 'name' | 'createdAt'>;

export interface RunProgress {
  phase: 'fit' | 'simulate' | 'risk' | 'summarise';
  /** Replicates × variants played, and in all. */
  done: number;
  total: number;
  /** A new partial result, sent once per step; null in all other messages. */
  partial: Partial | null;
}

export interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: RunProgress) => void;
}

export interface PointsOptions {
  signal?: AbortSignal;
  threads?: number;
  onProgress?: (done: number, total: number) => void;
}

export interface PoolOptions {
  /** The built worker, e.g. `out/main/workers/simulation.cjs`. */
  workerFile: string;
  /** Replicates a thread takes at once; never changes a result. */
  blockSize?: number;
  /** Where the WebAssembly kernels are; by default `kernels` beside the folder of the worker's, as a build lays them out. */
  kernelDir?: string;
  /** A thread died under its work, and another has done that work instead. */
  onRecovered?: () => void;
}

/**
 * The threads that fit and simulate. Work is queued: one fit or run at a time, each on all its threads. The calling thread only
 * hands out work and reads the shared progress counter.
 */
export class SimulationPool {
  private threads: SimulationThread[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  private readonly workerFile: string;
  private readonly blockSize: number;
  private readonly kernelDir: string;
  private readonly onRecovered: () => void;

  constructor(options: PoolOptions) {
    this.workerFile = options.workerFile;
    this.blockSize = options.blockSize ?? BLOCK_SIZE;
    this.kernelDir = options.kernelDir ?? join(dirname(options.workerFile), '..', '..', 'kernels');
    this.onRecovered = options.onRecovered ?? (() => undefined);
  }

  /**
   * Fits and back-tests the model on a history. The result is plain data and can be kept for runs on the same inputs.
   * @throws SandtableError CANCELLED, WORKER_CRASHED
   */
  fit(
    history: Packed<HistoryInput>,
    window: HistoryWindow,
    options: Pick<RunOptions, 'signal'> = {},
  ): Promise<FittedStudy> {
    return this.enqueue(() => this.fitNow(history, window, options.signal));
  }

  /**
   * Runs a rehearsal on a kept fit, or on a history that is fitted first.
   * @throws SandtableError BAD_INPUT when the fit belongs to another day or pipeline, CANCELLED, WORKER_CRASHED
   */
  run(
    request: RunRequest,
    source: FittedStudy | Packed<HistoryInput>,
    options: RunOptions = {},
  ): Promise<EngineResult> {
    return this.enqueue(async () => {
      const started = performance.now();
      options.onProgress?.({ phase: 'fit', done: 0, total: 0, partial: null });
      const study =
        'report' in source
          ? source
          : await this.fitNow(source, request.historyWindow, options.signal);
      const { report } = study;
      if (report.asOfDay !== request.asOfDay || report.pipelineId !== request.pipelineId) {
        throw new SandtableError('BAD_INPUT', 'the fit belongs to another pipeline or day');
      }
      const fitted = performance.now();
      return this.runNow(request, study, options, started, fitted - started);
    });
  }

  /**
   * Fits a model to files, or back-tests it on them.
   * @throws SandtableError DATA_… about the files; CANCELLED, WORKER_CRASHED
   */
  calibrate(
    job: CalibrationJob,
    tell: Tell,
    options: Pick<RunOptions, 'signal'> = {},
  ): Promise<CalibrationReport> {
    return this.enqueue(async () => {
      const answer = await this.askOne(
        (remote) => remote.calibrate(job, proxy(tell)),
        options.signal,
      );
      if (answer.failure !== null) throw fromFailure(answer.failure);
      if (answer.report === null) throw new Error('neither report nor failure');
      return answer.report;
    });
  }

  /**
   * Plays a compiled model of a kernel.
   * @throws SandtableError CANCELLED, WORKER_CRASHED
   */
  rehearse(request: RehearsalRequest, options: RehearsalOptions = {}): Promise<RehearsalResult> {
    return this.enqueue(() => {
      const { blockSize, kernelDir } = this;
      const askOne: Threads['askOne'] = (call, signal) => this.askOne(call, signal);
      const playAll: Threads['playAll'] = (...all) => this.playAll(...all);
      return rehearse({ blockSize, kernelDir, askOne, playAll }, request, options);
    });
  }

  /**
   * Lets a thread check a scenario model's data and lay the model out.
   * @throws SandtableError CANCELLED, WORKER_CRASHED
   */
  layOut(job: LayOutJob, signal?: AbortSignal): Promise<LaidOut> {
    return this.enqueue(() => {
      throwIfAborted(signal);
      return this.askOne((remote) => remote.layOut(job));
    });
  }

  /**
   * Plays a model at points of its assumptions and fills their means.
   * @throws SandtableError CANCELLED, WORKER_CRASHED
   */
  playPoints(job: PointsJob, count: number, options: PointsOptions = {}): Promise<void> {
    const { signal, threads, onProgress } = options;
    const own = threads ?? Math.min(availableParallelism(), MOST_THREADS);
    return this.enqueue(() =>
      this.playAll(
        job.control,
        own,
        (remote) => remote.playPoints(job, this.kernelDir),
        signal,
        () => onProgress?.(Atomics.load(job.control, CONTROL.done), count),
      ),
    );
  }

  /** Ends all threads; work under way fails with WORKER_CRASHED. */
  async close(): Promise<void> {
    const threads = this.threads;
    this.threads = [];
    await Promise.all(threads.map((thread) => thread.stop()));
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work, work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** The first `count` living threads, started where missing. */
  private take(count: number): SimulationThread[] {
    this.threads = this.threads.filter((thread) => !thread.dead);
    while (this.threads.length < count) this.threads.push(new SimulationThread(this.workerFile));
    return this.threads.slice(0, count);
  }

  /** Asks one thread; when it crashes, once more a fresh one. */
  private async askOne<T>(
    call: (remote: Remote<SimulationApi>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const [thread] = this.take(1) as [SimulationThread];
      // Fitting has no loop that could look at a flag: cancelling ends the thread, the next call starts another.
      const onAbort = (): void => {
        thread.dead = true;
        void thread.stop();
      };
      throwIfAborted(signal);
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        const answer = await thread.ask(call);
        if (attempt > 1) this.onRecovered();
        return answer;
      } catch (error) {
        throwIfAborted(signal);
        if (!isCrash(error) || attempt === 2) throw error;
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    }
  }

  /** Plays all blocks of a job on `count` threads. */
  private play(
    job: Job,
    count: number,
    signal: AbortSignal | undefined,
    onChange: (done: number, partial: Partial | null) => void,
  ): Promise<void> {
    const done = (): number => Atomics.load(job.control, CONTROL.done);
    return this.playAll(
      job.control,
      count,
      (remote) =>
        remote.play(
          job,
          proxy((partial: Partial) => onChange(done(), partial)),
        ),
      signal,
      () => onChange(done(), null),
    );
  }

  /** Lets `count` threads take blocks until none is left; blocks of a crashed thread are played once more. */
  private async playAll(
    control: Int32Array,
    count: number,
    play: (remote: Remote<SimulationApi>) => Promise<void>,
    signal: AbortSignal | undefined,
    onTick: () => void,
  ): Promise<void> {
    throwIfAborted(signal);
    let onAbort = (): void => undefined;
    // Threads see the flag within milliseconds; the caller need not wait even for that.
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => {
        Atomics.store(control, CONTROL.cancel, 1);
        reject(new SandtableError('CANCELLED', 'the rehearsal was cancelled'));
      };
    });
    aborted.catch(() => undefined);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setInterval(onTick, PROGRESS_INTERVAL_MS);
    try {
      for (let attempt = 1; ; attempt++) {
        Atomics.store(control, CONTROL.next, 0);
        const calls = this.take(count).map((thread) => thread.ask(play));
        const outcomes = await Promise.race([Promise.allSettled(calls), aborted]);
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        if (failed === undefined) {
          if (attempt > 1) this.onRecovered();
          return;
        }
        if (!isCrash(failed.reason) || attempt === 2) throw failed.reason;
      }
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  private fitNow(
    history: Packed<HistoryInput>,
    window: HistoryWindow,
    signal?: AbortSignal,
  ): Promise<FittedStudy> {
    return this.askOne((remote) => remote.fit(history, window), signal);
  }

  private async runNow(
    request: RunRequest,
    study: FittedStudy,
    options: RunOptions,
    started: number,
    fitMs: number,
  ): Promise<EngineResult> {
    const model = shareArrays(study.model);
    const count = threadCount(request, model);
    const common = {
      model,
      horizonDays: request.horizonDays,
      seed: request.seed,
      blockSize: this.blockSize,
      order: null,
    };
    const ids = request.variants.map((variant) => variant.id);
    const job = createJob({
      ...common,
      scenarios: variantScenarios(request),
      replicates: request.replicates,
      variants: { ids, targetMinor: request.targetMinor },
    });
    const plannedTwins = planTwins(
      model,
      first(request.variants),
      request.switches,
      request.horizonDays,
    );
    const own = request.replicates * ids.length;
    const total = own + TWIN_REPLICATES * plannedTwins.scenarios.length;
    let firstPartialMs = 0;
    const report = (phase: RunProgress['phase'], done: number, partial: Partial | null): void => {
      if (partial !== null && firstPartialMs === 0) firstPartialMs = performance.now() - started;
      options.onProgress?.({ phase, done: Math.min(done, total), total, partial });
    };
    const simulating = performance.now();
    await this.play(job, count, options.signal, (done, partial) =>
      report('simulate', done, partial),
    );
    const figures = await this.askOne((remote) => remote.concludeRun(job));
    const leading = request.variants[figures.leading] ?? first(request.variants);
    const { twins, scenarios } = planTwins(model, leading, request.switches, request.horizonDays);
    const twinJob = createJob({
      ...common,
      scenarios,
      replicates: TWIN_REPLICATES,
      variants: null,
    });
    await this.play(twinJob, count, options.signal, (done) => report('risk', own + done, null));
    const simulateMs = performance.now() - simulating;
    report('summarise', total, null);
    const end = await this.askOne((remote) =>
      remote.concludeRisks(job, twinJob, twins, leading.id),
    );
    const events =
      1000 *
      (Atomics.load(job.control, CONTROL.visits) + Atomics.load(twinJob.control, CONTROL.visits));
    const { threads: _threads, ...kept } = request;
    return {
      request: kept,
      engineVersion: ENGINE_VERSION,
      inputsHash: study.inputsHash,
      resultHash: end.resultHash,
      seed: request.seed,
      replicates: request.replicates,
      currency: study.report.currency,
      fit: study.report,
      variants: figures.partial.variants,
      ranking: figures.partial.ranking,
      risks: end.risks,
      durations: {
        fitMs,
        simulateMs,
        totalMs: performance.now() - started,
        firstPartialMs,
        threads: count,
        events,
        eventsPerSecond: (1000 * events) / simulateMs,
      },
    };
  }
}

function first<T>(list: readonly T[]): T {
  return list[0] as T;
}

function isCrash(error: unknown): boolean {
  return error instanceof SandtableError && error.code === 'WORKER_CRASHED';
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SandtableError('CANCELLED', 'the rehearsal was cancelled');
}

/** As asked for, else all cores up to eight; fewer when the pipeline is so large that memory would run short. */
function threadCount(request: RunRequest, model: FittedModel): number {
  if (request.threads !== undefined) return request.threads;
  const deals = model.open.count + 6 * model.arrivals.perDay * request.horizonDays;
  const affordable = Math.floor(MEMORY_BUDGET_BYTES / (deals * BYTES_PER_DEAL + 1_000_000));
  return Math.max(1, Math.min(availableParallelism(), MOST_THREADS, affordable));
}
