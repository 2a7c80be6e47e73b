import { useEffect, useRef, useState } from 'react';
import type { CallInput, CallOutput } from '#shared/contract';
import { toFailure } from '#shared/errors';
import { type JobHandle, useJob } from '../../kit/use-job';

type FurtherCall = 'study.risks' | 'study.sensitivity';
type Question<N extends FurtherCall> = Omit<CallInput<N>, 'jobId'>;

interface Further<N extends FurtherCall> extends Pick<
  JobHandle<N>,
  'cancel' | 'running' | 'progress' | 'error'
> {
  /** The answer to the question as it stands; null before it was asked. */
  readonly found: CallOutput<N> | null;
  readonly run: () => void;
}

/**
 * Asks more of a plan, as a job. What was found belongs to its own question: another question, or leaving the page, ends the job
 * under way, so that the threads are free for what is looked at.
 */
export function useFurther<N extends FurtherCall>(name: N, question: Question<N>): Further<N> {
  const { run, cancel, running, progress, error } = useJob(name, 'study', { failure: 'inline' });
  const [answer, setAnswer] = useState<{
    readonly to: string;
    readonly value: CallOutput<N>;
  } | null>(null);
  const to = JSON.stringify(question);
  const asked = useRef<string | null>(null);
  const stop = useRef(cancel);
  useEffect(() => {
    stop.current = cancel;
    if (running && asked.current !== null && asked.current !== to) cancel();
  }, [cancel, running, to]);
  useEffect(
    () => () => {
      if (asked.current !== null) stop.current();
    },
    [],
  );
  const ask = async () => {
    asked.current = to;
    const value = await run(question);
    asked.current = null;
    if (value !== null) setAnswer({ to, value });
  };
  return {
    found: answer?.to === to ? answer.value : null,
    run: () => void ask(),
    cancel,
    running,
    progress,
    error: error === null || toFailure(error).code === 'CANCELLED' ? null : error,
  };
}
