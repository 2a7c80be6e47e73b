import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rightsScope } from '#electron/governance/rights/scope';
import { openDatabase } from '#electron/replica/database';
import { Engine } from '#electron/replica/engine';
import { migrate } from '#electron/replica/migrate';
import type { WatchMaker } from '#electron/replica/watch';
import { MIGRATIONS } from '#electron/replica/migrations';
import type {
  Command,
  EntityName,
  JobContext,
  Query,
  ReadJob,
  Row,
  WriteJob,
  WriteTx,
} from '#electron/replica/transaction';
import type { Action } from '#shared/workspace/model';

const silentJob: JobContext = {
  progress: () => undefined,
  cancelled: () => false,
  throwIfCancelled: () => undefined,
};

/** A real, encrypted replica in a temporary folder, with no threads: statements run where the test runs. */
export interface TestReplica {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly engine: Engine;
  read<I, O>(query: Query<I, O>, input: I): O;
  write<I, O>(command: Command<I, O>, input: I, kind?: string): O;
  readJob<I, O>(job: ReadJob<I, O>, input: I, context?: JobContext): Promise<O>;
  writeJob<I, O>(job: WriteJob<I, O>, input: I, context?: JobContext, kind?: string): Promise<O>;
  undo(): Action;
  redo(): Action;
  /** Closes and opens the same file again, as a restart does. */
  reopen(): void;
  /** Closes and removes the folder. */
  close(): void;
}

/** Opens a new {@link TestReplica}; `watch` sees its writing; `scoped`: by rights; `clock` defaults to 2026-11-23T02:00:00Z growing by 1 ms a look. */
export function openTestReplica(
  options: { clock?: () => number; watch?: WatchMaker; scoped?: boolean } = {},
): TestReplica {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-replica-'));
  const key = new Uint8Array(randomBytes(32));
  let time = Date.UTC(2026, 10, 23, 2);
  const clock = options.clock ?? (() => (time += 1));
  const actor = { id: 'user-1', name: '林晓' };
  const file = join(folder, 'replica.db');
  const open = (): Engine => {
    const db = openDatabase(file, key);
    migrate(db, MIGRATIONS, clock());
    const watch = options.watch?.(folder);
    const scopes = options.scoped === true ? rightsScope : null;
    const opened = new Engine(db, actor, clock, null, watch ?? null, scopes);
    watch?.opened(opened.connection);
    return opened;
  };
  let engine = open();
  return {
    folder,
    key,
    get engine() {
      return engine;
    },
    read: (query, input) => engine.read(query, input),
    write: (command, input, kind = 'test.write') => engine.write(kind, command, input).output,
    readJob: (job, input, context = silentJob) => engine.readJob(job, input, context),
    writeJob: async (job, input, context = silentJob, kind = 'test.job') =>
      (await engine.writeJob(kind, job, input, context)).output,
    undo: () => engine.revert('undo').output,
    redo: () => engine.revert('redo').output,
    reopen: () => {
      engine.connection.close();
      engine = open();
    },
    close: () => {
      engine.connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Many rows, all with the columns of the first, through the door for many rows. */
export function insertRows(tx: WriteTx, entity: EntityName, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  tx.insertMany(
    entity,
    columns,
    rows.map((row) => Object.values(row)),
  );
}
