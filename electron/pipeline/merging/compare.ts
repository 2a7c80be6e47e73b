import type { Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  type Comparison,
  MERGE_FIELDS,
  type MergeField,
} from '#shared/pipeline/duplicates/merge-model';
import type { DuplicateKind } from '#shared/pipeline/duplicates/model';
import type { Cell } from '#shared/pipeline/model';
import { CHILDREN, MERGE_COLUMNS } from './shape';

export type MergeRow = Readonly<Record<string, Cell>> & {
  readonly id: string;
  readonly version: number;
};

/** A live record with all its columns. @throws SandtableError NOT_FOUND */
export function liveRow(tx: ReadTx, kind: DuplicateKind, id: string): MergeRow {
  const row = tx.get<MergeRow>(`SELECT * FROM ${kind} WHERE id = ? AND deleted_at IS NULL`, [id]);
  if (!row) throw new SandtableError('NOT_FOUND', `no such ${kind}`, { id });
  return row;
}

/** Two records side by side. @throws SandtableError NOT_FOUND */
export const compare: Query<{ kind: DuplicateKind; one: string; other: string }, Comparison> = (
  tx,
  { kind, one, other },
) => {
  const [left, right] = [liveRow(tx, kind, one), liveRow(tx, kind, other)];
  return {
    kind,
    one: sideOf(tx, kind, left),
    other: sideOf(tx, kind, right),
    fields: MERGE_FIELDS[kind].map((field) => ({
      field,
      one: shown(tx, field, left),
      other: shown(tx, field, right),
    })),
  };
};

function sideOf(tx: ReadTx, kind: DuplicateKind, row: MergeRow): Comparison['one'] {
  const counts = { contact: 0, opportunity: 0, touchpoint: 0 };
  for (const { table, column } of CHILDREN[kind]) {
    const sql = `SELECT count(*) AS n FROM ${table} WHERE ${column} = ? AND deleted_at IS NULL`;
    counts[table as keyof typeof counts] = tx.get<{ n: number }>(sql, [row.id])?.n ?? 0;
  }
  const { contact: contacts, opportunity: opportunities, touchpoint: touchpoints } = counts;
  return { id: row.id, version: row.version, contacts, opportunities, touchpoints };
}

function shown(tx: ReadTx, field: MergeField, row: MergeRow): Cell {
  const value = row[MERGE_COLUMNS[field]] ?? null;
  const table = field === 'account' ? 'account' : field === 'manager' ? 'contact' : null;
  if (table === null || value === null) return value;
  return tx.get<{ name: string }>(`SELECT name FROM ${table} WHERE id = ?`, [value])?.name ?? null;
}
