import { join, resolve } from 'node:path';
import { runCli } from './cli/run';

/** `out/main` of the clone; in development and tests the bundle lies there, too. */
const mainFolder = __dirname;

void main();

/** The `sandtable` command. In Electron, which only `export` needs, its windows print the PDF. */
async function main(): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const electron =
    'electron' in process.versions
      ? await (await import('./cli/electron-host')).electronHost(stop)
      : null;
  // After Chromium has put its own listeners there: those let a second Ctrl+C kill the process.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const exitCode = await runCli(ownArguments(), {
    mainFolder,
    root: join(mainFolder, '..', '..'),
    env: process.env,
    writeOut: (text) => process.stdout.write(text),
    writeErr: (text) => process.stderr.write(text),
    errIsTerminal: process.stderr.isTTY,
    stop: controller.signal,
    pdf: electron?.pdf ?? null,
  });
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
