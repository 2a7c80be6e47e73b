import type Database from 'better-sqlite3';
import { SandtableError } from '#shared/errors';
import type { Db } from './database';
import { DERIVED_COLUMNS, type EntityName } from './entities';
import type { Recorder } from './journal/recorder';
import type { Scope } from './scope';
import type { Params, ReadTx } from './transaction';

interface Statement {
  readonly made: Database.Statement<unknown[]>;
  /** Whether its marks carry numbers. */
  readonly numbered: boolean;
}

/** Compiled statements kept at a time. */
const MAX_STATEMENTS = 400;

/** What the write path must know of a synced table. */
export interface TableShape {
  readonly columns: ReadonlySet<string>;
  readonly derived: ReadonlySet<string>;
}

/** A database with its compiled statements. Belongs to one thread. */
export class Connection implements ReadTx {
  readonly db: Db;
  readonly #statements = new Map<string, Statement>();
  readonly #shapes = new Map<EntityName, TableShape>();
  readonly #recorder: Recorder | null;
  #ownCommits = 0;
  #hasShown = false;
  /** What is seen; set by {@link see}. */
  scope: Scope | null = null;

  /** @param recorder is told every writing statement */
  constructor(db: Db, recorder: Recorder | null = null) {
    this.db = db;
    this.#recorder = recorder;
  }

  all<T>(sql: string, params: Params = []): T[] {
    const statement = this.#reading(sql);
    // A row's type is the caller's claim about its SQL.
    return statement.made.all(bound(statement, params)) as T[];
  }

  get<T>(sql: string, params: Params = []): T | undefined {
    const statement = this.#reading(sql);
    return statement.made.get(bound(statement, params)) as T | undefined;
  }

  iterate<T>(sql: string, params: Params = []): IterableIterator<T> {
    const statement = this.#reading(sql);
    return statement.made.iterate(bound(statement, params)) as IterableIterator<T>;
  }

  /** SQLite's own counter sees the commits of other connections only; ours are added. */
  get dataVersion(): number {
    return Number(this.db.pragma('data_version', { simple: true })) + this.#ownCommits;
  }

  /**
   * Lets only what `scope` holds be seen: views of the tables' names come before the tables, so that every statement
   * reads them. What must see everything names `main.`. Outside a transaction only.
   */
  see(scope: Scope | null): void {
    if (scope?.key === this.scope?.key) return;
    this.#provideShown();
    const queryOnly = Number(this.db.pragma('query_only', { simple: true }));
    // Temporary views are no writing to the file; the connection itself stays as it was opened.
    this.db.pragma('query_only=OFF');
    this.#statements.clear();
    for (const table of this.scope?.views.keys() ?? []) this.db.exec(`DROP VIEW temp.${table}`);
    this.scope = null;
    for (const [table, select] of scope?.views ?? []) {
      this.db.exec(`CREATE TEMP VIEW ${table} AS ${select}`);
    }
    this.scope = scope;
    // What was remembered of the data was of what was seen before.
    this.#ownCommits += 1;
    this.db.pragma(`query_only=${queryOnly}`);
  }

  /** What views call to show a value: as the veil of the present scope does. */
  #provideShown(): void {
    if (this.#hasShown) return;
    this.#hasShown = true;
    this.db.function('shown', { deterministic: true }, (way, value) => {
      const veil = this.scope?.veil;
      return veil && typeof value === 'string' ? veil.shown(String(way), value) : value;
    });
  }

  /** To be called after every commit on this connection. */
  committed(): void {
    this.#ownCommits += 1;
  }

  /** Runs a writing statement; returns the number of rows changed. */
  run(sql: string, params: Params = []): number {
    this.#recorder?.add(sql, params);
    const statement = this.#statement(sql);
    return statement.made.run(bound(statement, params)).changes;
  }

  /** As {@link run} for a statement with plain `?` that runs very often: looks it up once. `last` follows `params`. */
  runner(sql: string): (params: Params, last: Params[number]) => void {
    const { made } = this.#statement(sql);
    return (params, last) => {
      this.#recorder?.add(sql, params, last);
      // One by one: the addon takes arguments faster than the elements of an array.
      made.run(...params, last);
    };
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = { made: this.db.prepare(sql), numbered: /\?\d/.test(sql) };
    const oldest = this.#statements.size >= MAX_STATEMENTS && this.#statements.keys().next().value;
    if (typeof oldest === 'string') this.#statements.delete(oldest);
    this.#statements.set(sql, made);
    return made;
  }

  shape(entity: EntityName): TableShape {
    const known = this.#shapes.get(entity);
    if (known) return known;
    const columns = this.all<{ name: string }>("SELECT name FROM pragma_table_info(?, 'main')", [
      entity,
    ]);
    const shape = {
      columns: new Set(columns.map((column) => column.name)),
      derived: new Set(DERIVED_COLUMNS[entity] ?? []),
    };
    this.#shapes.set(entity, shape);
    return shape;
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }

  #reading(sql: string): Statement {
    const statement = this.#statement(sql);
    if (!statement.made.readonly) {
      throw new SandtableError('INTERNAL', 'a read statement must not write');
    }
    return statement;
  }
}

/** `?1`, `?2` … count as names in better-sqlite3, `?` as positions; both take their values in order here. */
function bound({ numbered }: Statement, params: Params): Params | Record<string, Params[number]> {
  if (!numbered) return params;
  return Object.fromEntries(params.map((value, index) => [String(index + 1), value]));
}
