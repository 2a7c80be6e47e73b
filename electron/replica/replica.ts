import { join } from 'node:path';
import { proxy, type Remote } from 'comlink';
import { fromFailure, SandtableError, toFailure } from '#shared/errors';
import type { Perspective } from '#shared/governance/rights/model';
import type { ReadTable, Recovery, RecoverySurvey, RecoveryWay } from '#shared/workspace/model';
import type { Changes } from './action-log';
import type {
  JobHooks,
  OpenReplicaOf,
  OpenReplicaOptions,
  OutputOf,
  ReadHandleOf,
  ReplicaIncident,
  WriteHandleOf,
  writeBrand,
} from './handles';
import { replicaFile } from './paths';
import type { registry } from './registry';
import { ThreadHost } from './thread-host';
import type {
  Answer,
  Progress,
  ReaderApi,
  Registry,
  ThreadOptions,
  WriterApi,
} from './thread-protocol';
import { type DiskStop, WriteGate } from './write-gate';

export type { JobHooks, OpenReplicaOf, OpenReplicaOptions, ReplicaIncident };
export type ReadHandle = ReadHandleOf<typeof registry>;
export type WriteHandle = WriteHandleOf<typeof registry>;
export type OpenReplica = OpenReplicaOf<typeof registry>;

/**
 * Opens a replica: one writer thread and two reader threads.
 * @throws SandtableError KEY_WRONG, REPLICA_DAMAGED, REPLICA_NEWER, NOT_A_WORKSPACE, FILE_NOT_FOUND, DISK_FULL
 */
export function openReplica(options: OpenReplicaOptions): Promise<OpenReplica> {
  return openThreads<typeof registry>(options);
}

/**
 * Opens a file for reading only, without checking it: a page that is damaged fails when it is read. The file should be
 * a copy in a folder that takes writing: SQLite keeps an index of the write-ahead log beside it.
 * @throws SandtableError KEY_WRONG when its first page is damaged, FILE_NOT_FOUND
 */
export async function openReplicaReadOnly(
  options: OpenReplicaOptions,
  file: string,
): Promise<OpenReplica> {
  const threads = new Threads({ ...options, file });
  try {
    return await threads.openReadOnly<typeof registry>();
  } catch (error) {
    await threads.terminate();
    throw error;
  }
}

/** {@link openReplica} for any registry whose workers lie in `workerDir`. */
export async function openThreads<R extends Registry>(
  options: OpenReplicaOptions,
): Promise<OpenReplicaOf<R>> {
  const threads = new Threads(options);
  try {
    return await threads.open<R>();
  } catch (error) {
    await threads.terminate();
    throw error;
  }
}

/**
 * Checks every page of a database that is not open, such as a backup, on a thread of its own.
 * @throws SandtableError REPLICA_DAMAGED, KEY_WRONG, FILE_NOT_FOUND
 */
export async function checkReplicaFile(options: OpenReplicaOptions, file: string): Promise<void> {
  await new Threads({ ...options, file }).check();
}

/** Looks at what can be brought back of a closed workspace, on a thread of its own. */
export function surveyReplica(options: OpenReplicaOptions): Promise<RecoverySurvey> {
  return new Threads(options).repair((remote, closed) => remote.survey(closed));
}

/**
 * Builds the replica of a closed workspace again, on a thread of its own.
 * @throws SandtableError FILE_NOT_FOUND, REPLICA_DAMAGED, KEY_WRONG, DISK_FULL
 */
export function rebuildReplica(options: OpenReplicaOptions, way: RecoveryWay): Promise<Recovery> {
  const at = (options.clock ?? Date.now)();
  return new Threads(options).repair((remote, closed) => remote.rebuild(closed, way, at));
}

/** Writes what can be read of a closed workspace into a new folder. @throws SandtableError REPLICA_DAMAGED, DISK_FULL */
export function exportReadableReplica(
  options: OpenReplicaOptions,
  target: string,
): Promise<ReadTable[]> {
  return new Threads(options).repair((remote, closed) => remote.exportReadable(closed, target));
}

/** How long after opening the check of a large file begins. */
const CHECK_DELAY_MS = 3000;

class Threads {
  readonly #options: OpenReplicaOptions & { readonly file?: string };
  readonly #changes = new Set<(changes: Changes) => void>();
  readonly #incidents = new Set<(incident: ReplicaIncident) => void>();
  readonly #uncovered = new Set<() => void>();
  readonly #stops = new Set<(stopped: DiskStop | null) => void>();
  readonly #hosts: ThreadHost<ReaderApi>[] = [];
  #writer: ThreadHost<WriterApi> | null = null;
  #checkTimer: NodeJS.Timeout | undefined;
  #create: boolean;
  #perspective: Perspective | null = null;

  constructor(options: OpenReplicaOptions & { readonly file?: string }) {
    this.#options = options;
    this.#create = options.create ?? false;
  }

