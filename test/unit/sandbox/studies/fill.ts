import type { TestReplica } from '../../helpers/replica';

/** Rows of a stream's table as a load leaves them. */
export function fill(
  replica: TestReplica,
  table: string,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): void {
  replica.write((tx) => {
    for (const row of rows) {
      const columns = Object.keys(row);
      tx.runLocal(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      );
    }
    return null;
  }, null);
}
