import { create } from 'zustand';
import { toFailure } from '#shared/errors';
import type { StudyPlan, StudyRecord } from '#shared/sandbox/studies/model';
import { call } from '../../app/api';
import { cancelJob, useJobStore } from '../../app/jobs';

/** The study being played and kept. It lives outside the page, so that a closed page does not lose it. */
interface StudyRunStore {
  readonly jobId: string | null;
  readonly running: boolean;
  readonly error: unknown;
  readonly plan: StudyPlan | null;
  readonly start: (plan: StudyPlan, name: string) => Promise<StudyRecord | null>;
}

export const useStudyRun = create<StudyRunStore>()((set, get) => ({
  jobId: null,
  running: false,
  error: null,
  plan: null,
  start: async (plan, name) => {
    if (get().running) return null;
    const jobId = crypto.randomUUID();
    const jobs = useJobStore.getState();
    jobs.begin(jobId, 'study');
    set({ jobId, running: true, error: null, plan });
    try {
      const study = await call('study.run', { ...plan, jobId, name });
      jobs.settle(jobId, 'done');
      set({ running: false });
      return study;
    } catch (error) {
      const cancelled = toFailure(error).code === 'CANCELLED';
      jobs.settle(jobId, cancelled ? 'cancelled' : 'failed');
      set({ running: false, error: cancelled ? null : error });
      return null;
    }
  },
}));

/** Stops the study under way; nothing of it is kept. */
export function cancelStudy(): void {
  const { jobId, running } = useStudyRun.getState();
  if (jobId !== null && running) void cancelJob(jobId);
}

/** What the running study last reported, or null. */
export function useStudyProgress() {
  const jobId = useStudyRun((store) => store.jobId);
  return useJobStore((store) => (jobId === null ? undefined : store.jobs[jobId]))?.progress ?? null;
}
