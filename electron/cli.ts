import { join, resolve } from 'node:path';
import { runCli } from './cli/run';

/** `out/main` of the clone; in development and tests the bundle lies there, too. */
const mainFolder = __dirname;

void main();

/** The `sandtable` command. In Electron, which only `export` needs, its windows print the PDF. */
async function main(): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const inElectron = 'electron' in process.versions;
  const electron = inElectron ? (await import('./cli/electron-host')).electronHost(stop) : null;
  const exitCode = await runCli(ownArguments(), {
    mainFolder,
    root: join(mainFolder, '..', '..'),
    env: process.env,
    writeOut: (text) => process.stdout.write(text),
    writeErr: (text) => process.stderr.write(text),
    errIsTerminal: process.stderr.isTTY,
    stop: controller.signal,
    pdf: electron ? { print: async (...page) => (await electron.pdf()).print(...page) } : null,
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  process.exitCode = exitCode;
  if (electron) await written().then(() => electron.exit(exitCode));
}

/** The words after the program's own file; Electron puts switches of its own before it and keeps the `--` after it. */
function ownArguments(): string[] {
  const own = process.argv.findIndex((word) => resolve(word) === __filename);
  const words = process.argv.slice(own + 1);
  return words[0] === '--' ? words.slice(1) : words;
}

/** Resolves when what was written to the standard streams has left the process. */
function written(): Promise<unknown> {
  const flush = (stream: NodeJS.WriteStream) =>
    new Promise<void>((done) => stream.write('', () => done()));
  return Promise.all([flush(process.stdout), flush(process.stderr)]);
}
