import { Worker } from 'node:worker_threads';
import { fromFailure, SandtableError } from '#shared/errors';
import type { FileHead, HeadInput } from './inspect';
import type { InspectorMessage } from './inspector.worker';

/** Heap of the thread that reads what others made; a file that needs more is refused. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
/** A reading that has told nothing for so long will not end. */
const STALL_MS = 60_000;

/** Looks at a file that a person picked or dropped. */
export type InspectFile = (input: HeadInput) => Promise<FileHead>;

/**
 * The first look at a foreign file, on a thread of its own with a small heap: a workbook is read to its end there, so
 * that nothing hostile reaches the threads that hold the data. The thread ends with the look.
 *
 * @param workerFile the program of that thread
 * @param stallMs silence after which it is ended
 * @throws SandtableError FILE_TOO_COMPLEX (heap), FILE_STALLED (silence), and what the file is refused for
 */
export function fileInspector(workerFile: string, stallMs = STALL_MS): InspectFile {
  return (input) =>
    new Promise<FileHead>((resolve, reject) => {
      const worker = new Worker(workerFile, {
        name: 'inspector',
        workerData: input,
        resourceLimits: RESOURCE_LIMITS,
      });
      const stalled = (): void =>
        end(() => reject(new SandtableError('FILE_STALLED', 'reading has stopped')));
      const watchdog = setTimeout(stalled, stallMs);
      const end = (answer: () => void): void => {
        clearTimeout(watchdog);
        worker.removeAllListeners();
        // Nothing is said any more; an error while it ends must not end the application.
        worker.on('error', () => undefined);
        void worker.terminate();
        answer();
      };
      worker.on('message', (message: InspectorMessage) => {
        if (message.kind === 'alive') watchdog.refresh();
        else if (message.kind === 'head') end(() => resolve(message.head));
        else end(() => reject(fromFailure(message.failure)));
      });
      worker.on('error', (error) => {
        const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const code = full ? 'FILE_TOO_COMPLEX' : 'WORKER_CRASHED';
        end(() => reject(new SandtableError(code, 'the file could not be read')));
      });
      worker.on('exit', () =>
        end(() => reject(new SandtableError('WORKER_CRASHED', 'the inspector ended'))),
      );
    });
}
