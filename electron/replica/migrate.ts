import { createHash } from 'node:crypto';
import { SandtableError } from '#shared/errors';
import { type Db, mapStorageError } from './database';
import type { Migration } from './migrations';
import { reached } from './write-points';

/** `SAND`: tells our files from other SQLite databases. */
const APPLICATION_ID = 0x53_41_4e_44;

const LEDGER = `CREATE TABLE IF NOT EXISTS schema_migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT`;

/** `empty`: a new file; `older`: needs migrating; `current`: nothing to do. */
export type SchemaState = 'empty' | 'older' | 'current';

/**
 * Compares a file with the migrations this build knows. Reads only.
 * @throws SandtableError REPLICA_NEWER when the file has steps this build does not know, or other ones under the
 * same number; NOT_A_WORKSPACE when the file is a database of something else
 */
export function schemaState(db: Db, migrations: readonly Migration[]): SchemaState {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  if (version === 0 && application === 0) {
    const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get();
    if (tables?.n === 0) return 'empty';
  }
  if (application !== APPLICATION_ID) {
    throw new SandtableError('NOT_A_WORKSPACE', 'this database is not a replica');
  }
  const applied = db
    .prepare<[], { number: number; checksum: string }>(
      'SELECT number, checksum FROM schema_migration ORDER BY number',
    )
    .all();
  const known = new Map(migrations.map((step) => [step.number, checksum(step)]));
  const foreign = applied.find((step) => known.get(step.number) !== step.checksum);
  if (foreign || version > migrations.length) {
    throw new SandtableError('REPLICA_NEWER', 'written by another version of Sandtable', {
      version,
      known: migrations.length,
    });
  }
  return version === migrations.length ? 'current' : 'older';
}

/**
 * Brings the schema forward, each step in a transaction of its own; a crash leaves whole steps only.
 * The caller has compared with {@link schemaState} and made a backup.
 */
export function migrate(db: Db, migrations: readonly Migration[], now: number): void {
  const from = Number(db.pragma('user_version', { simple: true }));
  for (const step of migrations) {
    if (step.number <= from) continue;
    inTransaction(db, () => {
      db.exec(LEDGER);
      db.exec(step.sql);
      db.prepare('INSERT INTO schema_migration VALUES (?, ?, ?, ?)').run(
        step.number,
        step.name,
        checksum(step),
        now,
      );
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${step.number}`);
      reached('migration.run');
    });
    reached('migration.committed');
  }
}

function inTransaction(db: Db, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw mapStorageError(error);
  }
}

function checksum(step: Migration): string {
  // Line ends differ between checkouts; the step is the same.
  return createHash('sha256').update(step.sql.replaceAll('\r\n', '\n')).digest('hex');
}

/** The whole schema as SQL text, sorted: what the committed snapshot is compared with. */
export function schemaText(db: Db): string {
  const rows = db
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        ORDER BY tbl_name, type DESC, name`,
    )
    .all();
  return `${rows.map((row) => `${row.sql};`).join('\n\n')}\n`;
}
