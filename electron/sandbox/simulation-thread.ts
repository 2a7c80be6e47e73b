import { Worker } from 'node:worker_threads';
import { wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { SandtableError } from '#shared/errors';
import type { SimulationApi } from './simulation.worker';

/** All isolates of the process share one heap cage: a thread may fail for itself, never take the others along. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 48 };

/** One simulation thread. After a crash it is dead for good; its owner starts another. */
export class SimulationThread {
  dead = false;
  private readonly worker: Worker;
  private readonly remote: Remote<SimulationApi>;
  private readonly waiting = new Set<(error: Error) => void>();

  constructor(file: string) {
    this.worker = new Worker(file, { name: 'simulation', resourceLimits: RESOURCE_LIMITS });
    this.remote = wrap<SimulationApi>(nodeEndpoint(this.worker));
    const die = (): void => {
      this.dead = true;
      for (const reject of this.waiting) {
        reject(new SandtableError('WORKER_CRASHED', 'a simulation thread ended unexpectedly'));
      }
      this.waiting.clear();
    };
    // An uncaught error ends the thread too: `exit` follows and does the rest.
    this.worker.on('error', () => undefined);
    this.worker.on('exit', die);
  }

  /** @throws SandtableError WORKER_CRASHED when the thread ends before it has answered, else what the call throws */
  ask<T>(call: (remote: Remote<SimulationApi>) => Promise<T>): Promise<T> {
    if (this.dead) {
      return Promise.reject(
        new SandtableError('WORKER_CRASHED', 'the simulation thread has ended'),
      );
    }
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      call(this.remote)
        .then(resolve, reject)
        .finally(() => this.waiting.delete(reject));
    });
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
