import type { ReadTx, WriteTx } from './transaction';

/** A piece of writing that is done and waits for its commit: the statement's name, what it took and what it gave. */
export interface Written {
  /** As in the registry; `undo` and `redo` give the action that they moved; {@link CLOSING}. */
  readonly name: string;
  readonly input: unknown;
  readonly output: unknown;
}

/** The name under which a watch sees the last transaction of a writer. */
export const CLOSING = 'replica.close';

/** Sees all writing of one writer, in order. What it writes itself shares the transaction: both are kept or neither. */
export interface Watch {
  /** Once, before anything is written. Never throws. */
  opened(tx: ReadTx): void;
  /** The last step before a commit; throwing rolls all of it back. */
  written(tx: WriteTx, done: Written): void;
  /** Whether it has something to write in a last transaction. */
  isOpenEnded(tx: ReadTx): boolean;
  /** Never throws: what was committed stays. */
  committed(): void;
  rolledBack(): void;
}

/** Makes the watch of a workspace. */
export type WatchMaker = (folder: string) => Watch;
