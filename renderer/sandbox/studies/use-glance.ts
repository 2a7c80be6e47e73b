import { create } from 'zustand';
import { toFailure } from '#shared/errors';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import type { StudyResult } from '#shared/sandbox/study';
import { call } from '../../app/api';
import { cancelJob, type JobProgress, useJobStore } from '../../app/jobs';

/** What the levers show as they stand. */
interface GlanceStore {
  /** What the newest figures answer; null before the first. */
  readonly plan: StudyPlan | null;
  readonly result: StudyResult | null;
  readonly error: unknown;
  readonly running: boolean;
}

export const useGlance = create<GlanceStore>()(() => ({
  plan: null,
  result: null,
  error: null,
  running: false,
}));

/** What a study has found so far; null when nothing yet. */
export function studyPartial(progress: JobProgress | null | undefined): StudyResult | null {
  const partial = progress?.partial ?? null;
  return partial !== null && 'modelId' in partial ? partial : null;
}

/** The question under way; the next one only waits until something of this one has been seen, however fast levers move. */
let flight: { readonly jobId: string; seen: boolean } | null = null;
let waiting: StudyPlan | null = null;

/** Plays a plan in small rounds and shows what comes; a plan that comes meanwhile takes its place. */
export function glance(plan: StudyPlan): void {
  if (flight === null) {
    void fly(plan);
    return;
  }
  waiting = plan;
  if (flight.seen) void cancelJob(flight.jobId);
}

async function fly(plan: StudyPlan): Promise<void> {
  const jobId = crypto.randomUUID();
  const own = { jobId, seen: false };
  flight = own;
  useGlance.setState({ running: true });
  let last: StudyResult | null = null;
  const stop = useJobStore.subscribe(({ jobs }) => {
    const partial = studyPartial(jobs[jobId]?.progress);
    if (partial === null || partial === last) return;
    last = partial;
    own.seen = true;
    useGlance.setState({ plan, result: partial, error: null });
    if (waiting !== null) void cancelJob(jobId);
  });
  try {
    const result = await call('study.preview', { ...plan, jobId });
    useGlance.setState({ plan, result, error: null });
  } catch (error) {
    if (toFailure(error).code !== 'CANCELLED') useGlance.setState({ plan, error });
  } finally {
    stop();
    useJobStore.getState().dismiss(jobId);
    flight = null;
    const next = waiting;
    waiting = null;
    if (next === null) useGlance.setState({ running: false });
    else void fly(next);
  }
}
