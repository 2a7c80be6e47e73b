import { useCallback, useState } from 'react';
import { call } from '#renderer/app/api';
import { type JobKind, useJobStore } from '#renderer/app/jobs';
import { useNotify } from '#renderer/kit/notify';
import type { JobCommand, JobInput } from '#renderer/kit/use-job';
import type { CallInput, CallOutput } from '#shared/contract';

/**
 * Runs a command as a job that the tray shows only while it lasts (with its progress and cancel): how it ended is said
 * elsewhere.
 *
 * @returns `run` resolves with the value, or with null when it failed (said in a notice) or was cancelled
 */
export function useQuietJob<N extends JobCommand>(
  name: N,
  kind: JobKind,
): {
  readonly run: (input: JobInput<N>) => Promise<CallOutput<N> | null>;
  readonly running: boolean;
} {
  const notify = useNotify();
  const [running, setRunning] = useState(false);
  const run = useCallback(
    async (input: JobInput<N>) => {
      const jobId = crypto.randomUUID();
      const { begin, dismiss } = useJobStore.getState();
      begin(jobId, kind);
      setRunning(true);
      try {
        return await call(name, { ...input, jobId } as CallInput<N>);
      } catch (error) {
        notify.failure(error);
        return null;
      } finally {
        dismiss(jobId);
        setRunning(false);
      }
    },
    [name, kind, notify],
  );
  return { run, running };
}
