import type { Db } from '../database';
import { migrate } from '../migrate';
import type { Migration } from '../migrations';
import { reached } from '../write-points';
import { SET_POSITION } from './mark';
import { valueOf } from './recorder';
import type { Frame } from './segments';

/**
 * Repeats transactions on a replica that stands just before the first of them: the same statements with the same
 * values, each transaction whole, at the schema it was written for. Stops at none: what cannot be repeated throws.
 */
export function replay(
  db: Db,
  frames: readonly Frame[],
  migrations: readonly Migration[],
  now: number,
): void {
  for (const frame of frames) {
    if (Number(db.pragma('user_version', { simple: true })) < frame.schema) {
      migrate(db, migrations.slice(0, frame.schema), now);
    }
    db.exec('BEGIN IMMEDIATE');
    try {
      apply(db, frame);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
    reached('replay.frame');
  }
  if (frames.length > 0) reached('replay.done');
}

function apply(db: Db, { recorded, position }: Frame): void {
  if (!recorded) throw new Error('a transaction that was only named cannot be repeated');
  const statements = recorded.sql.map((sql) => db.prepare(sql));
  for (const [number, ...values] of recorded.runs) {
    const bound = values.map(valueOf);
    const sql = recorded.sql[number] ?? '';
    // As in Connection: numbered places are names to better-sqlite3.
    if (/\?\d/.test(sql)) {
      statements[number]?.run(
        Object.fromEntries(bound.map((value, index) => [String(index + 1), value])),
      );
    } else statements[number]?.run(bound);
  }
  db.prepare(SET_POSITION).run(position);
}
