import { releaseProxy, type Remote } from 'comlink';
import { SandtableError, toFailure } from '#shared/errors';
import type { Changes } from './action-log';
import { mapStorageError } from './database';
import type { Answer, Progress } from './thread-protocol';
import type { JobContext } from './transaction';

const PROGRESS_INTERVAL_MS = 100;

/** Does the work and puts its value or failure into an {@link Answer}; never throws. */
export async function answer<T>(
  work: () => Promise<{ value: T; changes?: Changes }> | { value: T; changes?: Changes },
): Promise<Answer<T>> {
  const start = performance.now();
  try {
    const result = await work();
    return { ok: true, ...result, ms: performance.now() - start };
  } catch (thrown) {
    const failure = toFailure(mapStorageError(thrown));
    const stack = failure.code === 'INTERNAL' ? framesOf(thrown) : null;
    return { ok: false, failure, ms: performance.now() - start, stack };
  }
}

/** Looks a statement up. @throws SandtableError INTERNAL for a name nobody registered */
export function named<T>(statements: Readonly<Record<string, T>>, name: string): T {
  const found = Object.hasOwn(statements, name) ? statements[name] : undefined;
  if (found === undefined) throw new SandtableError('INTERNAL', `no statement ${name}`);
  return found;
}

/** The context of a job: progress at most ten times a second (the last of each phase is let through), cancel by flag. */
export function jobContext(flag: Int32Array, report: Progress): JobContext {
  let toldAt = -Infinity;
  let toldPhase = '';
  const cancelled = (): boolean => Atomics.load(flag, 0) !== 0;
  return {
    cancelled,
    throwIfCancelled: () => {
      if (cancelled()) throw new SandtableError('CANCELLED', 'cancelled');
    },
    progress: (done, total, phase) => {
      const now = performance.now();
      const due = now - toldAt >= PROGRESS_INTERVAL_MS || phase !== toldPhase;
      if (!due) return;
      toldAt = now;
      toldPhase = phase;
      report(done, total, phase);
    },
  };
}

function framesOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || thrown.stack === undefined) return null;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? ` ${thrown.code}` : '';
  const frames = thrown.stack.split('\n').filter((line) => line.startsWith('    at '));
  return `${thrown.name}${code}\n${frames.slice(0, 12).join('\n')}`;
}

/** Lets the other side's message port go, so that no port outlives its job. */
export function release(report: Progress): void {
  // A callback that crossed threads is a comlink proxy.
  const remote = report as unknown as Remote<Progress>;
  remote[releaseProxy]?.();
}
