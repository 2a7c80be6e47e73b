import { useRef } from 'react';
import type { Partial } from '#shared/sandbox/run-result';

/** The newest partial result of a job: progress messages between two of them carry none. */
export function useLastPartial(partial: Partial | null, jobId: string): Partial | null {
  const last = useRef<{ jobId: string; partial: Partial | null }>({ jobId, partial: null });
  if (last.current.jobId !== jobId) last.current = { jobId, partial: null };
  if (partial !== null) last.current = { jobId, partial };
  return last.current.partial;
}
