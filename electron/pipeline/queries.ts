import type { Query, ReadTx } from '#electron/replica/transaction';
import { isOpening } from '#shared/pipeline/opening-view';
import type {
  Choice,
  Contact,
  GridField,
  GridPage,
  GridQuery,
  GridSummary,
  Pipeline,
  PipelineCount,
} from '#shared/pipeline/model';
import type { ImportKind } from '#shared/pipeline/import-model';
import type { StageProbabilities } from '#shared/pipeline/stage-probability';
import { importKindSchema, matchKeySchema } from '#shared/pipeline/import-model';
import { readStageRules } from '#shared/pipeline/stage-rules';
import type { Readiness } from './grid/columns';
import { codeColumn } from './grid/filter';
import { gridOf, summaryOf } from './grid/view';
import type { RememberedMapping } from './importing/jobs';
import { rowsById } from './rows';

const MAX_CHOICES = 2000;

export const list: Query<Record<string, never>, Pipeline[]> = (tx) =>
  tx
    .all<Omit<Pipeline, 'rules'> & { rules: string | null }>(
      `SELECT id, name, currency, origin, source_note AS sourceNote, as_of_day AS asOfDay,
          stage_rules AS rules, version
        FROM pipeline WHERE deleted_at IS NULL ORDER BY rowid`,
    )
    .map((pipeline) => ({ ...pipeline, rules: readStageRules(pipeline.rules) }));

/** How many opportunities each pipeline holds: may go through all of them, so it is no part of the list. */
export const counts: Query<Record<string, never>, PipelineCount[]> = (tx) => {
  const grid = gridOf(tx);
  return tx
    .all<{ id: string }>('SELECT id FROM pipeline WHERE deleted_at IS NULL ORDER BY rowid')
    .map(({ id }) => ({ pipelineId: id, opportunities: countOf(tx, grid, id) }));
};

/** Counting in the file looks at every row; the columns know. */
function countOf(tx: ReadTx, grid: ReturnType<typeof gridOf>, pipelineId: string): number {
  if (grid.holds(pipelineId)) return grid.columns(tx, pipelineId).liveCount;
  const sql = 'SELECT count(*) AS n FROM opportunity WHERE pipeline_id = ? AND deleted_at IS NULL';
  return tx.get<{ n: number }>(sql, [pipelineId])?.n ?? 0;
}

export const page: Query<{ query: GridQuery; offset: number; limit: number }, GridPage> = (
  tx,
  { query, offset, limit },
) => {
  const grid = gridOf(tx);
  if (!grid.holds(query.pipelineId) && isOpening(query))
    return openingPage(tx, query, offset, limit);
  const { columns, order } = grid.order(tx, query);
  const ids = Array.from(order.subarray(offset, offset + limit), (at) => columns.ids[at] ?? '');
  return { rows: rowsById(tx, ids), total: order.length };
};

const OPEN_HERE = "WHERE pipeline_id = ? AND outcome = 'open' AND deleted_at IS NULL";
/** Ids of the page that a window opens with: pipeline, limit, offset. The order is that of an index. */
export const OPENING_IDS = `SELECT id FROM opportunity ${OPEN_HERE}
  ORDER BY expected_close_day IS NULL, expected_close_day, rowid LIMIT ? OFFSET ?`;

/** The page that a window opens with, before the columns are in memory; the same order as theirs. */
function openingPage(
  tx: ReadTx,
  { pipelineId }: GridQuery,
  offset: number,
  limit: number,
): GridPage {
  const ids = tx.all<{ id: string }>(OPENING_IDS, [pipelineId, limit, offset]).map(({ id }) => id);
  const count = tx.get<{ n: number }>(`SELECT count(*) AS n FROM opportunity ${OPEN_HERE}`, [
    pipelineId,
  ]);
  return { rows: rowsById(tx, ids), total: count?.n ?? 0 };
}

export const summary: Query<GridQuery, GridSummary> = summaryOf;

/** How long one step of {@link prepare} works, ms: a scrolling window waits no longer for its rows. */
const STEP_MS = 40;

/** Makes a part of what questions to the grid need, before anybody asks; true when nothing is missing. */
export const prepare: Query<{ pipelineId: string; upTo: Readiness }, boolean> = (
  tx,
  { pipelineId, upTo },
) => gridOf(tx).prepare(tx, pipelineId, upTo, STEP_MS);

/** How likely an open deal of each stage is to be won. */
export const probabilities: Query<{ pipelineId: string }, StageProbabilities> = (
  tx,
  { pipelineId },
) => gridOf(tx).probabilities(tx, pipelineId);

/** The values a field has in a pipeline with the number of rows of each, in the field's own order. */
export const choices: Query<{ pipelineId: string; field: GridField }, Choice[]> = (
  tx,
  { pipelineId, field },
) => {
  const grid = gridOf(tx);
  const columns = grid.columns(tx, pipelineId);
  const coded = codeColumn(columns, grid.names, field);
  if (!coded) return [];
  const rowsOf = new Map<number, number>();
  coded.codes.forEach((code, place) => {
    if (columns.live[place]) rowsOf.set(code, (rowsOf.get(code) ?? 0) + 1);
  });
  const ranks = coded.ranks();
  const merged = new Map<string | null, Choice>();
  for (const code of [...rowsOf.keys()].toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0))) {
    const value = coded.labels[code] ?? null;
    const known = merged.get(value);
    const count = (known?.count ?? 0) + (rowsOf.get(code) ?? 0);
    merged.set(value, { value, label: value ?? '', count });
  }
  return [...merged.values()].slice(0, MAX_CHOICES);
};

export const contacts: Query<{ accountId: string | null }, Contact[]> = (tx, { accountId }) =>
  tx.all<Contact>(
    `SELECT id, account_id AS accountId, name, role, title, phone, email FROM contact
      WHERE deleted_at IS NULL AND (?1 IS NULL OR account_id = ?1) ORDER BY name LIMIT 2000`,
    [accountId],
  );

/** The mapping used when a file with these headers was imported last: of `kind`, or the latest of any. */
export const remembered: Query<
  { headersHash: string; kind: ImportKind | null },
  RememberedMapping | null
> = (tx, { headersHash, kind }) => {
  const row = tx.get<{
    kind: string;
    mapping: string;
    format: string;
    valueMap: string;
    key: string;
    same: string;
  }>(
    `SELECT kind, mapping, format, value_map AS valueMap, match_key AS key, same FROM import_mapping
      WHERE headers_hash = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY used_at DESC LIMIT 1`,
    [headersHash, kind],
  );
  if (!row) return null;
  return {
    kind: importKindSchema.parse(row.kind),
    mapping: JSON.parse(row.mapping) as RememberedMapping['mapping'],
    format: JSON.parse(row.format) as RememberedMapping['format'],
    valueMap: JSON.parse(row.valueMap) as RememberedMapping['valueMap'],
    key: matchKeySchema.parse(row.key),
    same: JSON.parse(row.same) as RememberedMapping['same'],
  };
};
