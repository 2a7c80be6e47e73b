import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import { minorDigits } from '#shared/pipeline/currency';
import type { GridField, GridQuery, TableExport, TableExportRequest } from '#shared/pipeline/model';
import type { Language } from '#shared/workspace/model';
import { SandtableError } from '#shared/errors';
import { gridOf } from '../grid/view';
import { type FileWords, fileWords } from '../words';
import { cellOf, type Writing } from './cells';
import { csvOutput, writeCsvFile } from './csv-output';
import { filterSentences } from './filter-words';
import { type Column, type TableOutput, type Value, wallClock } from './table-output';
import { writeWorkbook } from './xlsx-output';

/** Rows between two looks at whether to stop. */
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
    const rows = writeRows(tx, input, output, { perUnit: 10 ** digits, today, words }, job);
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
  output: TableOutput,
  writing: Writing,
  job: JobContext,
): number {
  const { columns, context, places } = wantedRows(tx, query, only);
  const cells = fields.map((field) => cellOf(columns, context, field, writing));
  const { length } = places;
  for (let from = 0; from < length; from += BATCH) {
    job.throwIfCancelled();
    const end = Math.min(from + BATCH, length);
    for (let at = from; at < end; at += 1) {
      const place = places[at] ?? 0;
      output.row(cells.map((cell) => cell(place)));
    }
    job.progress(end, length, 'writing');
  }
  return length;
}

/** Places of the rows asked for, in their order; rows of other pipelines and such as are gone are left out. */
function wantedRows(tx: ReadTx, query: GridQuery, only: ExportInput['only']) {
  if (only !== null && 'ids' in only) {
    const grid = gridOf(tx);
    const columns = grid.columns(tx, query.pipelineId);
    const places = Int32Array.from(
      only.ids.flatMap((id) => {
        const place = columns.placeOf(id);
        return place === undefined || columns.live[place] !== 1 ? [] : [place];
      }),
    );
    return { columns, context: grid.context(tx, query.pipelineId), places };
  }
  const { columns, context, order } = gridOf(tx).order(tx, query);
  const spans = only?.spans.map(({ from, to }) => order.subarray(from, to + 1));
  return { columns, context, places: spans === undefined ? order : joined(spans) };
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
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
