import { shownCell } from '#electron/replica/shown';
import type { ReadJob, ReadTx, Row, WriteJob, WriteTx } from '#electron/replica/transaction';
import type { Same } from '#shared/pipeline/alike-model';
import type {
  ColumnMapping,
  ImportChange,
  ImportKind,
  ImportPreview,
  ImportReport,
  MatchKey,
  ShownRow,
  TableFormat,
  ValueMap,
} from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import { textKeys } from '#shared/pipeline/search-text';
import type { RowCounts } from '#shared/workspace/row-counts';
import { headersHash } from './headers-hash';
import type { Claim, References } from './references';
import { recordName } from './revert/record-name';
import { changedFields, shownRow } from './shown-row';
import type { Target } from './target';
import { type FilePlan, planPipeline, type PlanPipeline, walk, type WalkResult } from './walk';

/** Accepted rows shown in a preview. */
const SHOWN_ROWS = 20;
/** Changed records shown with what they hold now. */
const SHOWN_CHANGES = 50;
/** Rows written at a time; as many as one outbox body names, and few enough to be young garbage. */
const BATCH = 200;

/** The dry run: reads and checks the whole file, writes nothing. */
export const previewJob: ReadJob<FilePlan, ImportPreview> = (tx, plan, job) => {
  const accepted: ShownRow[] = [];
  const acceptedLines: number[] = [];
  const changes: ImportChange[] = [];
  let known: References | null = null;
  const show = (values: Record<string, Cell>, cells: readonly string[], line: number): void => {
    if (known === null || accepted.length >= SHOWN_ROWS) return;
    accepted.push(shownRow(plan, values, cells, known));
    acceptedLines.push(line);
  };
  const pipeline = planPipeline(tx, plan);
  const { result, target, notices, unknown } = walk(
    tx,
    plan,
    pipeline,
    {
      header: (_headers, _target, references) => {
        known = references;
      },
      insert: (values, _target, cells, line) => show(values, cells, line),
      findsDoubles: true,
      update: (id, values, goal, cells, line) => {
        const changed = changedColumns(tx, goal, id, values);
        if (changed.size === 0) return false;
        show(values, cells, line);
        if (known !== null && changes.length < SHOWN_CHANGES) {
          const name = recordName(tx, goal.entity, id);
          // What is stored is compared whole and shown as everywhere.
          const was = new Map(
            [...changed].map(([column, value]) => [
              column,
              shownCell(tx, goal.entity, column, value),
            ]),
          );
          changes.push({ line, name, fields: changedFields(plan.kind, was, values, known) });
        }
        return true;
      },
      create: () => undefined,
    },
    job,
    numbered(),
  );
  return {
    rows: result.rows,
    toInsert: result.inserted,
    toUpdate: result.updated,
    unchanged: result.unchanged,
    skipped: result.skipped,
    rejected: result.rejected,
    created: result.created,
    counts: wouldBe(plan, result, target),
    problems: result.problems,
    problemCount: result.problemCount,
    notes: result.notes,
    noteCount: result.noteCount,
    doubles: result.doubles,
    twins: result.twins,
    alike: result.alike,
    changes,
    unknown,
    accepted,
    acceptedLines,
    currency: pipeline?.currency ?? 'CNY',
    notices,
  };
};

/** What an import would write, table by table. */
function wouldBe(plan: FilePlan, result: WalkResult, target: Target | null): RowCounts {
  const row = (entity: string, inserted: number, updated = 0) => ({
    entity,
    inserted,
    updated,
    removed: 0,
  });
  const makesPipeline = plan.kind === 'opportunity' && plan.pipeline?.kind === 'new';
  return [
    row('pipeline', makesPipeline ? 1 : 0),
    ...Object.entries(result.created).map(([entity, count]) => row(entity, count)),
    row(target?.entity ?? plan.kind, result.inserted, result.updated),
  ].filter(({ inserted, updated }) => inserted + updated > 0);
}

/** The columns of a stored row that would change → what they hold. */
function changedColumns(
  tx: ReadTx,
  { entity }: Target,
  id: string,
  values: Record<string, Cell>,
): Map<string, Cell> {
  const columns = Object.keys(values);
  if (columns.length === 0) return new Map();
  const sql = `SELECT ${columns.join(', ')} FROM ${entity} WHERE id = ?`;
  const stored = tx.get<Record<string, Cell>>(sql, [id]) ?? {};
  const changed = columns.filter((column) => stored[column] !== (values[column] ?? null));
  return new Map(changed.map((column) => [column, stored[column] ?? null]));
}

