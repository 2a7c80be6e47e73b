import type { Worker } from 'node:worker_threads';
import type { Workstation } from './workstation.ts';

/** In the main process: the threads that were started since `watchThreads`, oldest first. */
interface Watching {
  startedThreads?: Worker[];
}

/** From now on the main process remembers every thread that it starts. */
export async function watchThreads({ app }: Workstation): Promise<void> {
  await app.evaluate(() => {
    const started: Worker[] = [];
    (globalThis as Watching).startedThreads = started;
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel');
    subscribe('worker_threads', (message) => {
      started.push((message as { worker: Worker }).worker);
    });
  });
}

/** How many threads were started since {@link watchThreads}. */
export function threadCount({ app }: Workstation): Promise<number> {
  return app.evaluate(() => (globalThis as Watching).startedThreads?.length ?? 0);
}

/** Ends a thread by its place among those that were started, as a fault in it would. */
export async function killThread({ app }: Workstation, place: number): Promise<void> {
  await app.evaluate(async (_electron, at) => {
    await (globalThis as Watching).startedThreads?.[at]?.terminate();
  }, place);
}
