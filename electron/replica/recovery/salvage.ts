import type { ReadTable } from '#shared/workspace/model';
import { quickCheck } from '../backup';
import { createPrivateFile, type Db, mapStorageError, openDatabase } from '../database';
import { migrate } from '../migrate';
import type { Migration } from '../migrations';
import { replicaFile } from '../paths';
import { reached } from '../write-points';
import { clearPrepared, placePrepared, preparedFile } from './place';
import { fillPrepared } from './recover';
import { readTable, type StoredValue, tablesOf } from './readable';

/** Tables that describe the file itself: the new file has its own. */
const OWN = new Set(['schema_migration', 'journal_mark']);

/**
 * Copies every row that still authenticates into a new replica and puts that in the place of the damaged one, which
 * is kept. The workspace must be closed. Rows that the schema's rules refuse are left out.
 * @returns what came over, table by table
 * @throws SandtableError KEY_WRONG or REPLICA_DAMAGED when not even the list of tables can be read; DISK_FULL
 */
export function salvageReplica(
  folder: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  options: { readonly now: number; readonly sqliteBinding?: string | undefined },
): ReadTable[] {
  const { now, sqliteBinding } = options;
  clearPrepared(folder);
  try {
    const damaged = openDatabase(replicaFile(folder), key, { readonly: true, sqliteBinding });
    let read: ReadTable[] = [];
    try {
      const present = tablesOf(damaged);
      createPrivateFile(preparedFile(folder));
      fillPrepared(folder, key, sqliteBinding, (db) => {
        migrate(db, migrations, now);
        db.pragma('foreign_keys=OFF');
        db.exec('BEGIN IMMEDIATE');
        const tables = tablesOf(db).filter((table) => !OWN.has(table) && present.includes(table));
        read = tables.map((table) => copyTable(damaged, db, table));
        db.exec('UPDATE journal_mark SET position = 1');
        db.exec('COMMIT');
        quickCheck(db);
      });
    } finally {
      damaged.close();
    }
    reached('salvage.copied');
    placePrepared(folder, now, { ownHistory: true });
    return read;
  } catch (error) {
    clearPrepared(folder);
    throw mapStorageError(error);
  }
}

function copyTable(from: Db, to: Db, table: string): ReadTable {
  const had = columnsOf(from, table);
  const columns = columnsOf(to, table).filter((column) => had.includes(column));
  const marks = columns.map(() => '?').join(', ');
  const insert = to.prepare<StoredValue[]>(
    `INSERT OR IGNORE INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
      VALUES (${marks})`,
  );
  let rows = 0;
  const read = readTable(from, table, columns, (values) => {
    rows += insert.run(...values).changes;
  });
  return { ...read, rows, complete: read.complete && rows === read.rows };
}

/** The columns of a table, from the list of tables alone. */
export function columnsOf(db: Db, table: string): string[] {
  return db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((column) => column.name);
}
