import { create } from 'zustand';
import type { CallInput } from '#shared/contract';
import { toFailure } from '#shared/errors';
import type { Partial as PartialResult, RunResult } from '#shared/sandbox/run-result';
import { call } from '../app/api';
import { cancelJob, useJobStore } from '../app/jobs';

/** The rehearsal under way or just ended. It lives outside the page, so that a closed page does not lose it. */
interface RehearsalStore {
  readonly jobId: string | null;
  readonly running: boolean;
  readonly error: unknown;
  /** What the run under way has found so far; null before its first 64 replicates. */
  readonly partial: PartialResult | null;
  /** Pipeline of the newest run; another pipeline's page shows its own. */
  readonly pipelineId: string | null;
  readonly start: (input: Omit<CallInput<'sandbox.run'>, 'jobId'>) => Promise<RunResult | null>;
}

export const useRehearsal = create<RehearsalStore>()((set, get) => ({
  jobId: null,
  running: false,
  error: null,
  partial: null,
  pipelineId: null,
  start: async (input) => {
    if (get().running) return null;
    const jobId = crypto.randomUUID();
    const jobs = useJobStore.getState();
    jobs.begin(jobId, 'rehearsal');
    set({ jobId, running: true, error: null, partial: null, pipelineId: input.pipelineId });
    const stop = useJobStore.subscribe((store) => {
      const partial = store.jobs[jobId]?.progress.partial ?? null;
      if (partial !== null && partial !== get().partial) set({ partial });
    });
    try {
      const result = await call('sandbox.run', { ...input, jobId });
      jobs.settle(jobId, 'done');
      set({ running: false });
      return result;
    } catch (error) {
      const cancelled = toFailure(error).code === 'CANCELLED';
      jobs.settle(jobId, cancelled ? 'cancelled' : 'failed');
      set({ running: false, error: cancelled ? null : error });
      return null;
    } finally {
      stop();
    }
  },
}));

/** Stops the rehearsal under way; nothing of it is stored. */
export function cancelRehearsal(): void {
  const { jobId, running } = useRehearsal.getState();
  if (jobId !== null && running) void cancelJob(jobId);
}

/** What the running rehearsal last reported, or null. */
export function useRehearsalProgress() {
  const jobId = useRehearsal((store) => store.jobId);
  return useJobStore((store) => (jobId === null ? undefined : store.jobs[jobId]))?.progress ?? null;
}
