import { Worker } from 'node:worker_threads';
import { wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { fromFailure, SandtableError } from '#shared/errors';
import type { Changes } from './action-log';
import type { Answer } from './thread-protocol';

/** What the log is told: names, times and frames of our own code; never values. */
export interface ThreadNote {
  readonly kind: 'slow' | 'failed' | 'crashed';
  /** Name of the statement, or of the thread that crashed. */
  readonly name: string;
  readonly ms: number;
  readonly stack: string | null;
}

export interface HostOptions<Api> {
  /** The worker's file. */
  readonly file: string;
  readonly name: string;
  /** Makes a fresh thread ready for work; also called after a crash. */
  readonly prepare: (remote: Remote<Api>) => Promise<void>;
  readonly onNote: (note: ThreadNote) => void;
  /** A thread that was ready has died; `recovered` says whether its successor is ready. */
  readonly onCrash: (recovered: boolean) => void;
}

/** Statements slower than this are logged by name. */
const SLOW_MS = 50;

/** One worker thread that is started again when it dies. Calls under way then fail with WORKER_CRASHED. */
export class ThreadHost<Api> {
  readonly #options: HostOptions<Api>;
  readonly #waiting = new Set<(error: SandtableError) => void>();
  #worker: Worker | null = null;
  #remote: Promise<Remote<Api>>;
  #closing = false;

  constructor(options: HostOptions<Api>) {
    this.#options = options;
    this.#remote = this.#start();
    this.#remote.catch(() => undefined);
  }

  /** Resolves when the thread can work. @throws whatever `prepare` threw */
  async ready(): Promise<void> {
    await this.#remote;
  }

  /**
   * Asks the thread. `name` is for the log.
   * @throws SandtableError what the thread answered, or WORKER_CRASHED
   */
  async call<T>(
    name: string,
    ask: (remote: Remote<Api>) => Promise<Answer<T>>,
  ): Promise<{ value: T; changes: Changes | undefined }> {
    const remote = await this.#remote;
    return this.#open(name, await this.#orCrash(ask(remote)));
  }

  /** Ends the thread. Work under way is cut off: close what it holds first. */
  async terminate(): Promise<void> {
    this.#closing = true;
    await this.#worker?.terminate();
  }

  #open<T>(name: string, reply: Answer<T>): { value: T; changes: Changes | undefined } {
    const { ms } = reply;
    if (ms > SLOW_MS) this.#options.onNote({ kind: 'slow', name, ms, stack: null });
    if (reply.ok) return { value: reply.value, changes: reply.changes };
    if (reply.stack !== null) {
      this.#options.onNote({ kind: 'failed', name, ms, stack: reply.stack });
    }
    throw fromFailure(reply.failure);
  }

  async #start(): Promise<Remote<Api>> {
    const worker = new Worker(this.#options.file, { name: this.#options.name });
    this.#worker = worker;
    let isReady = false;
    // An uncaught error ends the thread as well; `exit` follows and is handled there.
    worker.on('error', (error) => {
      const frames = error instanceof Error ? error.name : 'Error';
      this.#options.onNote({ kind: 'crashed', name: this.#options.name, ms: 0, stack: frames });
    });
    worker.on('exit', () => this.#onExit(worker, isReady));
    const remote = wrap<Api>(nodeEndpoint(worker));
    await this.#orCrash(this.#options.prepare(remote));
    isReady = true;
    return remote;
  }

  #onExit(worker: Worker, wasReady: boolean): void {
    if (this.#worker !== worker) return;
    const error = new SandtableError('WORKER_CRASHED', `${this.#options.name} ended unexpectedly`);
    for (const reject of this.#waiting) reject(error);
    this.#waiting.clear();
    if (this.#closing || !wasReady) return;
    this.#remote = this.#start();
    this.#remote.then(
      () => this.#options.onCrash(true),
      () => this.#options.onCrash(false),
    );
  }

  #orCrash<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
