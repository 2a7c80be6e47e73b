import { useCallback, useState } from 'react';
import type { CallInput, CallOutput } from '#shared/contract';
import { toFailure } from '#shared/errors';
import { call, type CommandName } from '../app/api';
import { cancelJob, type JobKind, type TrackedJob, useJobStore } from '../app/jobs';
import { useNotify } from './notify';

/** Commands that run as a job: their input names the job. */
export type JobCommand = {
  [N in CommandName]: CallInput<N> extends { jobId: string } | { jobId?: string | undefined }
    ? N
    : never;
}[CommandName];

/** The input of a job command without the id, which {@link useJob} makes. */
export type JobInput<N extends JobCommand> = Omit<CallInput<N>, 'jobId'>;

export interface JobHandle<N extends JobCommand> {
  /** Starts; resolves with the value, or with null when it failed or was cancelled (`error` says which). */
  readonly run: (input: JobInput<N>) => Promise<CallOutput<N> | null>;
  readonly cancel: () => void;
  readonly running: boolean;
  /** The newest word of the job: counts, phase, partial result. Null before the first start. */
  readonly progress: TrackedJob['progress'] | null;
  /** What the newest run ended with; null after success. `CANCELLED` when a person stopped it. */
  readonly error: unknown;
}

/**
 * Runs a command as a job: makes its id, follows its progress, cancels it. The tray shows it as well.
 * `failure: 'inline'` leaves saying the failure to the caller (default: a notice).
 */
export function useJob<N extends JobCommand>(
  name: N,
  kind: JobKind,
  options: { readonly failure?: 'notify' | 'inline' } = {},
): JobHandle<N> {
  const [jobId, setJobId] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const tracked = useJobStore((store) => (jobId === null ? undefined : store.jobs[jobId]));
  const notify = useNotify();
  const inline = options.failure === 'inline';

  const run = useCallback(
    async (input: JobInput<N>) => {
      const id = crypto.randomUUID();
      const { begin, settle } = useJobStore.getState();
      begin(id, kind);
      setJobId(id);
      setRunning(true);
      setError(null);
      try {
        const value = await call(name, { ...input, jobId: id } as CallInput<N>);
        settle(id, 'done');
        return value;
      } catch (thrown) {
        settle(id, toFailure(thrown).code === 'CANCELLED' ? 'cancelled' : 'failed');
        setError(thrown);
        if (!inline) notify.failure(thrown);
        return null;
      } finally {
        setRunning(false);
      }
    },
    [name, kind, inline, notify],
  );

  const cancel = useCallback(() => {
    if (jobId !== null) cancelJob(jobId).catch(notify.failure);
  }, [jobId, notify]);

  return { run, cancel, running, progress: tracked?.progress ?? null, error };
}
