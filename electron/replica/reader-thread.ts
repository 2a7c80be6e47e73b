import { SandtableError } from '#shared/errors';
import { makeBackup, quickCheck } from './backup';
import { type Db, openDatabase } from './database';
import { Engine } from './engine';
import { Lane } from './lane';
import { exportReadable, rebuild, surveyRecovery } from './recovery/repair';
import { isCovered } from './recovery/survey';
import type { ReaderApi, Registry, ThreadOptions } from './thread-protocol';
import { answer, jobContext, named, release } from './thread-side';

/** Page cache of a reader in KiB. */
const READER_CACHE_KIB = 32_768;
/** A reader writes nothing: its engine needs an actor by type only. */
const NOBODY = { id: '', name: '' };

interface Opened {
  readonly engine: Engine;
  readonly db: Db;
  readonly options: ThreadOptions;
}

/** A reader: a read-only connection on a thread of its own. */
export function createReader(registry: Registry): ReaderApi {
  const lane = new Lane();
  let opened: Opened | null = null;
  const current = (): Opened => {
    if (!opened) throw new SandtableError('NO_WORKSPACE', 'the reader is not open');
    return opened;
  };

  return {
    open: (options) =>
      lane.enqueue(() =>
        answer(() => {
          const db = openDatabase(options.file, options.key, {
            readonly: true,
            sqliteBinding: options.sqliteBinding ?? undefined,
            cacheKib: READER_CACHE_KIB,
          });
          const engine = new Engine(db, NOBODY, Date.now, null, null, registry.scope);
          engine.lookAs(options.perspective);
          opened = { engine, db, options };
          return { value: null };
        }),
      ),
    lookAs: (perspective) =>
      lane.enqueue(() =>
        answer(() => {
          current().engine.lookAs(perspective);
          return { value: null };
        }),
      ),
    query: (name, input) =>
      lane.enqueue(() =>
        answer(() => ({
          // The client's types pair name and input.
          value: current().engine.read(named(registry.queries, name), input as never),
        })),
      ),
    job: (name, input, flag, report) =>
      lane.enqueue(() =>
        answer(async () => {
          try {
            const value = await current().engine.readJob(
              named(registry.readJobs, name),
              input as never,
              jobContext(flag, report),
              registry.unveiled?.includes(name) !== true,
            );
            return { value };
          } finally {
            release(report);
          }
        }),
      ),
    check: () =>
      lane.enqueue(() =>
        answer(() => {
          quickCheck(current().db);
          return { value: null };
        }),
      ),
    backup: (reason, at) =>
      lane.enqueue(() =>
        answer(() => {
          const { db, options } = current();
          const sqliteBinding = options.sqliteBinding ?? undefined;
          const details = { reason, at, sqliteBinding };
          return { value: makeBackup(db, options.folder, options.key, details) };
        }),
      ),
    isCovered: () =>
      lane.enqueue(() =>
        answer(() => {
          const { db, options } = current();
          return { value: isCovered(db, options.folder, options.key, options.sqliteBinding) };
        }),
      ),
    survey: (options) => lane.enqueue(() => answer(() => ({ value: surveyRecovery(options) }))),
    rebuild: (options, way, at) =>
      lane.enqueue(() => answer(() => ({ value: rebuild(options, way, at) }))),
    exportReadable: (options, target) =>
      lane.enqueue(() => answer(() => ({ value: exportReadable(options, target) }))),
    close: () =>
      lane.enqueue(() =>
        answer(() => {
          opened?.engine.connection.close();
          opened = null;
          return { value: null };
        }),
      ),
  };
}
