import { call, listen } from './api';
import { gather, useJobStore } from './job-store';

export { useJobStore, type JobKind, type JobProgress, type TrackedJob } from './job-store';

/** A hidden window has no frames; its jobs must still end. */
const HIDDEN_FRAME_MS = 250;

function nextFrame(act: () => void): void {
  let acted = false;
  const once = () => {
    if (acted) return;
    acted = true;
    act();
  };
  requestAnimationFrame(once);
  setTimeout(once, HIDDEN_FRAME_MS);
}

/** Feeds the store from the main process, once a frame. Returns the way to stop. */
export function followProgress(): () => void {
  return listen(
    'progress',
    gather((messages) => useJobStore.getState().report(messages), nextFrame),
  );
}

/** Asks the main process to stop a job; the job's own reply says what was kept. */
export async function cancelJob(jobId: string): Promise<void> {
  useJobStore.getState().markCancelling(jobId);
  await call('job.cancel', { jobId });
}
