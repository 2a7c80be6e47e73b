import { Worker } from 'node:worker_threads';
import { proxy, type Remote, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { fromFailure, SandtableError } from '#shared/errors';
import type { AllocationAnswer, AllocationPlan } from '#shared/sandbox/allocation/model';
import type { AllocationApi } from './allocation.worker';

/** Large chains hold many curves; a thread that needs more fails for itself. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 1536 };

interface AllocateOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Solves an allocation on a thread of its own, which a cancel ends at once.
 * @param workerFile the built worker, e.g. `out/main/workers/allocation.cjs`
 * @throws SandtableError CANCELLED, WORKER_CRASHED, and what the solver refuses
 */
export async function allocate(
  workerFile: string,
  request: Parameters<AllocationApi['solve']>[0],
  options: AllocateOptions,
): Promise<AllocationPlan> {
  const answer = await onThread<ReturnType<AllocationApi['solve']>>(
    workerFile,
    options,
    async (remote, tell) => remote.solve(request, tell),
  );
  if ('failure' in answer) throw fromFailure(answer.failure);
  return answer.plan;
}

/**
 * Reads an allocation from a folder, solves it around locks, and writes pick lists where they are wanted; all on a thread of its own.
 * @throws SandtableError CANCELLED, WORKER_CRASHED, what the solver refuses and what a file is refused for
 */
export async function answerAllocation(
  workerFile: string,
  request: Parameters<AllocationApi['answer']>[0],
  options: AllocateOptions,
): Promise<AllocationAnswer> {
  const found = await onThread<ReturnType<AllocationApi['answer']>>(
    workerFile,
    options,
    async (remote, tell) => remote.answer(request, tell),
  );
  if ('failure' in found) throw fromFailure(found.failure);
  return found.answer;
}

async function onThread<T>(
  workerFile: string,
  { signal, onProgress }: AllocateOptions,
  ask: (remote: Remote<AllocationApi>, tell: AllocateOptions['onProgress']) => Promise<T>,
): Promise<T> {
  const cancelled = (): SandtableError =>
    new SandtableError('CANCELLED', 'the allocation was cancelled');
  if (signal.aborted) throw cancelled();
  const worker = new Worker(workerFile, { name: 'allocation', resourceLimits: RESOURCE_LIMITS });
  const remote = wrap<AllocationApi>(nodeEndpoint(worker));
  let onAbort = (): void => undefined;
  try {
    const ended = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(cancelled());
      signal.addEventListener('abort', onAbort, { once: true });
      const crash = (): void =>
        reject(new SandtableError('WORKER_CRASHED', 'the allocation thread ended unexpectedly'));
      worker.on('error', crash);
      worker.on('exit', crash);
    });
    return await Promise.race([ask(remote, proxy(onProgress)), ended]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
