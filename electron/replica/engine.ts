import { SandtableError } from '#shared/errors';
import type { Perspective } from '#shared/governance/rights/model';
import type { Action } from '#shared/workspace/model';
import type { ActionIntent, Changes } from './action-log';
import { Connection } from './connection';
import { type Db, mapStorageError } from './database';
import { type ActionRow, ACTION_COLUMNS, toAction } from './history';
import { newId } from './ids';
import type { Journal } from './journal/journal';
import type { ScopeMaker } from './scope';
import type { ActionStamp, Command, JobContext, Query, ReadJob, WriteJob } from './transaction';
import { type Direction, nextAction, notItsTurn, revert } from './undo';
import type { Watch } from './watch';
import { reached } from './write-points';
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
  readonly #journal: Journal | null;
  readonly #watch: Watch | null;
  readonly #scopes: ScopeMaker | null;
  #perspective: Perspective | null = null;
  #scopedAt = -1;
  #veiled = false;

  /**
   * @param journal mirrors every transaction before it is committed; left out: none (readers write nothing)
   * @param watch sees all writing, inside its transactions
   * @param scopes says what is seen and may be written; left out: everything
   */
  constructor(
    db: Db,
    actor: Actor,
    clock: () => number,
    journal: Journal | null = null,
    watch: Watch | null = null,
    scopes: ScopeMaker | null = null,
  ) {
    this.connection = new Connection(db, journal?.recorder);
    this.#actor = actor;
    this.#clock = clock;
    this.#journal = journal;
    this.#watch = watch;
    this.#scopes = scopes;
  }

  /** From now on reads what that person sees; null = the user of the workspace. */
  lookAs(perspective: Perspective | null): void {
    this.#perspective = perspective;
    this.#scopedAt = -1;
  }

  /** Runs a query inside one snapshot. */
  read<I, O>(query: Query<I, O>, input: I): O {
    this.#look(true);
    return this.#explained(input, () => this.#sync('BEGIN', () => query(this.connection, input)));
  }

  /**
   * Runs long reading inside one snapshot.
   * @param veiled false: reads values as they are, and shows them through the veil itself
   */
  async readJob<I, O>(
    readJob: ReadJob<I, O>,
    input: I,
    job: JobContext,
    veiled = true,
  ): Promise<O> {
    this.#look(veiled);
    return this.#async('BEGIN', async () => readJob(this.connection, input, job));
  }

  /** Runs a command; everything it wrote is durable when this returns, or nothing is. */
  write<I, O>(kind: string, command: Command<I, O>, input: I): Written<O> {
    this.#look(false);
    return this.#change(kind, (stamp) => {
      const tx = this.#open({ kind, stamp });
      const output = this.#explained(input, () => command(tx, input));
      this.connection.scope?.check(tx, stamp.id, kind);
      this.#watch?.written(tx, { name: kind, input, output });
      reached('transaction.rows');
      return { output, changes: tx.finish() };
    });
  }

  /** Runs long writing in one transaction. Cancelled to the end: also after the last row, before the commit. */
  async writeJob<I, O>(
    kind: string,
    writeJob: WriteJob<I, O>,
    input: I,
    job: JobContext,
  ): Promise<Written<O>> {
    this.#look(false);
    return this.#changeSlowly(kind, async (stamp) => {
      const tx = this.#open({ kind, stamp });
      const output = await writeJob(tx, input, job);
      this.connection.scope?.check(tx, stamp.id, kind);
      this.#watch?.written(tx, { name: kind, input, output });
      reached('transaction.rows');
      const changes = tx.finish();
      job.throwIfCancelled();
      return { output, changes };
    });
  }

  /**
   * Takes the last undoable action back, or repeats the one taken back last. With `only`: refused unless that is it.
   * @throws SandtableError NOTHING_TO_UNDO, NOTHING_TO_REDO, UNDO_BLOCKED, UNDO_NEWER_FIRST, UNDO_GONE
   */
  revert(direction: Direction, only: string | null = null): Written<Action> {
    this.#look(false);
    return this.#change(direction, (stamp) => {
      const target = nextAction(this.connection, direction);
      if (only !== null && only !== target) throw notItsTurn(this.connection, only);
      if (target === undefined) {
        const code = direction === 'undo' ? 'NOTHING_TO_UNDO' : 'NOTHING_TO_REDO';
        throw new SandtableError(code, `nothing to ${direction}`);
      }
      const tx = this.#open({ kind: direction, stamp, undoOf: target });
      revert(tx, target, direction);
      this.connection.scope?.check(tx, stamp.id, direction);
      reached('transaction.rows');
      this.connection.run('UPDATE action SET state = ?, redoable = ? WHERE id = ?', [
        direction === 'undo' ? 'undone' : 'done',
        direction === 'undo' ? 1 : 0,
        target,
      ]);
      reached('undo.marked');
      const row = this.connection.get<ActionRow>(
        `SELECT ${ACTION_COLUMNS} FROM action WHERE id = ?`,
        [target],
      );
      if (!row) throw new SandtableError('INTERNAL', 'the action vanished');
      tx.describe(row.subject);
      const output = toAction(tx, row);
      this.#watch?.written(tx, { name: direction, input: null, output });
      return { output, changes: tx.finish() };
    });
  }

  /** Who sees what may have changed with anything that was written. */
  #look(veiled: boolean): void {
    if (this.#scopes === null) return;
    if (this.connection.dataVersion === this.#scopedAt && this.#veiled === veiled) return;
    this.connection.see(this.#scopes(this.connection, this.#perspective, veiled));
    this.#scopedAt = this.connection.dataVersion;
    this.#veiled = veiled;
  }

  /** Within the transaction: what is there and not seen is looked for where the work failed. */
  #explained<T>(input: unknown, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { scope } = this.connection;
      throw scope === null ? error : scope.explained(this.connection, input, error);
    }
  }

  #stamp(): ActionStamp {
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

  #change<T>(kind: string, work: (stamp: ActionStamp) => T): T {
    const stamp = this.#stamp();
    const result = this.#sync('BEGIN IMMEDIATE', () => {
      this.#begun();
      const written = work(stamp);
      this.#mirror(kind, stamp.at);
      return written;
    });
    this.#committed();
    return result;
  }

  async #changeSlowly<T>(kind: string, work: (stamp: ActionStamp) => Promise<T>): Promise<T> {
    const stamp = this.#stamp();
    const result = await this.#async('BEGIN IMMEDIATE', async () => {
      this.#begun();
      const written = await work(stamp);
      this.#mirror(kind, stamp.at);
      return written;
    });
    this.#committed();
    return result;
  }

  #begun(): void {
    reached('transaction.begun');
    this.#journal?.begin();
  }

  /** The journal is on the disk before the commit: what was acknowledged is then in both. */
  #mirror(kind: string, at: number): void {
    reached('transaction.logged');
    this.#journal?.mirror(this.connection.db, kind, at);
  }

  #committed(): void {
    this.connection.committed();
    this.#journal?.committed();
    reached('transaction.committed');
    this.#watch?.committed();
  }

  /** On a full disk SQLite has rolled back by itself. */
  #rollback(): void {
    if (this.connection.db.inTransaction) this.connection.db.exec('ROLLBACK');
    this.#journal?.rolledBack();
    this.#watch?.rolledBack();
  }
}
