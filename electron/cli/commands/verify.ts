import { resolve } from 'node:path';
import { verifyFile } from '#electron/composer/index';
import en from '#resources/locales/en/composer.json';
import zh from '#resources/locales/zh-CN/composer.json';
import type { VerifyReport } from '#shared/composer/model';
import type { CliContext, Outcome } from '../context';
import { EXIT, type ExitCode } from '../exit-codes';
import { localTime } from '../local-time';
import { withWorkspace } from '../with-workspace';

const EXIT_BY_VERDICT: Readonly<Record<VerifyReport['verdict'], ExitCode>> = {
  intact: EXIT.ok,
  altered: EXIT.altered,
  noMark: EXIT.noMark,
  unknownKey: EXIT.unknownKey,
  revokedKey: EXIT.unknownKey,
  traced: EXIT.ok,
  unknownTrace: EXIT.unknownKey,
};

/**
 * `verify`: who exported a file or the page in a picture, for whom, and whether a byte of the file differs. Without a
 * workspace no key is known and there is no register to look a picture's trace code up in.
 */
export async function verifyCommand(context: CliContext): Promise<Outcome> {
  const path = resolve(context.words[0] ?? '');
  const report =
    context.options.text('workspace') === null
      ? await verifyFile(path)
      : await withWorkspace(context, null, async ({ rooms, files }) =>
          rooms['composer.verify']({ fileToken: files.register(path) }),
        );
  if (report === null) throw new Error('no verdict on a named file');
  return {
    value: report,
    lines: reportLines(context, report),
    exitCode: EXIT_BY_VERDICT[report.verdict],
  };
}

function reportLines(
  { language, text, options }: CliContext,
  { fileName, verdict, problems, provenance, pixelCode, keyFingerprint, registered }: VerifyReport,
): string[] {
  const words = (language === 'zh-CN' ? zh : en).verify;
  // "Not this workspace's key" would say nothing where no workspace was asked.
  const strange = verdict === 'unknownKey' && options.text('workspace') === null;
  const blind = verdict === 'unknownTrace' && options.text('workspace') === null;
  const lines = [
    `${fileName}: ${strange ? text('verify.unchanged') : blind ? text('verify.foundMark') : words.verdict[verdict]}`,
    strange
      ? text('verify.noWorkspace')
      : blind
        ? text('verify.noRegister')
        : words.verdictText[verdict],
    ...problems.map((code) => `- ${words.problem[code]}`),
  ];
  if (pixelCode !== null) lines.push(text('verify.pixelCode', { code: pixelCode }));
  if (provenance === null) return lines;
  const { actor, workspace, exportedAt } = provenance;
  const record = text(keyFingerprint === null ? 'verify.traced' : 'verify.record', {
    title: provenance.title,
    version: provenance.documentVersion,
    actor: actor.name,
    workspace: workspace.name,
    recipient: provenance.recipient,
    at: localTime(exportedAt),
    code: provenance.traceCode,
    fingerprint: keyFingerprint ?? '',
  });
  lines.push(...record.split('\n'));
  if (workspace.demo) lines.push(text('verify.demo'));
  if (registered) lines.push(text('verify.registered'));
  return lines;
}
