import type { Cell } from '#shared/pipeline/model';
import type { RowCounts } from '#shared/workspace/row-counts';
import type { EntityName } from './entities';
import type { Scope } from './scope';

export type { EntityName } from './entities';

/** Values bound to the `?` of a statement, in order. */
export type Params = readonly (string | number | bigint | null | Uint8Array)[];

/** A row as the write path takes it: column name (snake_case, as in the migrations) → value. */
export type Row = Readonly<Record<string, Cell>>;

/** A live row as it is: the columns that are to be compared, at least. */
export type Present = Record<string, Cell> & { readonly id: string; readonly version: number };

/** New values of some columns of one row. */
export interface RowUpdate {
  readonly id: string;
  readonly set: Row;
  /** The live row with the columns of `set`, when it was read in this transaction and not written since. */
  readonly row?: Present;
}

/** Read access inside one snapshot: all statements of one query see the same data. */
export interface ReadTx {
  /** All rows of a read-only statement, as plain objects keyed by column. */
  all<T>(sql: string, params?: Params): T[];
  /** The first row of a read-only statement, or undefined. */
  get<T>(sql: string, params?: Params): T | undefined;
  /** Rows one at a time; no other statement of the same text may run before it is exhausted. */
  iterate<T>(sql: string, params?: Params): IterableIterator<T>;
  /** A number that differs after any commit. For caches inside one thread; not comparable across threads. */
  readonly dataVersion: number;
  /** What of the data is seen here; null = all of it. Caches of one thread hold for one scope only. */
  readonly scope: Scope | null;
}

/** What is being done, by whom. Known from the start, stored only if a synced row changes or `describe` is called. */
export interface ActionStamp {
  readonly id: string;
  /** Epoch ms UTC. */
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string;
}

export interface UpdateOptions {
  /** The version the change was made from; another present version → `CONFLICT_VERSION`. */
  readonly expectedVersion?: number;
  /** Why, in the person's words; kept in the change log and sent along. */
  readonly reason?: string | null;
}

/** The one way to write. Everything happens in one transaction: all of it is stored, or nothing. */
export interface WriteTx extends ReadTx {
  readonly action: ActionStamp;
  /**
   * A new row of a synced entity: row, change log and outbox. `row` holds `id` and columns; columns left out take
   * their default. `version` becomes 1.
   * @throws SandtableError INTERNAL for an unknown or reserved column (a mistake in code)
   */
  insert(entity: EntityName, row: Row): void;
  /**
   * Many new rows as cells of `columns`, one of which is `id`; with a compact log, and outbox bodies that name the rows:
   * cheapest with ids from `newIds` in their order.
   * @throws SandtableError INTERNAL for an unknown or reserved column, or a row of another length
   */
  insertMany(
    entity: EntityName,
    columns: readonly string[],
    rows: readonly (readonly Cell[])[],
  ): void;
  /**
   * Writes only what differs and returns the names of the changed columns (empty: nothing was written). `version`
   * grows by one, except when only derived columns changed.
   * @throws SandtableError NOT_FOUND, CONFLICT_VERSION
   */
  update(entity: EntityName, id: string, set: Row, options?: UpdateOptions): string[];
  /**
   * As `update` for many live rows, with the same log, mutations and versions; returns the number of rows changed.
   * Whether they still are what the caller saw is for the caller to check, inside the same transaction.
   * @throws SandtableError NOT_FOUND
   */
  updateMany(
    entity: EntityName,
    updates: readonly RowUpdate[],
    options?: { readonly reason?: string | null },
  ): number;
  /** Deletes many rows by tombstone. @throws SandtableError NOT_FOUND */
  removeMany(
    entity: EntityName,
    ids: readonly string[],
    options?: { readonly reason?: string | null },
  ): void;
  /** Deletes by tombstone. @throws SandtableError NOT_FOUND */
  remove(entity: EntityName, id: string, options?: { readonly reason?: string | null }): void;
  /** Takes the tombstone of a deleted row away; it comes back as it was. @throws SandtableError NOT_FOUND */
  restore(entity: EntityName, id: string): void;
  /**
   * One INSERT, UPDATE or DELETE on a table that never leaves the laptop (`LOCAL_TABLES`). Returns the number of
   * rows changed. Not undoable.
   * @throws SandtableError INTERNAL when the statement writes anything else
   */
  runLocal(sql: string, params?: Params): number;
  /** What was done so far, table by table. */
  counted(): RowCounts;
  /** A new UUIDv7, greater than all before it. */
  newId(): string;
  /** New UUIDv7s that follow each other, for many rows. */
  newIds(count: number): string[];
  /** Epoch ms UTC, from the injected clock. */
  now(): number;
  /** Everything done so far stays done: setting a workspace up is no step that a person would take back. */
  sealHistory(): void;
  /** Names the entry of the undo history by what a person recognises. `undoable: false` → it stays done. */
  describe(subject: string, options?: { readonly undoable?: boolean }): void;
}

export type Query<I, O> = (tx: ReadTx, input: I) => O;
export type Command<I, O> = (tx: WriteTx, input: I) => O;

/** What long work gets beside its transaction. */
export interface JobContext {
  /** `total` 0 = unknown; `phase` names a sentence. May be called often: it is throttled to ten a second. */
  progress(done: number, total: number, phase: string): void;
  readonly cancelled: () => boolean;
  /** @throws SandtableError CANCELLED */
  throwIfCancelled(): void;
}

/** Long reading, on a reader thread of its own. */
export type ReadJob<I, O> = (tx: ReadTx, input: I, job: JobContext) => O | Promise<O>;
/** Long writing in one transaction; holds the write lane; rolled back on any error and on cancel. */
export type WriteJob<I, O> = (tx: WriteTx, input: I, job: JobContext) => O | Promise<O>;