  /** Only reading, on a file that is perhaps damaged: nothing is checked, moved forward or written. */
  async openReadOnly<R extends Registry>(): Promise<OpenReplicaOf<R>> {
    const perspectiveOf = () => this.#perspective;
    const interactive = this.#reader();
    await interactive.ready();
    const reader = this.#readHandle<R>(interactive);
    const refuse = (): Promise<never> =>
      Promise.reject(
        new SandtableError('REPLICA_READ_ONLY', 'the replica is open for reading only'),
      );
    const writer: Omit<WriteHandleOf<R>, typeof writeBrand> = {
      ...reader,
      write: refuse,
      writeJob: refuse,
      undo: refuse,
      redo: refuse,
    };
    return {
      reader,
      // The brand exists in types only.
      writer: writer as WriteHandleOf<R>,
      sqlite: '',
      checked: Promise.resolve(),
      onChanges: () => () => undefined,
      onIncident: (listener) => subscribe(this.#incidents, listener),
      stopped: null,
      onStopped: () => () => undefined,
      onUncovered: () => () => undefined,
      lookAs: (perspective) => this.#lookAs(perspective),
      get perspective() {
        return perspectiveOf();
      },
      isCovered: () => Promise.resolve(true),
      backup: refuse,
      close: () => this.terminate(),
    };
  }

  async open<R extends Registry>(): Promise<OpenReplicaOf<R>> {
    const perspectiveOf = () => this.#perspective;
    let info = { checked: true, repeated: 0, sqlite: '' };
    const writer = this.#host<WriterApi>('writer', 'writer.cjs', async (remote) => {
      const { folder, key, sqliteBinding } = this.#threadOptions();
      const actor = this.#options.actor ?? null;
      const reply = await remote.open({ folder, key, sqliteBinding, actor, create: this.#create });
      if (!reply.ok) throw fromFailure(reply.failure);
      info = reply.value;
      this.#create = false;
    });
    this.#writer = writer;
    // The threads start side by side; a reader opens the file when the writer has checked and migrated it.
    const interactive = this.#reader(() => writer.ready());
    await Promise.all([writer.ready(), interactive.ready()]);
    const reader = this.#readHandle<R>(interactive);
    const gate = new WriteGate({
      probe: () => writer.call('probe', (remote) => remote.probe()),
      onStop: (stopped) => {
        for (const listener of this.#stops) listener(stopped);
      },
    });
    const checked = info.checked ? Promise.resolve() : this.#checkLater();
    checked.catch(() => undefined);
    return {
      reader,
      writer: this.#writeHandle<R>(writer, reader, gate),
      sqlite: info.sqlite,
      checked,
      onChanges: (listener) => subscribe(this.#changes, listener),
      onIncident: (listener) => subscribe(this.#incidents, listener),
      get stopped() {
        return gate.stop;
      },
      onStopped: (listener) => subscribe(this.#stops, listener),
      onUncovered: (listener) => subscribe(this.#uncovered, listener),
      lookAs: (perspective) => this.#lookAs(perspective),
      get perspective() {
        return perspectiveOf();
      },
      isCovered: () => this.#aside((remote) => remote.isCovered()),
      backup: (reason) => {
        const at = (this.#options.clock ?? Date.now)();
        return this.#aside((remote) => remote.backup(reason, at));
      },
      close: async () => {
        clearTimeout(this.#checkTimer);
        gate.close();
        await Promise.allSettled(
          this.#hosts.map((host) => host.call('close', (remote) => remote.close())),
        );
        try {
          await writer.call('close', (remote) => remote.close());
        } finally {
          await this.terminate();
        }
      },
    };
  }

  async check(): Promise<void> {
    await this.#aside((remote) => remote.check());
  }

  /** Work on a workspace that is closed. */
  async repair<T>(
    ask: (remote: Remote<ReaderApi>, closed: ThreadOptions) => Promise<Answer<T>>,
  ): Promise<T> {
    const host = this.#host<ReaderApi>('reader', 'reader.cjs', () => Promise.resolve());
    try {
      return (await host.call<T>('repair', (remote) => ask(remote, this.#threadOptions()))).value;
    } finally {
      await host.terminate();
    }
  }

  /** A large file is checked when the window has had time to open. */
  #checkLater(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#checkTimer = setTimeout(() => void this.check().then(resolve, reject), CHECK_DELAY_MS);
      this.#checkTimer.unref();
    });
  }

  async terminate(): Promise<void> {
    const all = [this.#writer, ...this.#hosts];
    await Promise.all(all.flatMap((host) => (host === null ? [] : [host.terminate()])));
  }

  #threadOptions(): ThreadOptions {
    const { folder, key, sqliteBinding } = this.#options;
    const file = this.#options.file ?? replicaFile(folder);
    const perspective = this.#perspective;
    return { folder, file, key, sqliteBinding: sqliteBinding ?? null, perspective };
  }

  #host<Api>(
    part: 'writer' | 'reader',
    file: string,
    prepare: (remote: Remote<Api>) => Promise<void>,
  ): ThreadHost<Api> {
    return new ThreadHost<Api>({
      file: join(this.#options.workerDir, file),
      name: `replica ${part}`,
      prepare,
      onNote: (note) => this.#options.onNote?.(note),
      onCrash: (recovered) => {
        for (const listener of this.#incidents) listener({ part, recovered });
      },
    });
  }

  #reader(fileReady: () => Promise<void> = () => Promise.resolve()): ThreadHost<ReaderApi> {
    const host = this.#host<ReaderApi>('reader', 'reader.cjs', async (remote) => {
      await fileReady();
      const reply = await remote.open(this.#threadOptions());
      if (!reply.ok) throw fromFailure(reply.failure);
    });
    this.#hosts.push(host);
    return host;
  }

  /** Readers that start later, or again, look as the same person. */
  async #lookAs(perspective: Perspective | null): Promise<void> {
    this.#perspective = perspective;
    await Promise.all(
      this.#hosts.map((host) => host.call('lookAs', (remote) => remote.lookAs(perspective))),
    );
  }

  /** Long work of the replica's own: on a reader that lives for it alone, so that nobody waits. */
  async #aside<T>(ask: (remote: Remote<ReaderApi>) => Promise<Answer<T>>): Promise<T> {
    const host = this.#reader();
    try {
      const { value } = await host.call<T>('aside', ask);
      await host.call('close', (remote) => remote.close());
      return value;
    } finally {
      this.#hosts.splice(this.#hosts.indexOf(host), 1);
      await host.terminate();
    }
  }

  /** Long writing may have been too large for the journal: then a backup is due. */
  async #askUncovered(host: ThreadHost<WriterApi>): Promise<void> {
    const { value } = await host.call('uncovered', (remote) => remote.takeUncovered());
    if (value) for (const listener of this.#uncovered) listener();
  }

  #readHandle<R extends Registry>(interactive: ThreadHost<ReaderApi>): ReadHandleOf<R> {
    // Started with the first long job, not with the window. Queries stay where their caches are.
    let heavy: ThreadHost<ReaderApi> | null = null;
    return {
      read: async (name, input) => {
        const ask = () => interactive.call(name, (remote) => remote.query(name, input));
        // A question changes nothing: when its thread dies, the next one is asked, once.
        const { value } = await ask().catch((error: unknown) => {
          if (toFailure(error).code === 'WORKER_CRASHED') return ask();
          throw error;
        });
        // The registry pairs name and output.
        return value as OutputOf<R['queries'][typeof name]>;
      },
      readJob: async (name, input, hooks = {}) => {
        const value = await watched(hooks, async (flag, report) => {
          heavy ??= this.#reader();
          const job = await heavy.call(name, (remote) => remote.job(name, input, flag, report));
          return job.value;
        });
        return value as OutputOf<R['readJobs'][typeof name]>;
      },
    };
  }

  #writeHandle<R extends Registry>(
    host: ThreadHost<WriterApi>,
    reader: ReadHandleOf<R>,
    gate: WriteGate,
  ): WriteHandleOf<R> {
    const told = <T>({ value, changes }: { value: T; changes: Changes | undefined }): T => {
      if (changes && changes.entities.length > 0) {
        for (const listener of this.#changes) listener(changes);
      }
      return value;
    };
    const handle: Omit<WriteHandleOf<R>, typeof writeBrand> = {
      ...reader,
      write: async (name, input) => {
        const work = () => host.call(name, (remote) => remote.command(name, input));
        const value = told(await gate.pass(work));
        return value as OutputOf<R['commands'][typeof name]>;
      },
      writeJob: async (name, input, hooks = {}) => {
        const work = (flag: Int32Array, report: Progress) =>
          host.call(name, (remote) => remote.job(name, input, flag, report));
        const value = await watched(hooks, async (flag, report) =>
          told(await gate.pass(() => work(flag, report))),
        );
        await this.#askUncovered(host);
        return value as OutputOf<R['writeJobs'][typeof name]>;
      },
      undo: async (only = null) =>
        told(await gate.pass(() => host.call('undo', (remote) => remote.revert('undo', only)))),
      redo: async () =>
        told(await gate.pass(() => host.call('redo', (remote) => remote.revert('redo', null)))),
    };
    // The brand exists in types only.
    return handle as WriteHandleOf<R>;
  }
}

/** Runs a job with a shared cancel flag and a progress callback that crosses threads. */
async function watched<T>(
  hooks: JobHooks,
  work: (
    flag: Int32Array,
    report: (done: number, total: number, phase: string) => void,
  ) => Promise<T>,
): Promise<T> {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const cancel = (): void => void Atomics.store(flag, 0, 1);
  if (hooks.signal?.aborted) cancel();
  hooks.signal?.addEventListener('abort', cancel);
  try {
    return await work(
      flag,
      proxy((done: number, total: number, phase: string) => hooks.onProgress?.(done, total, phase)),
    );
  } finally {
    hooks.signal?.removeEventListener('abort', cancel);
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
