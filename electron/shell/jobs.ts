import { SandtableError } from '#shared/errors';
import type { FeedMessage } from '#shared/contract';

type Progress = FeedMessage<'progress'>;
export type JobKind = Progress['kind'];

/** What a running job may do: report and notice that it was cancelled. */
export interface RunningJob {
  readonly signal: AbortSignal;
  readonly progress: (
    done: number,
    total: number,
    phase: string,
    partial?: Progress['partial'],
  ) => void;
}

/** Long work by id: progress to the window at most ten times a second, cancel from anywhere. */
export class Jobs {
  #running = new Map<string, AbortController>();
  #tell: (message: Progress) => void;
  #now: () => number;

  constructor(tell: (message: Progress) => void, now: () => number) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Runs `work` as job `jobId`; its end (done, failed, cancelled) is told whatever happens. */
  async run<T>(jobId: string, kind: JobKind, work: (job: RunningJob) => Promise<T>): Promise<T> {
    if (this.#running.has(jobId)) throw new SandtableError('BAD_INPUT', 'job id in use');
    const controller = new AbortController();
    this.#running.set(jobId, controller);
    let last: Progress = {
      jobId,
      kind,
      state: 'running',
      done: 0,
      total: 0,
      phase: 'starting',
      partial: null,
    };
    let toldAt = -Infinity;
    const progress: RunningJob['progress'] = (done, total, phase, partial = null) => {
      // A thread's last word may come after its result: the job would seem to go on for ever.
      if (!this.#running.has(jobId)) return;
      const due = this.#now() - toldAt >= 100 || phase !== last.phase || partial !== null;
      last = { ...last, done, total, phase, partial };
      if (!due) return;
      toldAt = this.#now();
      this.#tell(last);
    };
    this.#tell(last);
    try {
      const value = await work({ signal: controller.signal, progress });
      this.#tell({ ...last, partial: null, state: 'done' });
      return value;
    } catch (error) {
      this.#tell({
        ...last,
        partial: null,
        state: controller.signal.aborted ? 'cancelled' : 'failed',
      });
      throw error;
    } finally {
      this.#running.delete(jobId);
    }
  }

  /** Asks a job to stop. A job that has ended meanwhile is no error. */
  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort();
  }

  /** Number of jobs under way, and stops them all: before a workspace closes. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
