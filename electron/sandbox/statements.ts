import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { EngineResult } from './pool';
import {
  runRequestSchema,
  runResultSchema,
  type RunRequest,
  type RunResult,
  type RunSummary,
} from '#shared/sandbox/model';
import { studyCommands, studyQueries } from './studies/statements';
import { streamClear, streamList, streamLoadJob, streamLookJob } from './streams/statements';

interface RehearsalRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  readonly result: string;
}

const SELECT = `
  SELECT id, name, created_at, result FROM rehearsal WHERE deleted_at IS NULL`;

function toResult(row: RehearsalRow): RunResult {
  const result = JSON.parse(row.result) as EngineResult;
  return runResultSchema.parse({
    ...result,
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
  });
}

/** The line of the list: what was asked, and which variant books most in most futures. */
function toSummary(row: RehearsalRow): RunSummary {
  const result = toResult(row);
  const { request } = result;
  const best = result.ranking.reduce((a, b) => (b.bestChance > a.bestChance ? b : a));
  const nameOf = (id: string) => request.variants.find((v) => v.id === id)?.name ?? id;
  const figures = result.variants.find((v) => v.variantId === best.variantId);
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    pipelineId: request.pipelineId,
    asOfDay: request.asOfDay,
    horizonDays: request.horizonDays,
    replicates: result.replicates,
    seed: result.seed,
    currency: result.currency,
    variantNames: request.variants.map((v) => v.name),
    bestVariantName: nameOf(best.variantId),
    bestChance: best.bestChance,
    bestMeanMinor: figures?.bookingsMinor.mean ?? 0,
    resultHash: result.resultHash,
  };
}

function rowOf(tx: ReadTx, id: string): RehearsalRow {
  const row = tx.get<RehearsalRow>(`${SELECT} AND id = ?`, [id]);
  if (row === undefined) throw new SandtableError('NOT_FOUND', 'no such rehearsal');
  return row;
}

const list: Query<{ pipelineId: string | null }, RunSummary[]> = (tx, { pipelineId }) =>
  tx
    .all<RehearsalRow>(
      `${SELECT} AND (?1 IS NULL OR pipeline_id = ?1) ORDER BY created_at DESC LIMIT 200`,
      [pipelineId],
    )
    .map(toSummary);

const get: Query<{ id: string }, RunResult> = (tx, { id }) => toResult(rowOf(tx, id));

interface Question {
  readonly request: RunRequest;
  readonly inputsHash: string;
  readonly engineVersion: string;
}

/** Two requests are the same when their schema writes them the same; threads never change a result. */
function requestKey(request: RunRequest): string {
  const { threads: _threads, ...asked } = runRequestSchema.parse(request);
  return JSON.stringify(asked);
}

/** A kept rehearsal of the same request on the same data by the same engine: playing it again would change no bit. */
const find: Query<Question, RunResult | null> = (tx, { request, inputsHash, engineVersion }) => {
  const key = requestKey(request);
  const rows = tx.all<RehearsalRow & { request: string }>(
    `SELECT id, name, created_at, result, request FROM rehearsal
     WHERE deleted_at IS NULL AND pipeline_id = ? AND inputs_hash = ? AND engine_version = ?
     ORDER BY created_at DESC`,
    [request.pipelineId, inputsHash, engineVersion],
  );
  const same = rows.find((row) => requestKey(JSON.parse(row.request) as RunRequest) === key);
  return same === undefined ? null : toResult(same);
};

/** Keeps a finished rehearsal with all that is needed to repeat it. */
const store: Command<{ name: string; result: EngineResult }, RunResult> = (
  tx,
  { name, result },
) => {
  const id = tx.newId();
  tx.runLocal(
    `INSERT INTO rehearsal
       (id, name, pipeline_id, created_at, actor_name, request, fit, result, inputs_hash, result_hash,
        engine_version, duration_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      name,
      result.request.pipelineId,
      tx.now(),
      tx.action.actorName,
      JSON.stringify(result.request),
      JSON.stringify(result.fit),
      JSON.stringify(result),
      result.inputsHash,
      result.resultHash,
      result.engineVersion,
      Math.round(result.durations.totalMs),
    ],
  );
  tx.describe(name, { undoable: false });
  return toResult(rowOf(tx, id));
};

const rename: Command<{ id: string; name: string }, RunSummary> = (tx, { id, name }) => {
  rowOf(tx, id);
  tx.runLocal('UPDATE rehearsal SET name = ? WHERE id = ?', [name, id]);
  tx.describe(name, { undoable: false });
  return toSummary(rowOf(tx, id));
};

/** Rehearsals are kept as lessons: removing hides, documents that show one keep their figures. */
const remove: Command<{ id: string }, Record<string, never>> = (tx, { id }) => {
  const { name } = rowOf(tx, id);
  tx.runLocal('UPDATE rehearsal SET deleted_at = ? WHERE id = ?', [tx.now(), id]);
  tx.describe(name, { undoable: false });
  return {};
};

export const sandboxQueries = {
  'sandbox.list': list,
  'sandbox.get': get,
  'sandbox.find': find,
  'sandbox.streams': streamList,
  ...studyQueries,
};
export const sandboxCommands = {
  'sandbox.store': store,
  'sandbox.rename': rename,
  'sandbox.remove': remove,
  'sandbox.clearStream': streamClear,
  ...studyCommands,
};
export const sandboxReadJobs = { 'sandbox.lookAtStream': streamLookJob };
export const sandboxWriteJobs = { 'sandbox.loadStream': streamLoadJob };
