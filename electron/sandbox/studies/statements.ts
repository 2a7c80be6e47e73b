import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  studyRecordSchema,
  studySourceSchema,
  studySummarySchema,
  type StudyRecord,
  type StudySource,
  type StudySummary,
} from '#shared/sandbox/studies/model';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import { chainFromStreams } from './chain-from-streams';
import { promiseList, scorePromises } from './score-promises';
import { rowsFromStreams } from './rows-from-streams';

interface StudyRow {
  readonly id: string;
  readonly name: string;
  readonly model_id: string;
  readonly created_at: number;
  readonly actor_name: string;
  readonly data_hash: string;
  readonly source: string;
  readonly request: string;
  readonly result: string;
  readonly result_hash: string;
  readonly seed: number;
  readonly first_day: string;
  readonly last_day: string;
  readonly status: string;
  readonly variant_id: string | null;
  readonly reason: string;
  readonly notes: string;
  readonly tags: string;
  readonly pinned: number;
}

const SELECT = `
  SELECT id, name, model_id, created_at, actor_name, data_hash, source, request, result, result_hash, seed, first_day, last_day,
    status, variant_id, reason, notes, tags, pinned
  FROM study WHERE deleted_at IS NULL`;

/** What is known of data; what an older version did not keep of them is empty. */
function readSource(json: string): StudySource {
  return studySourceSchema.parse(JSON.parse(json));
}

function toRecord(row: StudyRow): StudyRecord {
  const request = JSON.parse(row.request) as StudyRequest;
  const result = JSON.parse(row.result) as StudyResult;
  const source = readSource(row.source);
  const best = bestVariant(result);
  return studyRecordSchema.parse({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    actorName: row.actor_name,
    modelId: row.model_id,
    origin: source.origin,
    status: row.status,
    reason: row.reason,
    tags: JSON.parse(row.tags) as unknown,
    notes: row.notes,
    pinned: row.pinned === 1,
    variantNames: request.variants.map(({ name }) => name),
    bestName: request.variants.find(({ id }) => id === best.variantId)?.name ?? best.variantId,
    bestChance: best.bestChance.value,
    replicates: result.replicates,
    seed: row.seed,
    resultHash: row.result_hash,
    source,
    dataHash: row.data_hash,
    request,
    result,
    firstDay: row.first_day,
    lastDay: row.last_day,
    variantId: row.variant_id,
  });
}

function toSummary(row: StudyRow): StudySummary {
  return studySummarySchema.parse(toRecord(row));
}

function rowOf(tx: ReadTx, id: string): StudyRow {
  const row = tx.get<StudyRow>(`${SELECT} AND id = ?`, [id]);
  if (row === undefined) throw new SandtableError('NOT_FOUND', 'no such study');
  return row;
}

const list: Query<Record<string, never>, StudySummary[]> = (tx) =>
  tx
    .all<StudyRow>(`${SELECT} ORDER BY created_at DESC, id DESC LIMIT 200`)
    .map((row) => toSummary(row));

const get: Query<{ id: string }, StudyRecord> = (tx, { id }) => toRecord(rowOf(tx, id));

/** Data of files that studies can be asked of, newest first. */
const files: Query<Record<string, never>, StudySource[]> = (tx) =>
  tx
    .all<{ source: string }>(
      `SELECT source FROM study_data WHERE origin = 'file' AND deleted_at IS NULL
       ORDER BY created_at DESC, hash LIMIT 50`,
    )
    .map(({ source }) => readSource(source));

/** Data by their hash, with what is known of them. @throws SandtableError NOT_FOUND */
const data: Query<{ hash: string }, { content: unknown; source: StudySource }> = (tx, { hash }) => {
  const row = tx.get<{ content: string; source: string }>(
    'SELECT content, source FROM study_data WHERE hash = ?',
    [hash],
  );
  if (row === undefined) throw new SandtableError('NOT_FOUND', 'no such data');
  return { content: JSON.parse(row.content), source: readSource(row.source) };
};

/** Data with their hash: canonical JSON, so that the same data are kept once. */
export interface KeptData {
  readonly hash: string;
  readonly json: string;
  readonly source: StudySource;
}

const keepData: Command<KeptData, StudySource> = (tx, kept) => {
  tx.runLocal(
    `INSERT INTO study_data (hash, origin, file_name, content, source, created_at)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET origin = excluded.origin, file_name = excluded.file_name,
       source = excluded.source, deleted_at = NULL`,
    [
      kept.hash,
      kept.source.origin,
      kept.source.fileName,
      kept.json,
      JSON.stringify(kept.source),
      tx.now(),
    ],
  );
  tx.describe(kept.source.fileName ?? kept.source.origin, { undoable: false });
  return kept.source;
};

