import { problemAt, recordSource } from '#electron/pipeline/index';
import type { JobContext } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import { restore } from '#shared/pipeline/csv-safe';
import { mapByHeaders } from '#shared/pipeline/import-fields';
import type { ColumnMapping, ImportProblem } from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import { ownText } from '#shared/pipeline/own-text';
import { cellReader, type ProblemCode } from '#shared/pipeline/read-cell';
import type { StreamPlan, StreamReport } from '#shared/sandbox/streams/model';
import { identityOf, type StreamDefinition, streamOf } from '#shared/sandbox/streams/streams';

/** Problems that a report names one by one. */
const MAX_PROBLEMS = 200;

/** Takes what is wrong with a cell: field name (null = the whole record), what it says, the code. */
type Complain = (
  field: string | null,
  value: string,
  code: ProblemCode,
  more?: Pick<ImportProblem, 'firstLine'>,
) => void;

/** A plan with the file behind its token. */
export type StreamFile = StreamPlan & { readonly path: string; readonly fileName: string };

/** The columns of a stream's table that a file fills, in the order of its fields. */
export function columnsOf({ fields }: StreamDefinition): string[] {
  return fields.map(({ column }) => column);
}

/**
 * Reads a file once, checks every record and gives the good ones to `take` as cells of {@link columnsOf}. Progress
 * counts lines.
 *
 * @param take returns true when a row with this identity is there already
 * @throws SandtableError STREAM_COLUMNS_MISSING when a required field has no column, CANCELLED, and what the file is refused for
 */
export function readStreamFile(
  plan: StreamFile,
  job: JobContext,
  take: (row: readonly Cell[]) => boolean,
): StreamReport {
  const stream = streamOf(plan.stream);
  const report = emptyReport(plan);
  const day = stream.fields[0]?.name ?? null;
  const identity = identityOf(stream).map((column) => columnsOf(stream).indexOf(column));
  /** Identity → the line that had it first. */
  const seen = new Map<string, number>();
  let headers: string[] = [];
  let read: ReturnType<typeof recordReader> | null = null;
  let line = 0;

  const source = recordSource(plan.path, plan.format);
  const lines = source.countLines();
  source.read(
    (names) => {
      headers = names;
      report.headers = names;
      report.mapping = plan.mapping ?? mapByHeaders(names, stream.fields);
      checkRequired(stream, report.mapping);
      read = recordReader(stream, report.mapping, plan.currency, names);
    },
    (cells, at) => {
      line = at;
      report.rows += 1;
      const found: ImportProblem[] = [];
      const complain: Complain = (field, value, code, more = {}) => {
        const column = field === null ? null : (headers[report.mapping[field] ?? -1] ?? field);
        const ofField = field === null ? {} : { field };
        found.push({ ...problemAt(at, column, value, code), ...ofField, ...more });
      };
      if (cells.length > headers.length) complain(null, String(cells.length), 'wrongColumnCount');
      const row = found.length === 0 ? (read?.(cells, complain) ?? []) : [];
      if (found.length === 0) {
        const key = identity.map((index) => row[index]).join('\n');
        const firstLine = seen.get(key);
        if (firstLine === undefined) seen.set(ownText(key), at);
        else complain(day, key.replaceAll('\n', ' · '), 'duplicateInFile', { firstLine });
      }
      if (found.length > 0) reject(report, found);
      else accept(report, row, take(row));
    },
    () => {
      job.throwIfCancelled();
      job.progress(line, Math.max(line, lines), 'checking');
    },
  );
  return report;
}

function checkRequired({ fields }: StreamDefinition, mapping: ColumnMapping): void {
  const missing = fields
    .filter(({ name, required }) => required && mapping[name] === undefined)
    .map(({ headers }) => headers[0]);
  if (missing.length === 0) return;
  throw new SandtableError('STREAM_COLUMNS_MISSING', 'required columns are missing', {
    columns: missing.join('、'),
  });
}

/** Compiles what a record of this file becomes: one cell for each field, '' where a part of the identity is not told. */
function recordReader(
  stream: StreamDefinition,
  mapping: ColumnMapping,
  currency: string,
  headers: readonly string[],
) {
  const needed = new Set(identityOf(stream));
  const steps = stream.fields.map((field) => {
    const at = mapping[field.name];
    return {
      field,
      at,
      absent: needed.has(field.column) ? '' : null,
      read: cellReader(field, currency, at === undefined ? '' : (headers[at] ?? '')),
    };
  });
  return (cells: readonly string[], complain: Complain): Cell[] =>
    steps.map(({ field, at, absent, read }) => {
      const said = at === undefined ? '' : restore((cells[at] ?? '').trim());
      if (said === '') {
        if (field.required) complain(field.name, '', 'required');
        return absent;
      }
      const reading = read(said);
      if (reading.ok) return reading.value;
      complain(field.name, said, reading.problem);
      return absent;
    });
}

function emptyReport({ stream }: StreamFile): StreamReport {
  return {
    stream,
    headers: [],
    mapping: {},
    rows: 0,
    inserted: 0,
    replaced: 0,
    rejected: 0,
    firstDay: null,
    lastDay: null,
    problems: [],
    problemCount: 0,
  };
}

function reject(report: StreamReport, found: readonly ImportProblem[]): void {
  report.rejected += 1;
  report.problemCount += found.length;
  report.problems.push(...found.slice(0, Math.max(0, MAX_PROBLEMS - report.problems.length)));
}

function accept(report: StreamReport, [day]: readonly Cell[], isThere: boolean): void {
  if (isThere) report.replaced += 1;
  else report.inserted += 1;
  const told = String(day);
  if (report.firstDay === null || told < report.firstDay) report.firstDay = told;
  if (report.lastDay === null || told > report.lastDay) report.lastDay = told;
}
