import { create } from 'zustand';
import type { FeedMessage } from '#shared/contract';
import { call, listen } from './api';

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
  begin(jobId: string, kind: JobKind): void;
  report(progress: JobProgress): void;
  settle(jobId: string, state: JobProgress['state']): void;
  markCancelling(jobId: string): void;
  dismiss(jobId: string): void;
}

/** The jobs of this window; fed by the progress feed, emptied by the tray. */
export const useJobStore = create<JobStore>((set) => {
  const change = (jobId: string, next: (job: TrackedJob) => TrackedJob) =>
    set(({ jobs }) => {
      const job = jobs[jobId];
      return job === undefined ? {} : { jobs: { ...jobs, [jobId]: next(job) } };
    });
  const open = (progress: JobProgress) =>
    set(({ jobs }) => ({
      jobs: {
        ...jobs,
        [progress.jobId]: { progress, startedAt: performance.now(), cancelling: false },
      },
    }));
  return {
    jobs: {},
    begin: (jobId, kind) =>
      open({ jobId, kind, state: 'running', done: 0, total: 0, phase: 'starting', partial: null }),
    report(progress) {
      const known = useJobStore.getState().jobs[progress.jobId];
      // Late words of a job that has ended (or left the tray) must not bring it back.
      if (known === undefined && progress.state === 'running') open(progress);
      if (known?.progress.state === 'running')
        change(progress.jobId, (job) => ({ ...job, progress }));
    },
    settle: (jobId, state) =>
      change(jobId, (job) => ({ ...job, progress: { ...job.progress, state } })),
    markCancelling: (jobId) => change(jobId, (job) => ({ ...job, cancelling: true })),
    dismiss: (jobId) =>
      set(({ jobs }) => {
        const { [jobId]: _gone, ...rest } = jobs;
        return { jobs: rest };
      }),
  };
});

/** Feeds the store from the main process. Returns the way to stop. */
export function followProgress(): () => void {
  return listen('progress', (progress) => useJobStore.getState().report(progress));
}

/** Asks the main process to stop a job; the job's own reply says what was kept. */
export async function cancelJob(jobId: string): Promise<void> {
  useJobStore.getState().markCancelling(jobId);
  await call('job.cancel', { jobId });
}
