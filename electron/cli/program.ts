import { join } from 'node:path';
import { shippedFolders } from '#electron/shell/shipped';
import { runCli } from './run';

/**
 * Runs one command and ends with its exit code.
 * @param mainFolder the folder of the built main process
 */
export async function runProgram(words: readonly string[], mainFolder: string): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const electron =
    'electron' in process.versions
      ? await (await import('./electron-host')).electronHost(stop)
      : null;
  // After Chromium has put its own listeners there: those let a second Ctrl+C kill the process.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const root = join(mainFolder, '..', '..');
  const exitCode = await runCli(words, {
    mainFolder,
    root,
    shipped: shippedFolders(root, electron?.resources ?? null),
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

/** Resolves when what was written to the standard streams has left the process. */
function written(): Promise<unknown> {
  const flush = (stream: NodeJS.WriteStream) =>
    new Promise<void>((done) => stream.write('', () => done()));
  return Promise.all([flush(process.stdout), flush(process.stderr)]);
}
