import type { Perspective } from '#shared/governance/rights/model';
import type { Action, Backup } from '#shared/workspace/model';
import type { Changes } from './action-log';
import type { Actor } from './engine';
import type { ThreadNote } from './thread-host';
import type { Registry } from './thread-protocol';
import type { DiskStop } from './write-gate';

/** What a statement takes. */
export type InputOf<F> = F extends (tx: never, input: infer I, ...rest: never[]) => unknown
  ? I
  : never;
/** What a statement gives, when it has been waited for. */
export type OutputOf<F> = F extends (...parameters: never[]) => infer O ? Awaited<O> : never;

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

export declare const writeBrand: unique symbol;

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
  /**
   * Takes the newest action back. With `only`: refused unless that is the newest.
   * @throws SandtableError NOTHING_TO_UNDO, UNDO_BLOCKED, UNDO_NEWER_FIRST, UNDO_GONE
   */
  undo(only?: string | null): Promise<Action>;
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
  /** Why the disk takes no writing at the moment; null as a rule. Reading goes on. */
  readonly stopped: DiskStop | null;
  /** Told when {@link stopped} changes. */
  onStopped(listener: (stopped: DiskStop | null) => void): () => void;
  /** Told after a transaction that was too large for the journal: until a backup is made only the file holds it. */
  onUncovered(listener: () => void): () => void;
  /** Lets all reading be that person's from now on; null = the user of the workspace. Writing stays the user's. */
  lookAs(perspective: Perspective | null): Promise<void>;
  /** As whom is read; null = the user. */
  readonly perspective: Perspective | null;
  /** Whether the replica, if it were lost now, could be built again from backups and journal. Reads them all. */
  isCovered(): Promise<boolean>;
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
  /** Where `writer.cjs` and `reader.cjs` are. */
  readonly workerDir: string;
  /** True only while the workspace itself is being made. */
  readonly create?: boolean;
  /** The clock of backups' names, epoch ms; the threads use the system's. */
  readonly clock?: () => number;
  readonly sqliteBinding?: string;
  readonly onNote?: (note: ThreadNote) => void;
}
