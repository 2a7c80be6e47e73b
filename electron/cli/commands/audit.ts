import { textsOf } from '#electron/shell/texts';
import auditEn from '#resources/locales/en/audit.json';
import composerEn from '#resources/locales/en/composer.json';
import rightsEn from '#resources/locales/en/rights.json';
import auditZh from '#resources/locales/zh-CN/audit.json';
import composerZh from '#resources/locales/zh-CN/composer.json';
import rightsZh from '#resources/locales/zh-CN/rights.json';
import type { AuditEntry } from '#shared/governance/model';
import { entrySentence, reportSentences, withCommas } from '#shared/governance/report-text';
import type { CliContext, Outcome } from '../context';
import { EXIT } from '../exit-codes';
import { localTime } from '../local-time';
import { alignRows } from '../output';
import { type OpenedWorkspace, placeOf, withWorkspace } from '../with-workspace';

/** Entries that are listed; all of them go into a file. */
const LISTED = 100;

/** `audit`: the newest entries; with `--out` all as CSV; with `--verify` whether somebody tampered with them. */
export async function auditCommand(context: CliContext): Promise<Outcome> {
  const place = placeOf(context, 'out');
  return withWorkspace(context, place, async (opened) => {
    if (context.options.flag('verify')) return verifyAudit(context, opened);
    if (place === null) return listEntries(context, opened);
    const all = { kind: null, actorId: null, jobId: context.newJob() };
    const written = await opened.rooms['audit.export'](all);
    if (written === null) throw new Error('no place for a named file');
    return { value: written, lines: [words(context)('exported', written)] };
  });
}

async function verifyAudit(context: CliContext, { rooms }: OpenedWorkspace): Promise<Outcome> {
  const report = await rooms['audit.verify']({ jobId: context.newJob() });
  const text = words(context);
  const { explained, problems } = reportSentences(report, localTime);
  const lines = [
    text(`verdict.${report.verdict}`),
    ...explained.map(({ key, values }) => text(key, withCommas(values))),
    ...problems.map(({ key, values }) => `- ${text(key, values)}`),
  ];
  const exitCode = report.verdict === 'intact' ? EXIT.ok : EXIT.altered;
  return { value: report, lines, exitCode };
}

async function listEntries(context: CliContext, { rooms }: OpenedWorkspace): Promise<Outcome> {
  const newest = { kind: null, actorId: null, offset: 0, limit: LISTED };
  const { total, entries } = await rooms['audit.page'](newest);
  const rows = entries.map((entry) => rowOf(context, entry));
  const lines = alignRows(rows, [true, false, false, false, false]);
  return { value: { total, entries }, lines: total === 0 ? [words(context)('empty')] : lines };
}

function rowOf(context: CliContext, entry: AuditEntry): string[] {
  const text = words(context);
  const verdicts: Readonly<Record<string, string>> = (
    context.language === 'zh-CN' ? composerZh : composerEn
  ).verify.verdict;
  const roles: Readonly<Record<string, string>> = (
    context.language === 'zh-CN' ? rightsZh : rightsEn
  ).role;
  const said = entrySentence(
    entry,
    (code) => verdicts[code] ?? code,
    (code) => roles[code] ?? code,
  );
  const kind = text(entry.kind === null ? 'unreadable' : `kind.${entry.kind}`);
  const what = said === null ? '' : text(said.key, withCommas(said.values));
  return [String(entry.n), localTime(entry.at), entry.actorName, kind, what];
}

function words({ language }: CliContext) {
  return textsOf(language === 'zh-CN' ? auditZh : auditEn);
}
