import type { ReadTx } from '#electron/replica/transaction';

/** The newest entry of the change log; 0 while there is none. */
export function newestChange(tx: ReadTx): number {
  return tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change_log')?.seq ?? 0;
}

/** Whether opportunities came, went or changed in `column` after entry `seq` of the change log. */
export function opportunitiesChangedIn(tx: ReadTx, column: string, seq: number): boolean {
  const found = tx.get(
    `SELECT 1 FROM change_log WHERE seq > ? AND entity = 'opportunity'
      AND (op <> 'update' OR instr(fields, ?) > 0) LIMIT 1`,
    // A text that holds the name with its quotes costs a look too many, never one too few.
    [seq, `"${column}"`],
  );
  return found !== undefined;
}
