import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SandtableError } from '#shared/errors';
import { csvLine } from '#shared/pipeline/csv-safe';
import type { ReadTable, Recovery, RecoverySurvey, RecoveryWay } from '#shared/workspace/model';
import { openDatabase } from '../database';
import { LOCAL_TABLES, ENTITY_NAMES } from '../entities';
import { MIGRATIONS } from '../migrations';
import type { ThreadOptions } from '../thread-protocol';
import { readTable, type StoredValue, tablesOf } from './readable';
import { recoverReplica } from './recover';
import { columnsOf, salvageReplica } from './salvage';
import { findBase } from './survey';

/** Tables with what people entered, in the words of the schema; keys are nobody's to read. */
const OF_PEOPLE: ReadonlySet<string> = new Set(
  [...ENTITY_NAMES, ...LOCAL_TABLES].filter((table) => table !== 'signing_key'),
);

/** What can be brought back of a closed workspace. Reads everything, changes nothing. */
export function surveyRecovery({
  folder,
  file,
  key,
  sqliteBinding,
}: ThreadOptions): RecoverySurvey {
  const base = findBase(folder, key, sqliteBinding ?? undefined);
  return {
    possible: base !== null,
    backup: base?.backup ?? null,
    repeated: base?.frames.length ?? 0,
    lastAt: base?.frames.at(-1)?.at ?? null,
    missing: base?.beyond ?? 0,
    tables: readableTables({ file, key, sqliteBinding }),
  };
}

/**
 * Builds the replica again in one of two ways; what was there is kept beside it.
 * @throws SandtableError FILE_NOT_FOUND, REPLICA_DAMAGED, KEY_WRONG, DISK_FULL
 */
export function rebuild(options: ThreadOptions, way: RecoveryWay, at: number): Recovery {
  const { folder, key, sqliteBinding } = options;
  const how = { now: at, sqliteBinding: sqliteBinding ?? undefined };
  if (way === 'salvage') {
    const tables = salvageReplica(folder, key, MIGRATIONS, how).filter(isOfPeople);
    return { way, backupAt: null, repeated: 0, lastAt: null, missing: 0, tables };
  }
  const { backup, frames, beyond } = recoverReplica(folder, key, MIGRATIONS, how);
  const lastAt = frames.at(-1)?.at ?? null;
  const backupAt = backup?.at ?? null;
  return { way, backupAt, repeated: frames.length, lastAt, missing: beyond, tables: [] };
}

/**
 * Writes what can be read, one CSV file a table, into a folder that is made for it.
 * @throws SandtableError REPLICA_DAMAGED when nothing can be read; what the file system throws
 */
export function exportReadable(options: ThreadOptions, target: string): ReadTable[] {
  mkdirSync(target, { recursive: true });
  const read = readEach(options, (table, columns) => {
    const file = openSync(join(target, `${table}.csv`), 'w', 0o600);
    // Lets Excel and WPS read the file as UTF-8.
    writeSync(file, `\uFEFF${csvLine(columns)}`);
    return {
      give: (values) => void writeSync(file, csvLine(values.map(cellOf))),
      done: () => {
        fsyncSync(file);
        closeSync(file);
      },
    };
  });
  if (read === null) throw new SandtableError('REPLICA_DAMAGED', 'nothing can be read');
  return read;
}

function readableTables(options: Pick<ThreadOptions, 'file' | 'key' | 'sqliteBinding'>) {
  return readEach(options, () => ({ give: () => undefined, done: () => undefined }));
}

interface Sink {
  readonly give: (values: StoredValue[]) => void;
  readonly done: () => void;
}

/** Reads every table of people; null when not even their list can be read. */
function readEach(
  { file, key, sqliteBinding }: Pick<ThreadOptions, 'file' | 'key' | 'sqliteBinding'>,
  sinkFor: (table: string, columns: readonly string[]) => Sink,
): ReadTable[] | null {
  let db: ReturnType<typeof openDatabase>;
  let tables: string[];
  try {
    db = openDatabase(file, key, { readonly: true, sqliteBinding: sqliteBinding ?? undefined });
  } catch {
    return null;
  }
  try {
    try {
      tables = tablesOf(db).filter((table) => OF_PEOPLE.has(table));
    } catch {
      return null;
    }
    return tables.map((table) => {
      const columns = columnsOf(db, table);
      const sink = sinkFor(table, columns);
      try {
        return readTable(db, table, columns, sink.give);
      } finally {
        sink.done();
      }
    });
  } finally {
    db.close();
  }
}

const isOfPeople = ({ table }: ReadTable): boolean => OF_PEOPLE.has(table);

function cellOf(value: StoredValue): string | number | null {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
