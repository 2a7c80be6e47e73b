import { SandtableError } from '#shared/errors';
import type { Action } from '#shared/workspace/model';
import type { ActionIntent, Changes } from './action-log';
import { Connection } from './connection';
import { type Db, mapStorageError } from './database';
import { type ActionRow, ACTION_COLUMNS, toAction } from './history';
import { newId } from './ids';
import type { Command, JobContext, Query, ReadJob, WriteJob } from './transaction';
import { type Direction, nextAction, revert } from './undo';
import { WriteTransaction } from './write-transaction';

/** Who works with this replica. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** A result together with what the changes feed must tell. */
export interface Written<O> {
  readonly output: O;
  readonly changes: Changes;
}

/**
 * Runs queries, commands and jobs on one connection, one transaction each. Belongs to one thread; the caller keeps the
 * order: nothing else may run on it while a job is under way.
 */
export class Engine {
  readonly connection: Connection;
  readonly #actor: Actor;
  readonly #clock: () => number;

  constructor(db: Db, actor: Actor, clock: () => number) {
    this.connection = new Connection(db);
    this.#actor = actor;
    this.#clock = clock;
  }

  /** Runs a query inside one snapshot. */
  read<I, O>(query: Query<I, O>, input: I): O {
    return this.#sync('BEGIN', () => query(this.connection, input));
  }

  /** Runs long reading inside one snapshot. */
  async readJob<I, O>(readJob: ReadJob<I, O>, input: I, job: JobContext): Promise<O> {
    return this.#async('BEGIN', async () => readJob(this.connection, input, job));
  }

  /** Runs a command; everything it wrote is durable when this returns, or nothing is. */
  write<I, O>(kind: string, command: Command<I, O>, input: I): Written<O> {
    const written = this.#sync('BEGIN IMMEDIATE', () => {
      const tx = this.#open({ kind, stamp: this.#stamp() });
      const output = command(tx, input);
      return { output, changes: tx.finish() };
    });
    this.connection.committed();
    return written;
  }

  /** Runs long writing in one transaction. Cancelled to the end: also after the last row, before the commit. */
  async writeJob<I, O>(
    kind: string,
    writeJob: WriteJob<I, O>,
    input: I,
    job: JobContext,
  ): Promise<Written<O>> {
    const written = await this.#async('BEGIN IMMEDIATE', async () => {
      const tx = this.#open({ kind, stamp: this.#stamp() });
      const output = await writeJob(tx, input, job);
      const changes = tx.finish();
      job.throwIfCancelled();
      return { output, changes };
    });
    this.connection.committed();
    return written;
  }

  /**
   * Takes the last undoable action back, or repeats the one taken back last.
   * @throws SandtableError NOTHING_TO_UNDO, NOTHING_TO_REDO, UNDO_BLOCKED
   */
  revert(direction: Direction): Written<Action> {
    const written = this.#sync('BEGIN IMMEDIATE', () => {
      const target = nextAction(this.connection, direction);
      if (target === undefined) {
        const code = direction === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO';
        throw new SandtableError(code, `nothing to ${direction}`);
      }
      const tx = this.#open({ kind: direction, stamp: this.#stamp(), undoOf: target });
      revert(tx, target, direction);
      this.connection.run('UPDATE action SET state = ?, redoable = ? WHERE id = ?', [
        direction === 'undo' ? 'undone' : 'done',
        direction === 'undo' ? 1 : 0,
        target,
      ]);
      const row = this.connection.get<ActionRow>(
        `SELECT ${ACTION_COLUMNS} FROM action WHERE id = ?`,
        [target],
      );
      if (!row) throw new SandtableError('INTERNAL', 'the action vanished');
      tx.describe(row.subject);
      return { output: toAction(tx, row), changes: tx.finish() };
    });
    this.connection.committed();
    return written;
  }

  #stamp(): ActionIntent['stamp'] {
    const { id, name } = this.#actor;
    return { id: newId(), at: this.#clock(), actorId: id, actorName: name };
  }

  #open(intent: ActionIntent): WriteTransaction {
    return new WriteTransaction(this.connection, intent, this.#clock);
  }

  #sync<T>(begin: string, work: () => T): T {
    try {
      this.connection.db.exec(begin);
      const result = work();
      this.connection.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw mapStorageError(error);
    }
  }

  async #async<T>(begin: string, work: () => Promise<T>): Promise<T> {
    try {
      this.connection.db.exec(begin);
      const result = await work();
      this.connection.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw mapStorageError(error);
    }
  }

  /** On a full disk SQLite has rolled back by itself. */
  #rollback(): void {
    if (this.connection.db.inTransaction) this.connection.db.exec('ROLLBACK');
  }
}
