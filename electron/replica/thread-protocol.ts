import type { Failure } from '#shared/errors';
import type { Perspective } from '#shared/governance/rights/model';
import type {
  Action,
  Backup,
  ReadTable,
  Recovery,
  RecoverySurvey,
  RecoveryWay,
} from '#shared/workspace/model';
import type { Changes } from './action-log';
import type { ScopeMaker } from './scope';
import type { Command, Query, ReadJob, WriteJob } from './transaction';
import type { Direction } from './undo';
import type { WatchMaker } from './watch';

/** The statements that a set of threads can run, by name. */
export interface Registry {
  readonly queries: Readonly<Record<string, Query<never, unknown>>>;
  readonly commands: Readonly<Record<string, Command<never, unknown>>>;
  readonly readJobs: Readonly<Record<string, ReadJob<never, unknown>>>;
  readonly writeJobs: Readonly<Record<string, WriteJob<never, unknown>>>;
  /** Sees all that the writer writes. */
  readonly watch?: WatchMaker;
  /** Says what is seen and may be written. */
  readonly scope?: ScopeMaker;
  /** Read jobs that compare values, and show them through the veil themselves. */
  readonly unveiled?: readonly string[];
}

/** What a thread answers: a value or a failure, and how long the work itself took (not the waiting). */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly ms: number; readonly changes?: Changes }
  | {
      readonly ok: false;
      readonly failure: Failure;
      readonly ms: number;
      /** Frames of our own code for the log, without the message: that may hold data. */
      readonly stack: string | null;
    };

export interface ThreadOptions {
  readonly folder: string;
  /** The database itself: the workspace's replica, or a backup that is to be checked. */
  readonly file: string;
  readonly key: Uint8Array;
  readonly sqliteBinding: string | null;
  /** As whom is read; null = the user of the workspace. */
  readonly perspective: Perspective | null;
}

export interface WriterOptions extends Omit<ThreadOptions, 'file' | 'perspective'> {
  /** Null = the user whom the replica itself names. */
  readonly actor: { readonly id: string; readonly name: string } | null;
  /** Whether a new file may be made: only when the workspace itself is being made. */
  readonly create: boolean;
}

/** Reported by jobs: done, total (0 = unknown), phase. */
export type Progress = (done: number, total: number, phase: string) => void;

/** What the writer thread can be asked. */
export interface WriterApi {
  open(
    options: WriterOptions,
  ): Promise<Answer<{ checked: boolean; repeated: number; sqlite: string }>>;
  command(name: string, input: unknown): Promise<Answer<unknown>>;
  job(name: string, input: unknown, flag: Int32Array, report: Progress): Promise<Answer<unknown>>;
  /** `only`: refused unless this action is the next. */
  revert(direction: Direction, only: string | null): Promise<Answer<Action>>;
  /** Whether a transaction since the last asking was too large for the journal. */
  takeUncovered(): Promise<Answer<boolean>>;
  /** Whether writing works, by writing something that changes nothing. */
  probe(): Promise<Answer<null>>;
  /** Empties the write-ahead log into the file, as far as the disk lets it, and closes. */
  close(): Promise<Answer<null>>;
}

/** What a reader thread can be asked. */
export interface ReaderApi {
  open(options: ThreadOptions): Promise<Answer<null>>;
  /** From now on reads as that person. */
  lookAs(perspective: Perspective | null): Promise<Answer<null>>;
  query(name: string, input: unknown): Promise<Answer<unknown>>;
  job(name: string, input: unknown, flag: Int32Array, report: Progress): Promise<Answer<unknown>>;
  /** Checks every page. */
  check(): Promise<Answer<null>>;
  backup(reason: Backup['reason'], at: number): Promise<Answer<Backup>>;
  /** Whether the journal leads from a backup, or from the beginning, to the present. */
  isCovered(): Promise<Answer<boolean>>;
  /** The next three work on a workspace that is closed; nothing need be open here. */
  survey(options: ThreadOptions): Promise<Answer<RecoverySurvey>>;
  rebuild(options: ThreadOptions, way: RecoveryWay, at: number): Promise<Answer<Recovery>>;
  exportReadable(options: ThreadOptions, target: string): Promise<Answer<ReadTable[]>>;
  close(): Promise<Answer<null>>;
}
