import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/import.json';
import zh from '#resources/locales/zh-CN/import.json';
import { SandtableError } from '#shared/errors';
import { formatCount } from '#shared/format';
import { dataEnd } from '#shared/pipeline/data-end';
import { dayOrdersOf, type OrderedColumn, orderedColumns } from '#shared/pipeline/day-orders';
import {
  type CreatedCounts,
  type DayOrders,
  EMPTY_CELLS,
  IMPORT_KINDS,
  type ImportInspection,
  type ImportPlan,
  type ImportProblem,
  isKeyed,
  KEYS_OF,
  MATCH_KEYS,
  type MatchKey,
  type TableNotice,
  UNNAMED,
  type UnknownWord,
  WRITE_MODES,
} from '#shared/pipeline/import-model';
import { usableKey } from '#shared/pipeline/match-key';
import { type Alike, UNDECIDED } from '#shared/pipeline/alike-model';
import type { Language } from '#shared/workspace/model';
import type { RowCounts } from '#shared/workspace/row-counts';
import type { Options } from '../command-line';
import type { CliContext, Outcome } from '../context';
import { EXIT } from '../exit-codes';
import { countsText, plannedText } from '../row-counts';
import { valueName } from '../value-name';
import { IMPORT_FIELDS, leftOut } from '#shared/pipeline/import-fields';
import { chosenFormat, mapColumns } from '../mapping';
import { UsageError } from '../usage-error';
import { readValueMap } from '../value-map';
import { chosenPipeline, type OpenedWorkspace, placeOf, withWorkspace } from '../with-workspace';
import { moreLines, problemLines, SHOWN_PROBLEMS } from '../problem-lines';

/** Values named beside a word that means nothing here. */
const NEAREST = 3;
/** `--as-of` of data that are kept up to date. */
const LIVE = 'live';

/** What became of one file, or would become of it. */
interface FileResult {
  readonly fileName: string;
  readonly kind: ImportInspection['kind'];
  readonly dryRun: boolean;
  readonly rows: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly rejected: number;
  readonly created: CreatedCounts;
  readonly counts: RowCounts;
  readonly problemCount: number;
  readonly problems: readonly ImportProblem[];
  /** Records that are called by other cells, because they have no name. */
  readonly noteCount: number;
  /** New rows that look like stored opportunities, and that say the same as an earlier row. */
  readonly doubles: number;
  readonly twins: number;
  /** Customers and contacts that look like stored ones, and what they are taken for. */
  readonly alike: readonly Alike[];
  readonly unknown: readonly UnknownWord[];
  readonly notices: readonly TableNotice[];
  readonly pipelineId: string | null;
  /** Columns with days of two readings, and how these are read; null = not at all. */
  readonly dayOrders: readonly OrderedColumn[];
  /** Headers that are not imported, and main fields that none of the columns was taken for. */
  readonly leftOut: ReturnType<typeof leftOut>;
  /** Field → header of its column. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the rejected rows were written; null = nowhere. */
  readonly rejectedFile: string | null;
}

/** `import`: files through the same importer as in the window, in the order in which they refer to each other. */
export async function importCommand(context: CliContext): Promise<Outcome> {
  const { words } = context;
  const mapFile = context.options.text('value-map');
  const rejects = placeOf(context, 'rejected');
  if (rejects !== null && words.length > 1) throw new UsageError('rejectsOfOne');
  for (const file of [...words, ...(mapFile === null ? [] : [mapFile])]) {
    if (existsSync(file)) continue;
    throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName: basename(file) });
  }
  const made = newPipeline(context);
  return withWorkspace(context, rejects, async (opened) => {
    const files: ImportInspection[] = [];
    for (const file of words) files.push(await inspect(context, opened, file));
    files.sort((a, b) => IMPORT_KINDS.indexOf(a.kind) - IMPORT_KINDS.indexOf(b.kind));
    let pipeline = made ?? (await existingPipeline(context, opened, files));
    const results: FileResult[] = [];
    for (const file of files) {
      const plan = planOf(context, file, pipeline);
      const taken = await take(context, opened, plan, file.fileName);
      const rejectedFile = rejects !== null && taken.rejected > 0 ? basename(rejects.path) : null;
      const result = { ...taken, ...look(file, plan), rejectedFile };
      results.push(result);
      if (result.pipelineId !== null) pipeline = { kind: 'existing', id: result.pipelineId };
      if (rejectedFile === null) continue;
      await opened.rooms['import.saveRejects']({ ...plan, pipeline, jobId: context.newJob() });
    }
    const rejected = results.reduce((sum, one) => sum + one.rejected, 0);
    return {
      value: { files: results },
      lines: results.flatMap((result) => resultLines(context, result)),
      ...(rejected > 0 ? { exitCode: EXIT.rowsRejected } : {}),
    };
  });
}

