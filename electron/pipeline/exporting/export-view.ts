import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import { type ComputeContext, computedValue, isComputed } from '#shared/pipeline/computed';
import { minorDigits } from '#shared/pipeline/currency';
import { daysSince } from '#shared/pipeline/days';
import type {
  ComputedField,
  GridField,
  GridQuery,
  OpportunityRow,
  TableExport,
  TableExportRequest,
} from '#shared/pipeline/model';
import type { Language } from '#shared/workspace/model';
import { SandtableError } from '#shared/errors';
import { gridOf } from '../grid/view';
import { rowsById } from '../rows';
import { type FileWords, fileWords } from '../words';
import { csvOutput, writeCsvFile } from './csv-output';
import { filterSentences } from './filter-words';
import { type Column, type TableOutput, type Value, wallClock } from './table-output';
import { writeWorkbook } from './xlsx-output';

const BATCH = 500;
const DAY_MS = 86_400_000;

export interface ExportInput extends TableExportRequest {
  readonly target: string;
  readonly traceId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly language: Language;
}

/**
 * Writes the rows of a view or a selection, in their order, with the fields asked for. The whole file is of one moment:
 * the job reads inside one snapshot.
 *
 * @returns how many rows the file holds, and how many characters no file may hold were left out
 */
export const exportViewJob: ReadJob<ExportInput, Pick<TableExport, 'rows' | 'removed'>> = (
  tx,
  input,
  job,
) => {
  const { query, fields } = input;
  const words = fileWords(input.language);
  const pipeline = tx.get<ExportedPipeline>(
    'SELECT name, currency, as_of_day AS asOfDay FROM pipeline WHERE id = ? AND deleted_at IS NULL',
    [query.pipelineId],
  );
  if (!pipeline)
    throw new SandtableError('NOT_FOUND', 'no such pipeline', { id: query.pipelineId });
  const digits = minorDigits(pipeline.currency);
  const columns = fields.map((field): Column => ({
    header: headerOf(field, pipeline.currency, words),
    kind: KINDS[field] ?? 'text',
  }));
  const fill = (output: TableOutput): Pick<TableExport, 'rows' | 'removed'> => {
    const today = todayOf(tx, pipeline, input.at);
    const rows = writeRows(tx, input, words, output, { perUnit: 10 ** digits, today }, job);
    output.finish(aboutLines(tx, input, words, pipeline, { rows, removed: output.removed() }));
    // The last moment to stop: what follows is the renaming.
    job.throwIfCancelled();
    return { rows, removed: output.removed() };
  };
  if (input.format === 'csv') {
    return writeCsvFile(input.target, (write) => fill(csvOutput(write, columns)));
  }
  return writeWorkbook(input.target, columns, { ...words.sheets, digits }, fill);
};

interface ExportedPipeline {
  readonly name: string;
  readonly currency: string;
  readonly asOfDay: string | null;
}

const KINDS: Readonly<Partial<Record<GridField, Column['kind']>>> = {
  amountMinor: 'amount',
  weightedMinor: 'amount',
  daysToClose: 'count',
  discountBp: 'percent',
  openedDay: 'day',
  expectedCloseDay: 'day',
  closedDay: 'day',
  stageEnteredAt: 'count',
};

/** The name that one sees, with the unit of amounts: the grid's own 万元 would round them. */
function headerOf(field: GridField, currency: string, words: FileWords): string {
  const name = words.headers[field];
  const unit = currency === 'CNY' ? words.yuan : currency;
  if (field === 'weightedMinor') return words.text('grid.inUnit', { name, unit });
  return field === 'amountMinor' ? words.text('grid.amountIn', { unit }) : name;
}

function writeRows(
  tx: ReadTx,
  { query, only, fields }: ExportInput,
  words: FileWords,
  output: TableOutput,
  { perUnit, today }: { readonly perUnit: number; readonly today: string },
  job: JobContext,
): number {
  const wanted = wantedIds(tx, query, only);
  // Working them out reads the whole pipeline: only when one is asked for.
  const context = fields.some(isComputed) ? gridOf(tx).context(tx, query.pipelineId) : null;
  let rows = 0;
  for (let from = 0; from < wanted.length; from += BATCH) {
    job.throwIfCancelled();
    for (const row of rowsById(tx, wanted.slice(from, from + BATCH))) {
      if (row.pipelineId !== query.pipelineId) continue;
      output.row(
        fields.map((field) =>
          isComputed(field) && context !== null
            ? computedCell(row, field, perUnit, context)
            : valueOf(row, field, { perUnit, today, words }),
        ),
      );
      rows += 1;
    }
    job.progress(rows, wanted.length, 'writing');
  }
  return rows;
}

