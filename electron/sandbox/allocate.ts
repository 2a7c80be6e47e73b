import { Worker } from 'node:worker_threads';
import { proxy, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { fromFailure, SandtableError } from '#shared/errors';
import type { AllocationPlan } from '#shared/sandbox/allocation/model';
import type { AllocationApi } from './allocation.worker';

/** Large chains hold many curves; a thread that needs more fails for itself. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 1536 };

/**
 * Solves an allocation on a thread of its own, which a cancel ends at once.
 * @param workerFile the built worker, e.g. `out/main/workers/allocation.cjs`
 * @throws SandtableError CANCELLED, WORKER_CRASHED, and what the solver refuses
 */
export async function allocate(
  workerFile: string,
  request: Parameters<AllocationApi['solve']>[0],
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, total: number) => void;
  },
): Promise<AllocationPlan> {
  const cancelled = (): SandtableError =>
    new SandtableError('CANCELLED', 'the allocation was cancelled');
  if (options.signal.aborted) throw cancelled();
  const worker = new Worker(workerFile, { name: 'allocation', resourceLimits: RESOURCE_LIMITS });
  const remote = wrap<AllocationApi>(nodeEndpoint(worker));
  let onAbort = (): void => undefined;
  try {
    const ended = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(cancelled());
      options.signal.addEventListener('abort', onAbort, { once: true });
      const crash = (): void =>
        reject(new SandtableError('WORKER_CRASHED', 'the allocation thread ended unexpectedly'));
      worker.on('error', crash);
      worker.on('exit', crash);
    });
    const answer = await Promise.race([remote.solve(request, proxy(options.onProgress)), ended]);
    if ('failure' in answer) throw fromFailure(answer.failure);
    return answer.plan;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