/** The pipeline of `--new-pipeline`, made by the first file of opportunities. @throws UsageError */
function newPipeline({ options }: CliContext): ImportPlan['pipeline'] {
  const name = options.text('new-pipeline');
  if (name === null) {
    const stray = (['currency', 'as-of', 'source'] as const).find(
      (one) => options.text(one) !== null,
    );
    if (stray !== undefined) throw new UsageError('onlyNewPipeline', { option: stray });
    return null;
  }
  if (options.text('pipeline') !== null) throw new UsageError('twoPipelines');
  const currency = options.required('currency').toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new UsageError('notACurrency', { value: currency });
  }
  if (name.trim().length > 120)
    throw new UsageError('tooLong', { option: 'new-pipeline', most: 120 });
  return {
    kind: 'new',
    name: name.trim(),
    currency,
    origin: 'imported',
    sourceNote: options.text('source') ?? '',
    asOfDay: givenAsOf(options) ?? null,
  };
}

/** The day of `--as-of`; null = live data, undefined = it was not given and the file tells. @throws UsageError */
function givenAsOf(options: Options): string | null | undefined {
  const given = options.text('as-of');
  if (given === null) return undefined;
  return given.toLowerCase() === LIVE ? null : options.day('as-of');
}

/** Opportunities need a pipeline; other kinds only take the currency of one that is named. */
async function existingPipeline(
  context: CliContext,
  opened: OpenedWorkspace,
  files: readonly ImportInspection[],
): Promise<ImportPlan['pipeline']> {
  const named = context.options.text('pipeline') !== null;
  if (!named && !files.some(({ kind }) => kind === 'opportunity')) return null;
  const { id } = await chosenPipeline(context, opened);
  return { kind: 'existing', id };
}

/** The first look at a file, read as the options say. */
export async function inspect(
  { options }: CliContext,
  { rooms, files }: OpenedWorkspace,
  file: string,
): Promise<ImportInspection> {
  const fileToken = files.register(resolve(file));
  const kind = options.choice('kind', IMPORT_KINDS);
  const sheet = options.text('sheet');
  const asked = sheet === null ? null : { sheet, headerRow: null };
  const detected = await rooms['import.inspect']({ fileToken, kind, format: asked });
  const format = chosenFormat(options, detected.format);
  return isDeepStrictEqual(format, detected.format)
    ? detected
    : rooms['import.inspect']({ fileToken, kind, format });
}

function planOf(
  { options }: CliContext,
  file: ImportInspection,
  pipeline: ImportPlan['pipeline'],
): ImportPlan {
  const { fileToken, kind, format } = file;
  const fields = IMPORT_FIELDS[kind].map(({ name }) => name);
  const mapping = mapColumns(file.mapping, options.list('map'), fields, file.headers);
  const given = givenAsOf(options);
  const words = options.text('value-map');
  const makes = kind === 'opportunity' && pipeline?.kind === 'new';
  return {
    fileToken,
    kind,
    format,
    mapping,
    pipeline:
      makes && given === undefined ? { ...pipeline, asOfDay: dataEnd(file, mapping) } : pipeline,
    createMissing:
      kind === 'opportunity' && options.choice('missing', ['create', 'reject']) !== 'reject',
    write: options.choice('write', WRITE_MODES) ?? 'both',
    empty: options.choice('empty', EMPTY_CELLS) ?? 'clear',
    key: keyOf(options, file, { kind, mapping, pipeline }),
    same: file.same,
    undecided: options.choice('alike', UNDECIDED) ?? 'new',
    unnamed: options.choice('unnamed', UNNAMED) ?? 'derive',
    dayOrders: dayOrdersOf(file.orderedDays, givenOrders(options, file)),
    valueMap:
      words === null
        ? file.valueMap
        : readValueMap(readFileSync(words, 'utf8'), kind, file.valueMap),
  };
}

/** The order of `--date-order` for the columns in which nothing settles it. */
function givenOrders(options: Options, { orderedDays }: ImportInspection): DayOrders {
  const given = options.choice('date-order', ['day-first', 'month-first']);
  if (given === null) return {};
  const order = given === 'day-first' ? 'dayFirst' : 'monthFirst';
  return Object.fromEntries(Object.keys(orderedDays).map((column) => [column, order]));
}

/** The key of `--key` where this kind of file knows it, else the one that was used last, or one that the file has. */
function keyOf(
  options: Options,
  { kind, key }: ImportInspection,
  plan: Pick<ImportPlan, 'kind' | 'mapping' | 'pipeline'>,
): ImportPlan['key'] {
  const given = options.choice('key', MATCH_KEYS);
  const known: readonly MatchKey[] = isKeyed(kind) ? KEYS_OF[kind] : [];
  return given !== null && known.includes(given) ? given : usableKey(plan, key);
}

