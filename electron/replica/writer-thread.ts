import { SandtableError } from '#shared/errors';
import { type Db, sqliteVersion } from './database';
import { type Actor, Engine } from './engine';
import type { Journal } from './journal/journal';
import { Lane } from './lane';
import { LogCopies } from './log-copies';
import { MIGRATIONS } from './migrations';
import { openReplicaFile } from './open-file';
import { replicaFile } from './paths';
import { probeWriting } from './probe';
import type { Registry, WriterApi } from './thread-protocol';
import { answer, jobContext, named, release } from './thread-side';
import { CLOSING, type Watch } from './watch';

interface Opened {
  readonly folder: string;
  readonly engine: Engine;
  readonly db: Db;
  readonly journal: Journal | null;
  readonly watch: Watch | null;
  readonly copies: LogCopies;
}

/** The writer: the only writing connection, one piece of work after the other. */
export function createWriter(registry: Registry): WriterApi {
  const lane = new Lane();
  let opened: Opened | null = null;

  const current = (): Opened => {
    if (!opened) throw new SandtableError('NO_WORKSPACE', 'the writer is not open');
    return opened;
  };
  return {
    open: (options) =>
      lane.enqueue(() =>
        answer(() => {
          const { folder, key, create } = options;
          const sqliteBinding = options.sqliteBinding ?? undefined;
          const file = openReplicaFile(folder, key, MIGRATIONS, {
            now: Date.now(),
            create,
            sqliteBinding,
          });
          const { db, journal, checked, repeated } = file;
          const actor = options.actor ?? userOf(db);
          const watch = registry.watch?.(folder) ?? null;
          const engine = new Engine(db, actor, Date.now, journal, watch, registry.scope);
          watch?.opened(engine.connection);
          const copies = new LogCopies(lane, db, replicaFile(folder));
          opened = { folder, engine, db, journal, watch, copies };
          return { value: { checked, repeated, sqlite: sqliteVersion(db) } };
        }),
      ),
    command: (name, input) =>
      lane.enqueue(() =>
        answer(() => {
          const written = current().engine.write(
            name,
            named(registry.commands, name),
            // The client's types pair name and input.
            input as never,
          );
          opened?.copies.written();
          return { value: written.output, changes: written.changes };
        }),
      ),
    takeUncovered: () =>
      lane.enqueue(() => answer(() => ({ value: opened?.journal?.takeUncovered() ?? false }))),
    job: (name, input, flag, report) =>
      lane.enqueue(() =>
        answer(async () => {
          try {
            const written = await current().engine.writeJob(
              name,
              named(registry.writeJobs, name),
              input as never,
              jobContext(flag, report),
            );
            return { value: written.output, changes: written.changes };
          } finally {
            release(report);
            opened?.copies.written();
          }
        }),
      ),
    revert: (direction, only) =>
      lane.enqueue(() =>
        answer(() => {
          const written = current().engine.revert(direction, only);
          opened?.copies.written();
          return { value: written.output, changes: written.changes };
        }),
      ),
    probe: () =>
      lane.enqueue(() =>
        answer(() => {
          const { folder, db, journal } = current();
          probeWriting(folder, db, journal);
          return { value: null };
        }),
      ),
    close: () =>
      lane.enqueue(() =>
        answer(() => {
          const { engine, db, journal, watch, copies } = current();
          copies.close();
          opened = null;
          try {
            if (watch?.isOpenEnded(engine.connection)) engine.write(CLOSING, () => null, null);
          } catch {
            // A full disk must not keep the workspace open; the entries are sealed with the next checkpoint.
          }
          try {
            db.pragma('wal_checkpoint(TRUNCATE)');
          } catch {
            // Nor one that fails: the log stays and is read at the next opening.
          }
          engine.connection.close();
          journal?.close();
          return { value: null };
        }),
      ),
  };
}

/** The user of a complete workspace. */
function userOf(db: Db): Actor {
  const user = db
    .prepare<[], Actor>('SELECT user_id AS id, user_name AS name FROM workspace')
    .get();
  return user ?? { id: '', name: '' };
}
