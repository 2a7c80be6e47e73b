// Reads one file as the importer does, in a process of its own, and tells how it ended and what it took.
import { readFileSync } from 'node:fs';
import { headJob } from '#electron/pipeline/importing/inspect';
import { recordSource } from '#electron/pipeline/importing/record-source';
import { type Failure, toFailure } from '#shared/errors';

const quiet = {
  progress: () => undefined,
  cancelled: () => false,
  throwIfCancelled: () => undefined,
};

async function read(path: string): Promise<Failure | null> {
  try {
    // The look needs nothing of a replica.
    const input = { path, format: null, today: '2026-11-23' };
    const { format } = await headJob(undefined as never, input, quiet);
    recordSource(path, format).read(
      () => undefined,
      () => undefined,
      () => undefined,
    );
    return null;
  } catch (error) {
    return toFailure(error);
  }
}

/** Most KiB this process ever had. Linux hands the parent's peak down in `resourceUsage`, but not here. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

async function main(): Promise<void> {
  const before = peak();
  const started = performance.now();
  const ending = await read(process.argv[2] ?? '');
  const seconds = (performance.now() - started) / 1000;
  const megabytes = (peak() - before) / 1024;
  process.stdout.write(JSON.stringify({ ending, seconds, megabytes }));
}

void main();
