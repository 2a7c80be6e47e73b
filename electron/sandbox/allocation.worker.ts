import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { z } from 'zod';
import { type Failure, toFailure } from '#shared/errors';
import type {
  AllocationLock,
  AllocationPlan,
  AllocationProblem,
} from '#shared/sandbox/allocation/model';
import { solveAllocation } from './allocation/solve';

z.config({ jitless: true });

const PROGRESS_INTERVAL_MS = 100;

interface AllocationRequest {
  readonly problem: AllocationProblem;
  readonly locks: readonly AllocationLock[];
  readonly seed: number;
  readonly replicates: number;
}

/** What the allocation thread can be asked: one problem, then it is ended. */
export interface AllocationApi {
  /** `onProgress` must be a comlink proxy; it is told without being waited for. */
  solve(
    request: AllocationRequest,
    onProgress: (done: number, total: number) => void,
  ): { plan: AllocationPlan } | { failure: Failure };
}

const api: AllocationApi = {
  solve({ problem, locks, seed, replicates }, onProgress) {
    let told = 0;
    try {
      const plan = solveAllocation(problem, locks, {
        seed,
        replicates,
        onProgress: (done, total) => {
          const now = performance.now();
          if (now - told < PROGRESS_INTERVAL_MS) return;
          told = now;
          onProgress(done, total);
        },
      });
      return { plan };
    } catch (error) {
      return { failure: toFailure(error) };
    }
  },
};

if (parentPort) expose(api, nodeEndpoint(parentPort));
