import { basename, join } from 'node:path';
import type { Handlers } from '#electron/ipc';
import type { FileTokens } from '#electron/shell/file-tokens';
import type { Jobs, RunningJob } from '#electron/shell/jobs';
import type { AllocationAnswer, AllocationQuestion } from '#shared/sandbox/allocation/model';
import type { Language } from '#shared/workspace/model';
import { answerAllocation } from '../allocate';

export interface AllocationNeeds {
  readonly jobs: Jobs;
  readonly files: FileTokens;
  /** What asks the person; null = the dialog was closed. */
  readonly dialogs: {
    chooseAllocationFolder(): Promise<string | null>;
    choosePickListPlace(suggestedName: string): Promise<string | null>;
  };
  /** Where the programs of the threads lie. */
  readonly workerDir: string;
  /** Folder of the generated chain that ships with the product. */
  readonly demoFolder: string;
  /** The day that "today" is in the open workspace. */
  readonly asOfDay: () => string;
  readonly language: () => Language;
}

type AllocationHandlers = Pick<
  Handlers,
  'sandbox.pickAllocation' | 'sandbox.allocate' | 'sandbox.savePickLists'
>;

const SEED = 20_261_129;
/** Futures that the range of the saving is taken from. */
const REPLICATES = 400;

/** The use cases of stock and allocation: which transfers save most, and pick lists of them. Nothing of it is kept. */
export function allocationService(needs: AllocationNeeds): AllocationHandlers {
  const answer = (
    { folderToken, horizonDays, currency, locks }: AllocationQuestion,
    file: string | null,
    job: RunningJob,
  ): Promise<AllocationAnswer> => {
    const folder = folderToken === null ? needs.demoFolder : needs.files.resolve(folderToken);
    const today = needs.asOfDay();
    return answerAllocation(
      join(needs.workerDir, 'allocation.cjs'),
      {
        folder,
        settings: { currency, horizonDays, day: null, today },
        locks,
        seed: SEED,
        replicates: REPLICATES,
        pickLists: file === null ? null : { file, language: needs.language() },
      },
      { signal: job.signal, onProgress: (done, total) => job.progress(done, total, 'allocating') },
    );
  };
  return {
    'sandbox.pickAllocation': async () => {
      const folder = await needs.dialogs.chooseAllocationFolder();
      if (folder === null) return null;
      return { folderToken: needs.files.register(folder), name: basename(folder) };
    },
    'sandbox.allocate': ({ jobId, ...question }) =>
      needs.jobs.run(jobId, 'allocation', (job) => answer(question, null, job)),
    'sandbox.savePickLists': async ({ jobId, suggestedName, ...question }) => {
      const file = await needs.dialogs.choosePickListPlace(suggestedName);
      if (file === null) return null;
      await needs.jobs.run(jobId, 'allocation', (job) => answer(question, file, job));
      return { fileName: basename(file) };
    },
  };
}