/** Ids for rows that are never written. */
export function numbered(): () => string {
  let last = 0;
  return () => `new ${(last += 1)}`;
}

/** Writes the accepted records of a file, all in the one transaction of the job, as one undoable action. */
export const runJob: WriteJob<FilePlan, ImportReport> = (tx, plan, job) => {
  const started = performance.now();
  const pipeline = madePipeline(tx, plan);
  const batch: Cell[][] = [];
  let ids: string[] = [];
  /** The ids of a batch follow each other. */
  const idInBatch = (): string => {
    if (batch.length === 0) ids = tx.newIds(BATCH);
    return ids[batch.length] ?? tx.newId();
  };
  const flush = ({ entity, columns }: Target): void => {
    tx.insertMany(entity, columns, batch);
    batch.length = 0;
  };
  const { result, headers, target, notices, unknown } = walk(
    tx,
    plan,
    pipeline,
    {
      insert: (values, goal) => {
        batch.push(goal.insert(idInBatch(), values));
        if (batch.length >= BATCH) flush(goal);
      },
      update: (id, values, goal) => tx.update(goal.entity, id, values).length > 0,
      create: (claim) => tx.insert(claim.kind, namedRow(claim)),
      findsDoubles: true,
    },
    job,
    () => tx.newId(),
  );
  if (target) {
    flush(target);
    job.progress(0, 0, 'saving');
    target.conclude?.(tx);
  }
  tx.describe(plan.fileName);
  const { notes: _, ...told } = result;
  const report: ImportReport = {
    actionId: tx.action.id,
    kind: plan.kind,
    fileName: plan.fileName,
    ...told,
    unknown,
    counts: tx.counted(),
    pipelineId: pipeline?.id ?? null,
    notices,
    durationMs: performance.now() - started,
  };
  remember(tx, plan, headers, report);
  return report;
};

/** A row that so far has nothing but its name or number. */
function namedRow({ kind, id, name, externalId }: Claim): Row {
  const row = { id, name, external_id: externalId };
  if (kind === 'product') return row;
  const how = kind === 'owner' ? 'person' : 'phrase';
  return { ...row, pinyin: textKeys(name, how).sortKey };
}

function madePipeline(tx: WriteTx, plan: FilePlan): PlanPipeline | null {
  const known = planPipeline(tx, plan);
  if (plan.kind !== 'opportunity' || plan.pipeline?.kind !== 'new') return known;
  const { name, currency, origin, sourceNote, asOfDay } = plan.pipeline;
  const id = tx.newId();
  tx.insert('pipeline', {
    id,
    name,
    currency,
    origin,
    source_note: sourceNote,
    as_of_day: asOfDay,
  });
  return { id, currency };
}

function remember(tx: WriteTx, plan: FilePlan, headers: readonly string[], report: ImportReport) {
  tx.runLocal(
    `INSERT OR REPLACE INTO import_mapping (headers_hash, kind, mapping, format, used_at, value_map, match_key, same)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      headersHash(headers),
      plan.kind,
      JSON.stringify(plan.mapping),
      JSON.stringify(plan.format),
      tx.now(),
      JSON.stringify(plan.valueMap ?? {}),
      plan.key ?? 'externalId',
      JSON.stringify(plan.same ?? {}),
    ],
  );
  // Written with the records or not at all: what is left of a cut off import can be taken up again.
  tx.runLocal('DELETE FROM import_pending WHERE path = ?', [plan.path]);
  const { actionId, kind, fileName, rows, inserted, updated, unchanged, rejected } = report;
  tx.runLocal(
    `INSERT INTO import_run (action_id, kind, file_name, rows, inserted, updated, unchanged, rejected,
        pipeline_id, at, duration_ms, counts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      actionId,
      kind,
      fileName,
      rows,
      inserted,
      updated,
      unchanged,
      rejected,
      report.pipelineId,
      tx.now(),
      report.durationMs,
      JSON.stringify(report.counts),
    ],
  );
}

/** What was remembered when a file with the same headers was imported last. */
export interface RememberedMapping {
  readonly kind: ImportKind;
  readonly mapping: ColumnMapping;
  readonly format: TableFormat;
  readonly valueMap: ValueMap;
  readonly key: MatchKey;
  readonly same: Same;
}
