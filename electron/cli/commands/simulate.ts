import { documentText } from '#electron/composer/index';
import { workspaceDay } from '#electron/rooms';
import en from '#resources/locales/en/sandbox.json';
import zh from '#resources/locales/zh-CN/sandbox.json';
import { collectFacts } from '#shared/composer/facts';
import { rehearsalTable } from '#shared/composer/tables';
import { parseAmount } from '#shared/pipeline/parse-amount';
import type { Pipeline } from '#shared/pipeline/model';
import { FIRST_DRAFT, firstVariants, questionOf } from '#shared/sandbox/first-draft';
import { type RunResult, statedCosts } from '#shared/sandbox/model';
import type { CliContext, Outcome } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import { readSwitches, readVariants } from '../variants';
import { simulateBundle } from './simulate-bundle';
import { FILE_MODELS, simulateModel } from './simulate-model';
import { chosenPipeline, type OpenedWorkspace, withWorkspace } from '../with-workspace';

/** First day of a window that takes all history. */
const ALL_HISTORY = '1970-01-01';

/** `simulate`: rehearses variants and keeps the rehearsal, as the sandbox does; other models than the pipeline's keep nothing yet. */
export async function simulateCommand(context: CliContext): Promise<Outcome> {
  const { options, language } = context;
  const bundle = options.text('bundle');
  if (bundle !== null) return simulateBundle(context, bundle);
  const model = options.choice('model', ['b2b-pipeline', ...FILE_MODELS]);
  if (model !== null && FILE_MODELS.includes(model)) return simulateModel(context, model);
  const first = (language === 'zh-CN' ? zh : en).first;
  // What is wrong with the line is said before a workspace is opened.
  const specs = options.list('variant');
  const variants = specs.length === 0 ? firstVariants(first) : readVariants(specs, first.baseline);
  const asked = {
    name: options.text('name') ?? first[questionOf(variants)],
    variants,
    switches: readSwitches(options.list('switch')),
    replicates: options.integer('replicates', 64, 20_000, FIRST_DRAFT.replicates),
    seed: options.integer('seed', 0, 0xffff_ffff, FIRST_DRAFT.seed),
    horizonDays: options.integer('horizon', 7, 730, FIRST_DRAFT.horizonDays),
  };
  if (asked.name.trim().length > 120)
    throw new UsageError('tooLong', { option: 'name', most: 120 });
  const fromDay = options.day('history-from') ?? ALL_HISTORY;
  return withWorkspace(context, null, async (opened) => {
    const pipeline = await chosenPipeline(context, opened);
    const asOfDay = pipeline.asOfDay ?? workspaceDay(opened.session);
    if (fromDay > asOfDay) throw new UsageError('historyAfterEnd', { day: asOfDay });
    const run = await opened.rooms['sandbox.run']({
      ...asked,
      modelId: 'b2b-pipeline',
      pipelineId: pipeline.id,
      asOfDay,
      historyWindow: { fromDay, toDay: asOfDay },
      targetMinor: amountOf(context, 'target', pipeline.currency),
      ...statedCosts({
        engineerMonthMinor: amountOf(context, 'engineer-month', pipeline.currency),
        followUpMinor: amountOf(context, 'follow-up', pipeline.currency),
      }),
      jobId: context.newJob(),
    });
    const sentences = sentencesOf(context, opened, pipeline, run);
    return { value: { run, sentences }, lines: resultLines(context, run, sentences) };
  });
}

function amountOf(
  { options }: CliContext,
  option: 'target' | 'engineer-month' | 'follow-up',
  currency: string,
): number | null {
  const value = options.text(option);
  if (value === null) return null;
  const amount = parseAmount(value, currency);
  if (!amount.ok || amount.minor < 0) {
    throw new UsageError('notAnAmount', { option, value, currency });
  }
  return amount.minor;
}

/** The same sentences as in the brief. */
function sentencesOf(
  { language }: CliContext,
  { session }: OpenedWorkspace,
  pipeline: Pipeline,
  run: RunResult,
): {
  recommendation: string | null;
  comparison: string | null;
  costs: string | null;
  risks: string[];
} {
  const sources = { workspace: session.row, today: workspaceDay(session), pipeline, run };
  const facts = collectFacts(sources, { language, text: documentText(language) });
  const risks = [1, 2, 3].map((rank) => facts[`run.risk${rank}.sentence`]);
  return {
    recommendation: facts['run.recommendation'] ?? null,
    comparison: facts['run.comparison'] ?? null,
    costs: facts['run.costs'] ?? null,
    risks: risks.filter((sentence) => typeof sentence === 'string'),
  };
}

function resultLines(
  { language, text }: CliContext,
  run: RunResult,
  { recommendation, comparison, costs, risks }: ReturnType<typeof sentencesOf>,
): string[] {
  const table = rehearsalTable(run, 'variants', language, documentText(language));
  return [
    run.name,
    '',
    // A cell of two lines stands on one here.
    ...alignRows(
      [
        table.header,
        ...table.rows.map((row) => row.map((cell) => cell.replace(/\n(.*)/, ' ($1)'))),
      ],
      table.numeric,
    ),
    table.note,
    '',
    ...[recommendation, comparison, costs].filter((sentence) => sentence !== null),
    ...(risks.length > 0 ? ['', text('simulate.risks')] : []),
    ...risks.map((sentence) => `- ${sentence}`),
    '',
    text('simulate.kept', {
      id: run.id,
      hash: run.resultHash,
      seconds: (run.durations.totalMs / 1000).toFixed(1),
      threads: run.durations.threads,
    }),
  ];
}
