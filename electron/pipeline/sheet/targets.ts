import { createHash } from 'node:crypto';
import type { Query, ReadTx } from '#electron/replica/transaction';
import type { SheetTarget } from '#shared/pipeline/sheet/model';
import { gridOf } from '../grid/view';

/** The rows of an edit in their order, as they were in one snapshot. */
export interface Targets {
  readonly ids: readonly string[];
  readonly versions: readonly number[];
  /** The pipeline they belong to; empty without rows. */
  readonly pipelineId: string;
  /** Names ids and versions; another row, order or version gives another. */
  readonly fingerprint: string;
}

/** Finds the rows of a target. Places behind the end of the view and rows that are gone are left out. */
export const targets: Query<SheetTarget, Targets> = (tx, target) => {
  // A row that is named twice is one row.
  const wanted = [...new Set('ids' in target ? target.ids : idsInView(tx, target))];
  const rows = tx.all<{ id: string; version: number; pipeline: string }>(
    `SELECT id, version, pipeline_id AS pipeline FROM opportunity
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
    [JSON.stringify(wanted)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const ids = wanted.filter((id) => found.has(id));
  const versions = ids.map((id) => found.get(id)?.version ?? 0);
  const hash = createHash('sha256').update(ids.join(' ')).update(versions.join(' '));
  return {
    ids,
    versions,
    pipelineId: rows[0]?.pipeline ?? '',
    fingerprint: hash.digest('hex').slice(0, 32),
  };
};

function idsInView(
  tx: ReadTx,
  { query, spans }: Extract<SheetTarget, { query: unknown }>,
): readonly string[] {
  const { columns, order } = gridOf(tx).order(tx, query);
  return spans.flatMap(({ from, to }) =>
    Array.from(order.subarray(from, to + 1), (place) => columns.ids[place] ?? ''),
  );
}