/** Ids in an order, handed out in pieces. */
interface Ids {
  readonly length: number;
  slice(from: number, to: number): string[];
}

function wantedIds(tx: ReadTx, query: GridQuery, only: ExportInput['only']): Ids {
  if (only !== null && 'ids' in only) return only.ids;
  const { columns, order: all } = gridOf(tx).order(tx, query);
  const spans = only?.spans.flatMap(({ from, to }) => [...all.subarray(from, to + 1)]);
  const order = spans === undefined ? all : Uint32Array.from(spans);
  return {
    length: order.length,
    slice: (from, to) => Array.from(order.subarray(from, to), (at) => columns.ids[at] ?? ''),
  };
}

function computedCell(
  row: OpportunityRow,
  field: ComputedField,
  perUnit: number,
  context: ComputeContext,
): Value {
  const value = computedValue(row, field, context);
  return value === null || field === 'daysToClose' ? value : value / perUnit;
}

function valueOf(
  row: OpportunityRow,
  field: GridField,
  of: { readonly perUnit: number; readonly today: string; readonly words: FileWords },
): Value {
  const { perUnit, today, words } = of;
  switch (field) {
    case 'amountMinor':
      return row.amountMinor === null ? null : row.amountMinor / perUnit;
    case 'discountBp':
      return row.discountBp === null ? null : row.discountBp / 10_000;
    case 'stageEnteredAt':
      return row.stageEnteredAt === null ? null : daysSince(row.stageEnteredAt, today);
    case 'stage':
    case 'outcome':
      return words.values[row[field]] ?? row[field];
    default:
      return isComputed(field) ? null : row[field];
  }
}

/** The day that "today" is in the pipeline, as on the screen. */
function todayOf(tx: ReadTx, { asOfDay }: ExportedPipeline, at: number): string {
  const home = tx.get<{ asOfDay: string | null }>('SELECT as_of_day AS asOfDay FROM workspace');
  return asOfDay ?? home?.asOfDay ?? wallClock(at).toISOString().slice(0, 10);
}

/** Who, when, as of which day, which rows, how many: what a reader of the file must know about it. */
function aboutLines(
  tx: ReadTx,
  { query, only, traceId, at }: ExportInput,
  words: FileWords,
  pipeline: ExportedPipeline,
  { rows, removed }: Pick<TableExport, 'rows' | 'removed'>,
): [string, Value][] {
  const { about, text } = words;
  const home = tx.get<{ who: string; asOfDay: string | null }>(
    'SELECT user_name AS who, as_of_day AS asOfDay FROM workspace',
  );
  const clock = (instant: number) =>
    wallClock(instant).toISOString().slice(0, 16).replace('T', ' ');
  const sentences = filterSentences(query, {
    text,
    label: (_field, value) =>
      value === null ? text('filter.blank') : (words.values[value] ?? value),
    number: (field, value) => numberText(field, value, pipeline.currency, at),
  });
  const byHand = only === null ? [] : [about.selection];
  const which = [...byHand, ...(only !== null && 'ids' in only ? [] : sentences)];
  return [
    [about.pipeline, pipeline.name],
    [about.who, home?.who ?? ''],
    [about.when, `${clock(at)} (UTC+8)`],
    [about.asOf, pipeline.asOfDay ?? home?.asOfDay ?? about.live],
    ...(which.length === 0 ? [about.all] : which).map((sentence, index): [string, Value] => [
      index === 0 ? about.filter : '',
      sentence,
    ]),
    [about.rows, rows],
    [about.removed, removed],
    [about.currency, pipeline.currency],
    [about.trace, traceId],
  ];
}

function numberText(field: GridField, value: number, currency: string, at: number): string {
  if (field === 'discountBp') return `${value / 100}%`;
  if (field === 'stageEnteredAt') return String(Math.floor((at - value) / DAY_MS));
  if (field === 'daysToClose') return String(value);
  return `${value / 10 ** minorDigits(currency)} ${currency}`;
}
