import { create } from 'zustand';
import type { CallInput } from '#shared/contract';
import { toFailure } from '#shared/errors';
import type { Partial as PartialResult, RunResult } from '#shared/sandbox/run-result';
import { call } from '../app/api';
import { cancelJob, type JobProgress, useJobStore } from '../app/jobs';
import { useDesk } from './desk';

/** What a rehearsal is asked, without the id of its job. */
export type RehearsalInput = Omit<CallInput<'sandbox.run'>, 'jobId'>;

/** The rehearsal under way or just ended. It lives outside the page, so that a closed page does not lose it. */
interface RehearsalStore {
  readonly jobId: string | null;
  readonly running: boolean;
  readonly error: unknown;
  /** What the newest rehearsal was asked; another pipeline's page shows its own. */
  readonly input: RehearsalInput | null;
  /** The newest rehearsal was stopped; `partial` is what it had found, null when nothing yet. */
  readonly cancelled: { readonly partial: PartialResult | null } | null;
  /** Id of the newest result when it was not played again but found among the kept ones. */
  readonly reusedId: string | null;
  readonly start: (input: RehearsalInput) => Promise<RunResult | null>;
  /** Puts away what is said of a stopped rehearsal. */
  readonly putAway: () => void;
}

export const useRehearsal = create<RehearsalStore>()((set, get) => ({
  jobId: null,
  running: false,
  error: null,
  input: null,
  cancelled: null,
  reusedId: null,
  start: async (input) => {
    if (get().running) return null;
    const jobId = crypto.randomUUID();
    const startedAt = Date.now();
    const jobs = useJobStore.getState();
    jobs.begin(jobId, 'rehearsal');
    set({ jobId, running: true, error: null, input, cancelled: null, reusedId: null });
    try {
      const result = await call('sandbox.run', { ...input, jobId });
      useDesk.getState().show(input.pipelineId, result.id);
      jobs.settle(jobId, 'done');
      // A result older than the question was found, not made.
      set({ running: false, reusedId: result.createdAt < startedAt ? result.id : null });
      return result;
    } catch (error) {
      const cancelled = toFailure(error).code === 'CANCELLED';
      const partial = partialOf(useJobStore.getState().jobs[jobId]?.progress);
      jobs.settle(jobId, cancelled ? 'cancelled' : 'failed');
      set({
        running: false,
        error: cancelled ? null : error,
        cancelled: cancelled ? { partial } : null,
      });
      return null;
    }
  },
  putAway: () => set({ cancelled: null, error: null }),
}));

/** Stops the rehearsal under way; nothing of it is stored. */
export function cancelRehearsal(): void {
  const { jobId, running } = useRehearsal.getState();
  if (jobId !== null && running) void cancelJob(jobId);
}

/** What a rehearsal of the pipeline has found so far; null when nothing yet. */
export function partialOf(progress: JobProgress | null | undefined): PartialResult | null {
  const partial = progress?.partial ?? null;
  return partial !== null && 'ranking' in partial ? partial : null;
}

/** What the running rehearsal last reported, or null. */
export function useRehearsalProgress() {
  const jobId = useRehearsal((store) => store.jobId);
  return useJobStore((store) => (jobId === null ? undefined : store.jobs[jobId]))?.progress ?? null;
}
