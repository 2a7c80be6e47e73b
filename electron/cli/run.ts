import { printable } from '#shared/composer/text';
import { SandtableError } from '#shared/errors';
import { answerForm, type CommandLine, readCommandLine } from './command-line';
import type { CommandName } from './commands';
import { allocateCommand } from './commands/allocate';
import { auditCommand } from './commands/audit';
import { backTestCommand, fitCommand } from './commands/calibrate';
import { createCommand } from './commands/create';
import { demoCommand } from './commands/demo';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { importsCommand, revertImportCommand } from './commands/imports';
import { pipelineCommand } from './commands/pipeline';
import { simulateCommand } from './commands/simulate';
import { streamsCommand } from './commands/streams';
import { verifyCommand } from './commands/verify';
import { type CliContext, type CliHost, makeContext, type Outcome } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { endedBadly } from './failure';
import { helpLines } from './help';
import { cliText } from './texts';
import { productVersion } from './version';

const RUN: Readonly<Record<CommandName, (context: CliContext) => Promise<Outcome>>> = {
  create: createCommand,
  demo: demoCommand,
  import: importCommand,
  imports: importsCommand,
  'revert-import': revertImportCommand,
  pipeline: pipelineCommand,
  simulate: simulateCommand,
  fit: fitCommand,
  backtest: backTestCommand,
  export: exportCommand,
  verify: verifyCommand,
  audit: auditCommand,
  streams: streamsCommand,
  allocate: allocateCommand,
};

/**
 * Runs one command line, from the words after `sandtable` to its exit code. Standard output gets the result and nothing
 * else: lines, or with `--json` one line of JSON, `{ok: true, value}` or `{ok: false, error}`.
 */
export async function runCli(args: readonly string[], host: CliHost): Promise<ExitCode> {
  const { env } = host;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || systemLocale();
  const { language, json } = answerForm(args, locale);
  try {
    const outcome = await run(readCommandLine(args), host, language);
    host.writeOut(
      json
        ? `${JSON.stringify({ ok: true, value: outcome.value })}\n`
        : outcome.lines.map((line) => `${printable(line)}\n`).join(''),
    );
    return outcome.exitCode ?? EXIT.ok;
  } catch (thrown) {
    // Ctrl+C reaches all processes of Electron at once: what fails then fails because it was stopped.
    const error = host.stop.aborted ? new SandtableError('CANCELLED', 'stopped') : thrown;
    const { exitCode, sentence, error: data } = endedBadly(error, language);
    if (json) host.writeOut(`${JSON.stringify({ ok: false, error: data })}\n`);
    host.writeErr(`${printable(sentence)}\n`);
    if (env['SANDTABLE_DEBUG'] && thrown instanceof Error) host.writeErr(`${thrown.stack}\n`);
    return exitCode;
  }
}

function run(
  line: CommandLine,
  host: CliHost,
  language: CliContext['language'],
): Promise<Outcome> | Outcome {
  switch (line.kind) {
    case 'version': {
      const version = productVersion(host.root);
      return { value: { version }, lines: [version] };
    }
    case 'help': {
      const lines = helpLines(line.command, cliText(language));
      return { value: { help: lines.join('\n') }, lines };
    }
    case 'command':
      return RUN[line.command](makeContext(host, language, line));
  }
}

const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;
