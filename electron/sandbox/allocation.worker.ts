import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { z } from 'zod';
import { fileWords } from '#electron/pipeline/index';
import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/allocation.json';
import zh from '#resources/locales/zh-CN/allocation.json';
import { type Failure, toFailure } from '#shared/errors';
import type {
  AllocationAnswer,
  AllocationLock,
  AllocationPlan,
  AllocationProblem,
} from '#shared/sandbox/allocation/model';
import type { Language } from '#shared/workspace/model';
import { readAllocation, type ReadSettings, writePickLists } from './allocation/index';
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
  /** From a folder to the plan, and to pick lists where a file for them is named; `onProgress` as above. */
  answer(
    request: FolderRequest,
    onProgress: (done: number, total: number) => void,
  ): { answer: AllocationAnswer } | { failure: Failure };
}

interface FolderRequest {
  readonly folder: string;
  readonly settings: ReadSettings;
  /** Null = those of the folder's own table. */
  readonly locks: readonly AllocationLock[] | null;
  readonly seed: number;
  readonly replicates: number;
  readonly pickLists: { readonly file: string; readonly language: Language } | null;
}

/** At most ten times a second. */
function seldom(onProgress: (done: number, total: number) => void): typeof onProgress {
  let told = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - told < PROGRESS_INTERVAL_MS) return;
    told = now;
    onProgress(done, total);
  };
}

const api: AllocationApi = {
  solve({ problem, locks, seed, replicates }, onProgress) {
    try {
      const options = { seed, replicates, onProgress: seldom(onProgress) };
      return { plan: solveAllocation(problem, locks, options) };
    } catch (error) {
      return { failure: toFailure(error) };
    }
  },
  answer({ folder, settings, locks: own, seed, replicates, pickLists }, onProgress) {
    try {
      const read = readAllocation([folder], null, settings);
      const { problem, withoutDemand } = read;
      const locks = own === null ? read.locks : [...own];
      const options = { seed, replicates, onProgress: seldom(onProgress) };
      const plan = solveAllocation(problem, locks, options);
      if (pickLists !== null) {
        const { file, language } = pickLists;
        const text = textsOf(language === 'zh-CN' ? zh : en);
        const { about } = fileWords(language).sheets;
        writePickLists(file, plan, problem, { language, text, about });
      }
      const { stores, skus } = problem;
      return { answer: { plan, stores, skus, locks, withoutDemand } };
    } catch (error) {
      return { failure: toFailure(error) };
    }
  },
};

if (parentPort) expose(api, nodeEndpoint(parentPort));
