import { join } from 'node:path';
import type { ComposerNeeds } from '#electron/composer/index';
import { newId } from '#electron/replica/ids';
import { Jobs } from '#electron/shell/jobs';
import type { Shipped } from '#electron/shell/shipped';
import type { DocumentText } from '#shared/composer/text';
import { SandtableError } from '#shared/errors';
import type { Language } from '#shared/workspace/model';
import type { Options } from './command-line';
import type { ExitCode } from './exit-codes';
import { progressLine } from './output';
import { cliText } from './texts';

/** Where a command runs: everything of the process that it touches. */
export interface CliHost {
  /** `out/main`: workers lie below it. */
  readonly mainFolder: string;
  /** The folder of `package.json`. */
  readonly root: string;
  readonly shipped: Shipped;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  /** Whether a person sees standard error: only then progress is shown. */
  readonly errIsTerminal: boolean;
  /** Aborts when the person stops the command. */
  readonly stop: AbortSignal;
  /** Prints PDFs; null outside Electron. */
  readonly pdf: ComposerNeeds['pdf'] | null;
}

/** What a command works with. */
export interface CliContext {
  readonly host: CliHost;
  readonly options: Options;
  /** The words that are no options. */
  readonly words: readonly string[];
  readonly language: Language;
  readonly text: DocumentText;
  readonly jobs: Jobs;
  /** An id for the next job. @throws SandtableError CANCELLED when the person has stopped the command */
  readonly newJob: () => string;
}

/** How a command ends when it did what it was asked. */
export interface Outcome {
  /** For programs: what `--json` prints under `value`. */
  readonly value: unknown;
  /** For people. */
  readonly lines: readonly string[];
  readonly exitCode?: ExitCode;
}

export function makeContext(
  host: CliHost,
  language: Language,
  line: Pick<CliContext, 'options' | 'words'>,
): CliContext {
  const text = cliText(language);
  const tell = host.errIsTerminal ? progressLine(language, host.writeErr) : () => undefined;
  const jobs = new Jobs(tell, Date.now);
  host.stop.addEventListener('abort', () => jobs.cancelAll());
  return {
    ...line,
    host,
    language,
    text,
    jobs,
    newJob: () => {
      if (host.stop.aborted) throw new SandtableError('CANCELLED', 'stopped');
      return newId();
    },
  };
}

/** Where the replica's and the simulation's workers lie. */
export const workerFolder = (host: CliHost): string => join(host.mainFolder, 'workers');
