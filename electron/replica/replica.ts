import { join } from 'node:path';
import { proxy, type Remote } from 'comlink';
import { fromFailure } from '#shared/errors';
import type { Action, Backup } from '#shared/workspace/model';
import type { Changes } from './action-log';
import type { Actor } from './engine';
import { replicaFile } from './paths';
import type { registry } from './registry';
import { ThreadHost, type ThreadNote } from './thread-host';
import type { Answer, ReaderApi, Registry, ThreadOptions, WriterApi } from './thread-protocol';

type InputOf<F> = F extends (tx: never, input: infer I, ...rest: never[]) => unknown ? I : never;
type OutputOf<F> = F extends (...parameters: never[]) => infer O ? Awaited<O> : never;

/** How a job is watched and stopped. */
export interface JobHooks {
  readonly onProgress?: (done: number, total: number, phase: string) => void;
  /** Aborting ends the job with CANCELLED and nothing written. */
  readonly signal?: AbortSignal;
}

/** What may be read. Never accepted where a {@link WriteHandleOf} is asked for. */
export interface ReadHandleOf<R extends Registry> {
  /** Runs a query on a reader thread, inside one snapshot. */
  read<N extends keyof R['queries'] & string>(
    name: N,
    input: InputOf<R['queries'][N]>,
  ): Promise<OutputOf<R['queries'][N]>>;
  /** Runs long reading on the heavy reader. @throws SandtableError CANCELLED */
  readJob<N extends keyof R['readJobs'] & string>(
    name: N,
    input: InputOf<R['readJobs'][N]>,
    hooks?: JobHooks,
  ): Promise<OutputOf<R['readJobs'][N]>>;
}

declare const writeBrand: unique symbol;

/** What may be written; includes reading. When a promise resolves, what it wrote is on the disk. */
export interface WriteHandleOf<R extends Registry> extends ReadHandleOf<R> {
  readonly [writeBrand]: true;
  /** Runs a command in one transaction. */
  write<N extends keyof R['commands'] & string>(
    name: N,
    input: InputOf<R['commands'][N]>,
  ): Promise<OutputOf<R['commands'][N]>>;
  /** Long writing in one transaction; other writes wait. @throws SandtableError CANCELLED */
  writeJob<N extends keyof R['writeJobs'] & string>(
    name: N,
    input: InputOf<R['writeJobs'][N]>,
    hooks?: JobHooks,
  ): Promise<OutputOf<R['writeJobs'][N]>>;
  /** @throws SandtableError NOTHING_TO_UNDO, UNDO_BLOCKED */
  undo(): Promise<Action>;
  /** @throws SandtableError NOTHING_TO_REDO, UNDO_BLOCKED */
  redo(): Promise<Action>;
}

/** A part of the replica failed; `recovered`: it was started again. */
export interface ReplicaIncident {
  readonly part: 'writer' | 'reader';
  readonly recovered: boolean;
}

export interface OpenReplicaOf<R extends Registry> {
  readonly reader: ReadHandleOf<R>;
  readonly writer: WriteHandleOf<R>;
  /** SQLite's version, for the version page. */
  readonly sqlite: string;
  /** Told after each commit, before the write's own promise resolves. Returns the way to stop. */
  onChanges(listener: (changes: Changes) => void): () => void;
  onIncident(listener: (incident: ReplicaIncident) => void): () => void;
  /** Resolves when every page has been checked (for a small file: already). @throws SandtableError REPLICA_DAMAGED */
  readonly checked: Promise<void>;
  /** Copies the replica into its backup folder, on a thread of its own. */
  backup(reason: Backup['reason']): Promise<Backup>;
  /** Waits for what was asked, empties the write-ahead log and ends the threads. */
  close(): Promise<void>;
}

export interface OpenReplicaOptions {
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Who writes; left out = the user whom the replica itself names. */
  readonly actor?: Actor;
  /** Where `writer.worker.cjs` and `reader.worker.cjs` are. */
  readonly workerDir: string;
  /** True only while the workspace itself is being made. */
  readonly create?: boolean;
  /** The clock of backups' names, epoch ms; the threads use the system's. */
  readonly clock?: () => number;
  readonly sqliteBinding?: string;
  readonly onNote?: (note: ThreadNote) => void;
}

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

class Threads {
  readonly #options: OpenReplicaOptions & { readonly file?: string };
  readonly #changes = new Set<(changes: Changes) => void>();
  readonly #incidents = new Set<(incident: ReplicaIncident) => void>();
  readonly #hosts: ThreadHost<ReaderApi>[] = [];
  #writer: ThreadHost<WriterApi> | null = null;
  #create: boolean;

