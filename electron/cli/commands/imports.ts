import en from '#resources/locales/en/import.json';
import zh from '#resources/locales/zh-CN/import.json';
import { formatCount } from '#shared/format';
import type { KeptRecord, RevertRequest } from '#shared/pipeline/import-revert';
import type { CliContext, Outcome } from '../context';
import { localTime } from '../local-time';
import { countsText, plannedText } from '../row-counts';
import { placeOf, withWorkspace } from '../with-workspace';

/** Kept records that are told one by one; `--json` has up to 500, `--kept` all. */
const SHOWN = 20;
/** `--also` of every record that may be chosen. */
const ALL = 'all';

/** `imports`: what was imported into the workspace, newest first, and what is left of it. */
export async function importsCommand(context: CliContext): Promise<Outcome> {
  const { text } = context;
  return withWorkspace(context, null, async ({ rooms }) => {
    const imports = await rooms['import.list']({});
    const lines = imports.map((run) =>
      text('imports.line', {
        id: run.actionId,
        at: localTime(run.at),
        who: run.actorName,
        file: run.fileName,
        kind: words(context).kind[run.kind],
        what: countsText(context.language, run.counts) || text('import.nothing'),
        state: text(`imports.is.${run.state}`, { kept: formatCount(run.kept) }),
      }),
    );
    return { value: { imports }, lines: lines.length === 0 ? [text('imports.none')] : lines };
  });
}

/** `revert-import`: takes one import back, or with `--dry-run` tells what that would do. */
export async function revertImportCommand(context: CliContext): Promise<Outcome> {
  const { options, text } = context;
  const place = placeOf(context, 'kept');
  const [actionId = ''] = context.words;
  const chosen = options.list('also');
  const request: RevertRequest = { actionId, also: chosen.includes(ALL) ? ALL : chosen };
  return withWorkspace(context, place, async ({ rooms }) => {
    const plan = await rooms['import.planRevert']({ ...request, jobId: context.newJob() });
    if (place !== null && plan.kept > 0) {
      await rooms['import.saveKept']({ ...request, jobId: context.newJob() });
    }
    const dryRun = options.flag('dry-run');
    const { fingerprint, ...told } = plan;
    if (!dryRun) {
      await rooms['import.revert']({ ...request, fingerprint, jobId: context.newJob() });
    }
    const { fileName, counts, kept, gone, records } = plan;
    const more = kept - SHOWN;
    const counted = countsText(context.language, counts, true);
    return {
      value: { ...told, dryRun },
      lines: [
        text(dryRun ? 'imports.wouldBe' : 'imports.done', {
          file: fileName,
          what: dryRun ? plannedText(context, counted) : counted || text('import.nothing'),
          kept: formatCount(kept),
          gone: formatCount(gone),
        }),
        ...records.slice(0, SHOWN).map((record) => keptLine(context, record)),
        ...(more > 0 ? [`  ${text('imports.more', { count: formatCount(more) })}`] : []),
      ],
    };
  });
}

function keptLine(context: CliContext, { id, entity, name, reason, by, neededBy }: KeptRecord) {
  const { kept } = words(context);
  const kinds: Readonly<Record<string, string>> = kept.entity;
  const who = neededBy?.name ?? by ?? '';
  const line = { id, kind: kinds[entity] ?? entity, name, reason: kept.reason[reason], who };
  return `  ${context.text('imports.kept', line)}`;
}

const words = ({ language }: CliContext) => (language === 'zh-CN' ? zh : en);
