import { create } from 'zustand';
import type { FeedMessage } from '#shared/contract';

export type JobProgress = FeedMessage<'progress'>;
export type JobKind = JobProgress['kind'];

/** One job as the tray shows it. `startedAt` is the window's monotonic clock, ms. */
export interface TrackedJob {
  readonly progress: JobProgress;
  readonly startedAt: number;
  readonly cancelling: boolean;
}

interface JobStore {
  readonly jobs: Readonly<Record<string, TrackedJob>>;
  /** Jobs whose progress the page or a dialog shows itself, so that the tray need not. */
  readonly shownInPlace: readonly string[];
  /** Says that a job is shown where it was started. Returns the way to say that it no longer is. */
  showInPlace(jobId: string): () => void;
  begin(jobId: string, kind: JobKind): void;
  /** Takes in what jobs said since the last time, in one change. */
  report(messages: readonly JobProgress[]): void;
  settle(jobId: string, state: JobProgress['state']): void;
  markCancelling(jobId: string): void;
  dismiss(jobId: string): void;
}

type Jobs = JobStore['jobs'];

function tracked(progress: JobProgress): TrackedJob {
  return { progress, startedAt: performance.now(), cancelling: false };
}

/** The jobs of this window; fed by the progress feed, emptied by the tray. */
export const useJobStore = create<JobStore>((set, get) => {
  /** Jobs that have ended. Their late words, under way when they ended, must not bring them back. */
  const ended = new Set<string>();

  const change = (jobId: string, next: (job: TrackedJob) => TrackedJob) =>
    set(({ jobs }) => {
      const job = jobs[jobId];
      return job === undefined ? {} : { jobs: { ...jobs, [jobId]: next(job) } };
    });

  const takeIn = (jobs: Jobs, progress: JobProgress): Jobs => {
    const { jobId, state } = progress;
    if (ended.has(jobId)) return jobs;
    if (state !== 'running') ended.add(jobId);
    const known = jobs[jobId];
    if (known === undefined) {
      return state === 'running' ? { ...jobs, [jobId]: tracked(progress) } : jobs;
    }
    // What was found so far stays until more is known: most messages carry counts alone.
    const partial = progress.partial ?? known.progress.partial;
    return { ...jobs, [jobId]: { ...known, progress: { ...progress, partial } } };
  };

  return {
    jobs: {},
    shownInPlace: [],
    showInPlace(jobId) {
      set(({ shownInPlace }) => ({ shownInPlace: [...shownInPlace, jobId] }));
      return () => {
        set(({ shownInPlace }) => ({ shownInPlace: shownInPlace.filter((id) => id !== jobId) }));
        // What came of it, or that it was stopped, now stands in that place, and says it better than a line of the tray.
        const { jobs, dismiss } = get();
        const state = jobs[jobId]?.progress.state;
        if (state === 'done' || state === 'cancelled') dismiss(jobId);
      };
    },
    begin(jobId, kind) {
      ended.delete(jobId);
      set(({ jobs }) => ({
        jobs: {
          ...jobs,
          [jobId]: tracked({
            jobId,
            kind,
            state: 'running',
            done: 0,
            total: 0,
            phase: 'starting',
            partial: null,
          }),
        },
      }));
    },
    report: (messages) =>
      set((store) => {
        const jobs = messages.reduce(takeIn, store.jobs);
        return jobs === store.jobs ? store : { jobs };
      }),
    settle(jobId, state) {
      ended.add(jobId);
      change(jobId, (job) => ({ ...job, progress: { ...job.progress, state } }));
    },
    markCancelling: (jobId) => change(jobId, (job) => ({ ...job, cancelling: true })),
    dismiss(jobId) {
      ended.add(jobId);
      set(({ jobs }) => {
        const { [jobId]: _gone, ...rest } = jobs;
        return { jobs: rest };
      });
    },
  };
});

/**
 * Gathers messages and hands them over together: the newest of each job (with the newest partial result among them),
 * at most once per `schedule`. Rendering after every message would leave React no turn for its other work.
 */
export function gather(
  deliver: (messages: readonly JobProgress[]) => void,
  schedule: (flush: () => void) => void,
): (message: JobProgress) => void {
  let waiting = new Map<string, JobProgress>();
  const flush = () => {
    const messages = [...waiting.values()];
    waiting = new Map();
    deliver(messages);
  };
  return (message) => {
    if (waiting.size === 0) schedule(flush);
    const earlier = waiting.get(message.jobId);
    // The last word stands, whatever comes in after it.
    if (earlier !== undefined && earlier.state !== 'running') return;
    waiting.set(message.jobId, {
      ...message,
      partial: message.partial ?? earlier?.partial ?? null,
    });
  };
}
