/** How long to go on trying: other programs (virus scanners, search indexers) hold a file for seconds at most. */
export const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1000;
const PASSING = new Set(['EBUSY', 'EPERM', 'EACCES']);

/**
 * Does what another program may be in the way of, again and again for up to ten seconds (or less). Blocks its thread: for the
 * replica's threads, and for small files before the process ends.
 * @throws what the work throws, when it is something else or still in the way after that time
 */
export function patiently<T>(work: () => T, patienceMs = PATIENCE_MS): T {
  const until = performance.now() + patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isPassing(error) || performance.now() + wait > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    }
  }
}

/** {@link patiently} for work that is waited for. */
export async function waitingly<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() + wait > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PASSING.has(String(error.code));
}