  constructor(options: OpenReplicaOptions & { readonly file?: string }) {
    this.#options = options;
    this.#create = options.create ?? false;
  }

  async open<R extends Registry>(): Promise<OpenReplicaOf<R>> {
    let info = { checked: true, sqlite: '' };
    const writer = this.#host<WriterApi>('writer', 'writer.worker.cjs', async (remote) => {
      const { folder, key, sqliteBinding } = this.#threadOptions();
      const actor = this.#options.actor ?? null;
      const reply = await remote.open({ folder, key, sqliteBinding, actor, create: this.#create });
      if (!reply.ok) throw fromFailure(reply.failure);
      info = reply.value;
      this.#create = false;
    });
    this.#writer = writer;
    await writer.ready();
    const interactive = this.#reader();
    const heavy = this.#reader();
    await Promise.all([interactive.ready(), heavy.ready()]);
    const reader = this.#readHandle<R>(interactive, heavy);
    const checked = info.checked ? Promise.resolve() : this.#aside((remote) => remote.check());
    checked.catch(() => undefined);
    return {
      reader,
      writer: this.#writeHandle<R>(writer, reader),
      sqlite: info.sqlite,
      checked: checked.then(() => undefined),
      onChanges: (listener) => subscribe(this.#changes, listener),
      onIncident: (listener) => subscribe(this.#incidents, listener),
      backup: (reason) => {
        const at = (this.#options.clock ?? Date.now)();
        return this.#aside((remote) => remote.backup(reason, at));
      },
      close: async () => {
        await Promise.allSettled(
          [interactive, heavy].map((host) => host.call('close', (remote) => remote.close())),
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

  async terminate(): Promise<void> {
    const all = [this.#writer, ...this.#hosts];
    await Promise.all(all.map((host) => host?.terminate()));
  }

  #threadOptions(): ThreadOptions {
    const { folder, key, sqliteBinding } = this.#options;
    const file = this.#options.file ?? replicaFile(folder);
    return { folder, file, key, sqliteBinding: sqliteBinding ?? null };
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

  #reader(): ThreadHost<ReaderApi> {
    const host = this.#host<ReaderApi>('reader', 'reader.worker.cjs', async (remote) => {
      const reply = await remote.open(this.#threadOptions());
      if (!reply.ok) throw fromFailure(reply.failure);
    });
    this.#hosts.push(host);
    return host;
  }

  /** Long work of the replica's own: on a reader that lives for it alone, so that nobody waits. */
  async #aside<T>(
    ask: (remote: Remote<ReaderApi>) => Promise<Answer<T>>,
  ): Promise<T> {
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

  #readHandle<R extends Registry>(
    interactive: ThreadHost<ReaderApi>,
    heavy: ThreadHost<ReaderApi>,
  ): ReadHandleOf<R> {
    return {
      read: async (name, input) => {
        // A slow query must not hold up the next one while the other reader is idle.
        const host = interactive.pending > 0 && heavy.pending === 0 ? heavy : interactive;
        const { value } = await host.call(name, (remote) => remote.query(name, input));
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the registry pairs name and output
        return value as OutputOf<R['queries'][typeof name]>;
      },
      readJob: async (name, input, hooks = {}) => {
        const value = await watched(hooks, async (flag, report) => {
          const job = await heavy.call(`${name}`, (remote) => remote.job(name, input, flag, report));
          return job.value;
        });
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
        return value as OutputOf<R['readJobs'][typeof name]>;
      },
    };
  }

  #writeHandle<R extends Registry>(
    host: ThreadHost<WriterApi>,
    reader: ReadHandleOf<R>,
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
        const value = told(await host.call(name, (remote) => remote.command(name, input)));
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
        return value as OutputOf<R['commands'][typeof name]>;
      },
      writeJob: async (name, input, hooks = {}) => {
        const value = await watched(hooks, async (flag, report) =>
          told(await host.call(name, (remote) => remote.job(name, input, flag, report))),
        );
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
        return value as OutputOf<R['writeJobs'][typeof name]>;
      },
      undo: async () => told(await host.call('undo', (remote) => remote.revert('undo'))),
      redo: async () => told(await host.call('redo', (remote) => remote.revert('redo'))),
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand exists in types only
    return handle as WriteHandleOf<R>;
  }
}

/** Runs a job with a shared cancel flag and a progress callback that crosses threads. */
async function watched<T>(
  hooks: JobHooks,
  work: (flag: Int32Array, report: (done: number, total: number, phase: string) => void) => Promise<T>,
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