/** What is known of the columns before a row is read. */
function look(file: ImportInspection, { mapping, kind, dayOrders = {} }: ImportPlan) {
  const columns = orderedColumns(file, kind, mapping);
  return {
    dayOrders: columns.map((one) => ({ ...one, order: dayOrders[one.column] ?? null })),
    leftOut: leftOut(file.headers, mapping, kind),
    headers: Object.fromEntries(
      Object.entries(mapping).map(([field, at]) => [field, file.headers[at] ?? field]),
    ),
  };
}

async function take(
  context: CliContext,
  { rooms }: OpenedWorkspace,
  plan: ImportPlan,
  fileName: string,
): Promise<Omit<FileResult, 'rejectedFile' | keyof ReturnType<typeof look>>> {
  const jobId = context.newJob();
  const { kind } = plan;
  if (!context.options.flag('dry-run')) {
    const {
      actionId: _,
      durationMs: __,
      ...report
    } = await rooms['import.run']({ ...plan, jobId });
    return { ...report, dryRun: false };
  }
  const preview = await rooms['import.preview']({ ...plan, jobId });
  const {
    rows,
    rejected,
    created,
    counts,
    problems,
    problemCount,
    noteCount,
    doubles,
    twins,
    alike,
    unknown,
    notices,
    toInsert,
    toUpdate,
    unchanged,
    skipped,
  } = preview;
  return {
    fileName,
    kind,
    dryRun: true,
    rows,
    inserted: toInsert,
    updated: toUpdate,
    unchanged,
    skipped,
    rejected,
    created,
    counts,
    problemCount,
    problems,
    noteCount,
    doubles,
    twins,
    alike,
    unknown,
    notices,
    pipelineId: null,
  };
}

function resultLines(context: CliContext, result: FileResult): string[] {
  const { language, text } = context;
  const { kind } = result;
  const count = formatCount;
  const counted = countsText(language, result.counts);
  const lines = [
    text(result.dryRun ? 'import.wouldBe' : 'import.done', {
      file: result.fileName,
      kind: (language === 'zh-CN' ? zh : en).kind[result.kind],
      rows: count(result.rows),
      what: result.dryRun ? plannedText(context, counted) : counted || text('import.nothing'),
      unchanged: count(result.unchanged),
      rejected: count(result.rejected),
    }),
  ];
  if (result.skipped > 0) {
    lines.push(`  ${text('import.skipped', { count: count(result.skipped) })}`);
  }
  lines.push(...columnLines(context, result), ...problemLines(context, result.problems));
  if (result.noteCount > 0) {
    lines.push(`  ${text('import.unnamed', { count: count(result.noteCount) })}`);
  }
  if (result.doubles > 0) {
    lines.push(`  ${text('import.doubles', { count: count(result.doubles) })}`);
  }
  if (result.twins > 0) {
    lines.push(`  ${text('import.twins', { count: count(result.twins) })}`);
  }
  for (const { name, rows, taken, options } of result.alike.slice(0, SHOWN_PROBLEMS)) {
    const key = taken === null ? 'import.alike' : 'import.taken';
    const best = options.find(({ id }) => id === taken) ?? options[0];
    const [stored, score] = [best?.name ?? '', best?.score ?? 0];
    lines.push(`  ${text(key, { name, rows: count(rows), stored, score })}`);
  }
  for (const { field, word, rows, options } of result.unknown.slice(0, SHOWN_PROBLEMS)) {
    const named = options.slice(0, NEAREST).map((one) => valueName(language, kind, field, one));
    const similar = named.join(text('import.and'));
    const column = result.headers[field] ?? field;
    lines.push(`  ${text('import.unknown', { column, word, rows: count(rows), similar })}`);
  }
  lines.push(...result.notices.map((notice) => `  ${noticeText(language, notice)}`));
  lines.push(...moreLines(context, result.problemCount));
  if (result.rejectedFile !== null) {
    const key = result.dryRun ? 'import.rejectsOfTrial' : 'import.rejects';
    lines.push(`  ${text(key, { file: result.rejectedFile })}`);
  }
  return lines;
}

/** How days with two readings were read, and which columns went nowhere. */
function columnLines({ text }: CliContext, { dayOrders, leftOut: left }: FileResult): string[] {
  const lines = dayOrders.map(({ header, order, example }) =>
    text(`import.days.${order ?? 'open'}`, { column: header, example }),
  );
  if (left.columns.length > 0) {
    lines.push(text('import.leftOut', { columns: left.columns.join(', ') }));
  }
  return lines.map((line) => `  ${line}`);
}

/** What was left out of a workbook or read in another form, in the words of the window. English has two forms. */
function noticeText(language: Language, { code, count }: TableNotice): string {
  const form = language === 'en' ? `_${count === 1 ? 'one' : 'other'}` : '';
  const words = textsOf(language === 'zh-CN' ? zh : en);
  return words(`notice.${code}${form}`, { number: formatCount(count) });
}
