import type { Command, Query, ReadJob, ReadTx, WriteJob } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { Cell } from '#shared/pipeline/model';
import type { StreamReport, StreamStatus } from '#shared/sandbox/streams/model';
import { freshnessOf, qualityScore, type QualityParts } from '#shared/sandbox/streams/quality';
import {
  identityOf,
  STREAM_IDS,
  type StreamDefinition,
  type StreamId,
  STREAMS,
  streamOf,
} from '#shared/sandbox/streams/streams';
import { scorePromises } from '../studies/score-promises';
import { columnsOf, readStreamFile, type StreamFile } from './read-file';

/** Rows of one statement; the journal keeps each statement, and few large ones cost less than many small ones. */
const BATCH = 50;

/** What the file would bring; writes nothing. */
export const streamLookJob: ReadJob<StreamFile, StreamReport> = (tx, plan, job) =>
  readStreamFile(plan, job, isThere(tx, streamOf(plan.stream)));

/** Loads the file: new rows, and rows in place of those that told of the same. All of it or nothing. */
export const streamLoadJob: WriteJob<StreamFile & { readonly fileHash: string }, StreamReport> = (
  tx,
  plan,
  job,
) => {
  const stream = streamOf(plan.stream);
  refuseOtherCurrency(tx, plan);
  const columns = columnsOf(stream);
  const known = isThere(tx, stream);
  const batch: Cell[] = [];
  const flush = (): void => {
    const rows = batch.length / columns.length;
    if (rows === 0) return;
    const row = `(${columns.map(() => '?').join(', ')})`;
    tx.runLocal(
      `INSERT OR REPLACE INTO ${stream.table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`,
      batch,
    );
    batch.length = 0;
  };
  const report = readStreamFile(plan, job, (row) => {
    // The same identity comes once in a file, so what waits in the batch cannot be what is asked for.
    const found = known(row);
    batch.push(...row);
    if (batch.length >= BATCH * columns.length) flush();
    return found;
  });
  flush();
  tx.runLocal(
    `INSERT INTO stream_load
       (id, stream, file_name, file_hash, loaded_at, actor_name, currency, rows, rejected)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tx.newId(),
      stream.id,
      plan.fileName,
      plan.fileHash,
      tx.now(),
      tx.action.actorName,
      plan.currency,
      report.inserted + report.replaced,
      report.rejected,
    ],
  );
  scorePromises(tx);
  tx.describe(plan.fileName, { undoable: false });
  return report;
};

/** Empties a stream; its files can be loaded again. */
export const streamClear: Command<{ stream: StreamDefinition['id'] }, Record<string, never>> = (
  tx,
  { stream: id },
) => {
  const stream = streamOf(id);
  tx.runLocal(`DELETE FROM ${stream.table}`);
  tx.runLocal('DELETE FROM stream_load WHERE stream = ?', [stream.id]);
  scorePromises(tx);
  tx.describe(stream.id, { undoable: false });
  return {};
};

/** Every stream with what is known of it, in the order of {@link STREAM_IDS}. */
export const streamList: Query<{ today: string }, StreamStatus[]> = (tx, { today }) =>
  STREAM_IDS.map((id) => {
    const stream = STREAMS.find((one) => one.id === id);
    return stream === undefined ? heldStatus(tx, id, today) : loadedStatus(tx, stream, today);
  });

function isThere(tx: ReadTx, stream: StreamDefinition): (row: readonly Cell[]) => boolean {
  const columns = columnsOf(stream);
  const identity = identityOf(stream);
  const at = identity.map((column) => columns.indexOf(column));
  const sql = `SELECT 1 FROM ${stream.table} WHERE ${identity.map((column) => `${column} = ?`).join(' AND ')}`;
  return (row) =>
    tx.get(
      sql,
      at.map((index) => row[index] ?? ''),
    ) !== undefined;
}

/** Amounts of one stream are added up: they have one currency. */
function refuseOtherCurrency(tx: ReadTx, { stream, currency }: StreamFile): void {
  const other = tx.get<{ currency: string }>(
    'SELECT currency FROM stream_load WHERE stream = ? AND currency <> ?',
    [stream, currency],
  );
  if (other === undefined) return;
  throw new SandtableError('STREAM_CURRENCY', 'the stream has another currency', {
    currency,
    held: other.currency,
  });
}

interface Counted {
  readonly rows: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}

function loadedStatus(tx: ReadTx, stream: StreamDefinition, today: string): StreamStatus {
  const columns = columnsOf(stream);
  const newest = columns.includes('to_day') ? 'max(coalesce(to_day, day))' : 'max(day)';
  const counted = tx.get<Counted & { lastBegin: string | null }>(
    `SELECT count(*) AS rows, min(day) AS firstDay, ${newest} AS lastDay, max(day) AS lastBegin
     FROM ${stream.table}`,
  ) ?? { rows: 0, firstDay: null, lastDay: null, lastBegin: null };
  const load = tx.get<NonNullable<StreamStatus['lastLoad']>>(
    `SELECT file_name AS fileName, loaded_at AS loadedAt, actor_name AS actorName, rows, rejected, currency
     FROM stream_load WHERE stream = ? ORDER BY loaded_at DESC, id DESC LIMIT 1`,
    [stream.id],
  );
  const parts: QualityParts =
    counted.rows === 0
      ? { covered: null, filled: null, accepted: null }
      : {
          covered: stream.daily ? coveredShare(tx, stream) : null,
          filled: filledShare(tx, stream, counted.rows),
          accepted: acceptedShare(tx, stream),
        };
  const { rows, firstDay, lastDay } = counted;
  return {
    id: stream.id,
    rows,
    firstDay,
    lastDay,
    stores: different(tx, stream, 'store'),
    skus: different(tx, stream, 'sku'),
    freshness: freshnessOf(lastDay, today, stream.ageingAfterDays),
    score: qualityScore(rows, parts),
    ...parts,
    lastLoad: load ?? null,
  };
}

/** What the workspace holds without a file: the pipeline with its touchpoints, and the use of content. */
function heldStatus(tx: ReadTx, id: StreamId, today: string): StreamStatus {
  const sql =
    id === 'pipeline'
      ? `SELECT (SELECT count(*) FROM opportunity WHERE deleted_at IS NULL) + count(*) AS rows,
           date(min(at) / 1000, 'unixepoch') AS firstDay, date(max(at) / 1000, 'unixepoch') AS lastDay
         FROM touchpoint WHERE deleted_at IS NULL`
      : `SELECT count(*) AS rows, date(min(exported_at) / 1000, 'unixepoch') AS firstDay,
           date(max(exported_at) / 1000, 'unixepoch') AS lastDay
         FROM export_register`;
  const { rows, firstDay, lastDay } = tx.get<Counted>(sql) ?? {
    rows: 0,
    firstDay: null,
    lastDay: null,
  };
  const parts: QualityParts = { covered: null, filled: null, accepted: null };
  return {
    id,
    rows,
    firstDay,
    lastDay,
    stores: null,
    skus: null,
    freshness: freshnessOf(lastDay, today, HELD_AGEING_DAYS),
    score: qualityScore(rows, parts),
    ...parts,
    lastLoad: null,
  };
}

/** Days after which what the workspace holds itself counts as ageing. */
const HELD_AGEING_DAYS = 30;

function coveredShare(tx: ReadTx, { table, of }: StreamDefinition): number {
  const { have, span } = tx.get<{ have: number; span: number }>(
    `SELECT sum(have) AS have, sum(span) AS span FROM (
       SELECT count(DISTINCT day) AS have, julianday(max(day)) - julianday(min(day)) + 1 AS span
       FROM ${table} GROUP BY ${of.join(', ')})`,
  ) ?? { have: 0, span: 0 };
  return span === 0 ? 0 : have / span;
}

function filledShare(tx: ReadTx, { table, fields }: StreamDefinition, rows: number): number | null {
  const optional = fields.filter(({ required }) => !required);
  if (optional.length === 0) return null;
  const filled = optional.map(({ column }) => `count(nullif(${column}, ''))`).join(' + ');
  const { cells } = tx.get<{ cells: number }>(`SELECT ${filled} AS cells FROM ${table}`) ?? {
    cells: 0,
  };
  return cells / (optional.length * rows);
}

function acceptedShare(tx: ReadTx, { id }: StreamDefinition): number | null {
  const { rows, rejected } = tx.get<{ rows: number | null; rejected: number | null }>(
    'SELECT sum(rows) AS rows, sum(rejected) AS rejected FROM stream_load WHERE stream = ?',
    [id],
  ) ?? { rows: null, rejected: null };
  if (rows === null || rejected === null || rows + rejected === 0) return null;
  return rows / (rows + rejected);
}

function different(tx: ReadTx, { table, fields }: StreamDefinition, column: string): number | null {
  if (!fields.some((field) => field.column === column)) return null;
  const sql = `SELECT count(DISTINCT nullif(${column}, '')) AS count FROM ${table}`;
  return tx.get<{ count: number }>(sql)?.count ?? 0;
}
