import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/streams.json';
import zh from '#resources/locales/zh-CN/streams.json';
import { formatCount } from '#shared/format';
import { mapByHeaders } from '#shared/pipeline/import-fields';
import type { StreamReport, StreamStatus } from '#shared/sandbox/streams/model';
import { type LoadedStreamId, STREAMS, streamOf } from '#shared/sandbox/streams/streams';
import { notAChoice } from '../command-line';
import type { CliContext, Outcome } from '../context';
import { EXIT } from '../exit-codes';
import { mapColumns } from '../mapping';
import { alignRows } from '../output';
import { moreLines, problemLines } from '../problem-lines';
import { withWorkspace } from '../with-workspace';
import { inspect } from './import';

/** Columns of the list that are aligned to the right. */
const NUMERIC = [false, true, false, false, true];

/** `streams`: what each stream holds; with a file: loads it into `--stream`, or with `--dry-run` tells what it would bring. */
export async function streamsCommand(context: CliContext): Promise<Outcome> {
  const [file] = context.words;
  return file === undefined ? listStreams(context) : loadInto(context, file);
}

async function listStreams(context: CliContext): Promise<Outcome> {
  return withWorkspace(context, null, async ({ rooms }) => {
    const streams = await rooms['sandbox.streams']({});
    const rows = streams.map((one) => rowOf(context, one));
    return { value: { streams }, lines: alignRows(rows, NUMERIC) };
  });
}

function rowOf(context: CliContext, status: StreamStatus): string[] {
  const text = words(context);
  const { id, rows, firstDay, lastDay, freshness, score } = status;
  return [
    text('cli.line', { name: text(`name.${id}`), id }),
    rows === 0 ? text('cli.noRows') : text('cli.rows', { rows: formatCount(rows) }),
    firstDay === null ? '' : text('spanOf', { from: firstDay, to: lastDay ?? '' }),
    text(`freshness.${freshness}`),
    score === null ? '' : text('cli.score', { score }),
  ];
}

async function loadInto(context: CliContext, path: string): Promise<Outcome> {
  const { options } = context;
  const stream = chosenStream(context);
  return withWorkspace(context, null, async (opened) => {
    const { fileToken, format, headers, fileName } = await inspect(context, opened, path);
    const { fields } = streamOf(stream);
    const names = fields.map(({ name }) => name);
    const guessed = mapByHeaders(headers, fields);
    const plan = {
      stream,
      fileToken,
      format,
      mapping: mapColumns(guessed, options.list('map'), names, headers),
      currency: options.text('currency') ?? 'CNY',
      jobId: context.newJob(),
    };
    const dryRun = options.flag('dry-run');
    const { rooms } = opened;
    const report = await rooms[dryRun ? 'sandbox.lookAtStream' : 'sandbox.loadStream'](plan);
    return {
      value: { ...report, fileName, dryRun },
      lines: reportLines(context, report, fileName, dryRun),
      ...(report.rejected > 0 ? { exitCode: EXIT.rowsRejected } : {}),
    };
  });
}

function chosenStream({ options }: CliContext): LoadedStreamId {
  const ids = STREAMS.map(({ id }) => id);
  const chosen = options.choice('stream', ids);
  if (chosen === null) throw notAChoice('stream', '', ids);
  return chosen;
}

function reportLines(
  context: CliContext,
  report: StreamReport,
  file: string,
  dryRun: boolean,
): string[] {
  const text = words(context);
  const { inserted, replaced, rejected, rows, problems, problemCount } = report;
  return [
    text(dryRun ? 'cli.wouldBe' : 'cli.done', {
      file,
      name: text(`name.${report.stream}`),
      rows: formatCount(rows),
      inserted: formatCount(inserted),
      replaced: formatCount(replaced),
      rejected: formatCount(rejected),
    }),
    ...problemLines(context, problems),
    ...moreLines(context, problemCount),
  ];
}

function words({ language }: CliContext) {
  return textsOf(language === 'zh-CN' ? zh : en);
}