/** A finished study on its way into the replica. */
export interface NewStudy {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly data: KeptData;
  readonly request: StudyRequest;
  readonly result: StudyResult;
  readonly firstDay: string;
  readonly lastDay: string;
}

const store: Command<NewStudy, StudyRecord> = (tx, study) => {
  const { name, notes, tags, request, result, firstDay, lastDay } = study;
  const { hash, json, source } = study.data;
  tx.runLocal(
    `INSERT INTO study_data (hash, origin, file_name, content, source, created_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
    [hash, source.origin, source.fileName, json, JSON.stringify(source), tx.now()],
  );
  const id = tx.newId();
  tx.runLocal(
    `INSERT INTO study
       (id, name, model_id, model_version, created_at, actor_name, data_hash, source, request, result, result_hash,
        engine_version, seed, first_day, last_day, status, variant_id, reason, notes, tags, pinned)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', NULL, '', ?, ?, 0)`,
    [
      id,
      name,
      result.modelId,
      result.modelVersion,
      tx.now(),
      tx.action.actorName,
      hash,
      JSON.stringify(source),
      JSON.stringify(request),
      JSON.stringify(result),
      result.resultHash,
      result.engineVersion,
      request.seed,
      firstDay,
      lastDay,
      notes,
      JSON.stringify(tags),
    ],
  );
  tx.describe(name, { undoable: false });
  return toRecord(rowOf(tx, id));
};

type Remarks = Pick<StudyRecord, 'id' | 'name' | 'notes' | 'tags'>;

const remark: Command<Remarks, StudySummary> = (tx, { id, name, notes, tags }) => {
  rowOf(tx, id);
  tx.runLocal('UPDATE study SET name = ?, notes = ?, tags = ? WHERE id = ?', [
    name,
    notes,
    JSON.stringify(tags),
    id,
  ]);
  tx.describe(name, { undoable: false });
  return toSummary(rowOf(tx, id));
};

type Decision = Pick<StudyRecord, 'id' | 'status' | 'variantId' | 'reason'>;

/** Adopting keeps what was promised, to be scored when the days are over; any other decision takes promises back. */
const decide: Command<Decision, StudySummary> = (tx, { id, status, variantId, reason }) => {
  const study = toRecord(rowOf(tx, id));
  const variant = study.result.variants.find((one) => one.variantId === variantId);
  if (variantId !== null && variant === undefined) {
    throw new SandtableError('NOT_FOUND', 'the study has no such variant');
  }
  tx.runLocal('UPDATE study SET status = ?, variant_id = ?, reason = ? WHERE id = ?', [
    status,
    variantId,
    reason,
    id,
  ]);
  tx.runLocal('DELETE FROM study_promise WHERE study_id = ?', [id]);
  for (const [output, figure] of Object.entries(variant?.outputs ?? {})) {
    tx.runLocal(
      `INSERT INTO study_promise (study_id, output, first_day, last_day, mean, quantiles, promised_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        output,
        study.firstDay,
        study.lastDay,
        figure.mean.value,
        JSON.stringify(figure.quantiles),
        tx.now(),
      ],
    );
  }
  // What is adopted late may be about days that are over.
  scorePromises(tx);
  tx.describe(study.name, { undoable: false });
  return toSummary(rowOf(tx, id));
};

/** One study of a model is the one that others are compared with. */
const pin: Command<{ id: string; pinned: boolean }, StudySummary> = (tx, { id, pinned }) => {
  const { name, model_id: modelId } = rowOf(tx, id);
  tx.runLocal('UPDATE study SET pinned = 0 WHERE model_id = ? AND pinned = 1', [modelId]);
  tx.runLocal('UPDATE study SET pinned = ? WHERE id = ?', [pinned ? 1 : 0, id]);
  tx.describe(name, { undoable: false });
  return toSummary(rowOf(tx, id));
};

/** Studies are kept as lessons: removing hides. */
const remove: Command<{ id: string }, Record<string, never>> = (tx, { id }) => {
  const { name } = rowOf(tx, id);
  tx.runLocal('UPDATE study SET deleted_at = ?, pinned = 0 WHERE id = ?', [tx.now(), id]);
  tx.describe(name, { undoable: false });
  return {};
};

export const studyQueries = {
  'study.list': list,
  'study.get': get,
  'study.files': files,
  'study.data': data,
  'study.streamChain': chainFromStreams,
  'study.streamRows': rowsFromStreams,
  'study.promises': promiseList,
};
export const studyCommands = {
  'study.keepData': keepData,
  'study.store': store,
  'study.remark': remark,
  'study.decide': decide,
  'study.pin': pin,
  'study.remove': remove,
};
