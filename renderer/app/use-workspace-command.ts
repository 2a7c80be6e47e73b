import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CallInput, CallOutput } from '#shared/contract';
import type { WorkspaceState } from '#shared/workspace/model';
import { toFailure } from '#shared/errors';
import { call, type CommandName } from './api';
import { useJobStore } from './jobs';
import { queryKey } from './queries';

/** Commands that answer with the state of the workspace: open, create, close, restore, demo. */
type WorkspaceCommand = {
  [N in CommandName]: CallOutput<N> extends WorkspaceState ? N : never;
}[CommandName];

/**
 * Opens, creates, closes: after it the cache holds nothing of the workspace before.
 * `error` is what the newest attempt failed with.
 */
export function useWorkspaceCommand() {
  const client = useQueryClient();
  const [running, setRunning] = useState<WorkspaceCommand | null>(null);
  const [error, setError] = useState<unknown>(null);

  const run = useCallback(
    async <N extends WorkspaceCommand>(name: N, input: CallInput<N>): Promise<void> => {
      setRunning(name);
      setError(null);
      const job = jobIdOf(input);
      const { begin, dismiss, settle } = useJobStore.getState();
      if (job !== null) begin(job, 'demo');
      try {
        const state: WorkspaceState = await call(name, input);
        client.removeQueries({
          predicate: (query) =>
            !String(query.queryKey[0]).startsWith('app.') &&
            query.queryKey[0] !== 'workspace.state',
        });
        client.setQueryData(queryKey('workspace.state', {}), state);
        if (job !== null) dismiss(job);
      } catch (thrown) {
        const cancelled = toFailure(thrown).code === 'CANCELLED';
        if (job !== null) settle(job, cancelled ? 'cancelled' : 'failed');
        setError(cancelled ? null : thrown);
      } finally {
        setRunning(null);
      }
    },
    [client],
  );
  return { run, running, error };
}

/** Preparing the demo is a job; the other commands are not. */
function jobIdOf(input: object): string | null {
  return 'jobId' in input && typeof input.jobId === 'string' ? input.jobId : null;
}
