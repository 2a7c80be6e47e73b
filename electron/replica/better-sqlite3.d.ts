/**
 * The part of better-sqlite3 that the replica uses. The package's own typings are not reachable through its
 * `exports`, and they are loose (`any`); these say what we rely on.
 */
declare module 'better-sqlite3' {
  namespace Database {
    interface Statement<P extends readonly unknown[] = readonly unknown[], R = unknown> {
      readonly readonly: boolean;
      run(...params: P): { changes: number; lastInsertRowid: number | bigint };
      get(...params: P): R | undefined;
      all(...params: P): R[];
      iterate(...params: P): IterableIterator<R>;
      /** Gives rows as arrays. */
      raw(): this;
    }
    interface Options {
      readonly?: boolean;
      fileMustExist?: boolean;
      /** How long to wait for a lock, ms. */
      timeout?: number;
      /** Path of another binary than the prebuilt one. */
      nativeBinding?: string;
    }
  }
  class Database {
    constructor(file: string, options?: Database.Options);
    readonly inTransaction: boolean;
    readonly open: boolean;
    prepare<P extends readonly unknown[] = readonly unknown[], R = unknown>(
      sql: string,
    ): Database.Statement<P, R>;
    exec(sql: string): this;
    /** Makes a function for SQL. */
    function(
      name: string,
      options: { readonly deterministic?: boolean },
      work: (...values: readonly unknown[]) => unknown,
    ): this;
    pragma(sql: string, options?: { simple?: boolean }): unknown;
    close(): this;
  }
  export default Database;
}
