import { extname } from 'node:path';
import { fileWords } from '#electron/pipeline/index';
import { formatAmountMinor, formatCount } from '#shared/format';
import { STAGE_VALUES, normaliseWord } from '#shared/pipeline/import-values';
import {
  GRID_FIELDS,
  type GridQuery,
  type GridSummary,
  type Pipeline,
} from '#shared/pipeline/model';
import type { CliContext, Outcome } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import {
  chosenPipeline,
  type OpenedWorkspace,
  type Place,
  placeOf,
  withWorkspace,
} from '../with-workspace';

/** `pipeline`: the pipelines and what stands in each stage; with `--out` the view of one as CSV or XLSX. */
export async function pipelineCommand(context: CliContext): Promise<Outcome> {
  const place = placeOf(context, 'out');
  return withWorkspace(context, place, async (opened) => {
    const { rooms } = opened;
    if (place !== null) return exportView(context, opened, place);
    const all =
      context.options.text('pipeline') === null
        ? await rooms['pipeline.list']({})
        : [await chosenPipeline(context, opened)];
    const pipelines: (Pipeline & { summary: GridSummary })[] = [];
    for (const pipeline of all) {
      const summary = await rooms['pipeline.summary'](viewOf(context, pipeline.id));
      pipelines.push({ ...pipeline, summary });
    }
    const lines = pipelines.flatMap((pipeline, index) => [
      ...(index === 0 ? [] : ['']),
      ...summaryLines(context, pipeline),
    ]);
    return {
      value: { pipelines },
      lines: lines.length === 0 ? [context.text('pipeline.none')] : lines,
    };
  });
}

async function exportView(
  context: CliContext,
  opened: OpenedWorkspace,
  place: Place,
): Promise<Outcome> {
  const pipeline = await chosenPipeline(context, opened);
  const written = await opened.rooms['pipeline.exportView']({
    query: viewOf(context, pipeline.id),
    only: null,
    fields: [...GRID_FIELDS],
    format: extname(place.path).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv',
    jobId: context.newJob(),
  });
  if (written === null) throw new Error('no export for a named place');
  const { fileName, rows, removed, traceId } = written;
  return {
    value: { pipelineId: pipeline.id, fileName, rows, removed, traceId },
    lines: [context.text('pipeline.written', { rows: formatCount(rows), file: fileName })],
  };
}

/** The view that the filters describe, in the order in which the grid shows it at first. */
function viewOf({ options }: CliContext, pipelineId: string): GridQuery {
  const stages = options.list('stage').map(stageOf);
  const owners = options.list('owner');
  return {
    pipelineId,
    sort: [],
    filters: {
      ...(stages.length > 0 ? { stage: { kind: 'in', values: stages } } : {}),
      ...(owners.length > 0 ? { ownerName: { kind: 'in', values: owners } } : {}),
    },
    quick: options.text('quick') ?? '',
  };
}

/** A stage by its code or by any word that the import knows for it, in both languages. @throws UsageError */
function stageOf(word: string): string {
  const found = STAGE_VALUES.get(normaliseWord(word));
  if (found?.stage == null) throw new UsageError('unknownStage', { value: word });
  return found.stage;
}

function summaryLines(
  { language, text }: CliContext,
  pipeline: Pipeline & { summary: GridSummary },
): string[] {
  const { summary, currency } = pipeline;
  const { values } = fileWords(language);
  const amount = (minor: number | null) => formatAmountMinor(minor, currency, language);
  const rows = summary.byStage.map(({ stage, open, openAmountMinor }) => [
    `  ${values[stage] ?? stage}`,
    formatCount(open),
    amount(openAmountMinor),
  ]);
  const header = [`  ${text('pipeline.stage')}`, text('pipeline.open'), text('pipeline.amount')];
  return [
    `${pipeline.name} (${currency}) ${pipeline.id}`,
    text('pipeline.counts', {
      matching: formatCount(summary.matching),
      all: formatCount(summary.all),
      amount: amount(summary.amountMinor),
    }),
    ...alignRows([header, ...rows], [false, true, true]),
  ];
}
