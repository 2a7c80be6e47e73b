import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { type Failure, toFailure } from '#shared/errors';
import { type FileHead, fileHeadOf, type HeadInput } from './inspect';

z.config({ jitless: true });

/** What the thread says: that it is reading, and at last what it found or why not. */
export type InspectorMessage =
  | { readonly kind: 'alive' }
  | { readonly kind: 'head'; readonly head: FileHead }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Between two signs of life, ms. */
const ALIVE_MS = 500;

let toldAt = performance.now();
// A thread's port has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const say = (message: InspectorMessage): void => parentPort?.postMessage(message);

function alive(): void {
  const now = performance.now();
  if (now - toldAt < ALIVE_MS) return;
  toldAt = now;
  say({ kind: 'alive' });
}

try {
  // The other side's type makes the input what it is.
  say({ kind: 'head', head: fileHeadOf(workerData as HeadInput, alive) });
} catch (error) {
  say({ kind: 'failed', failure: toFailure(error) });
}
