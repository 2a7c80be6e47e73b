import type { CliHost } from '#electron/cli/context';
import { runCli } from '#electron/cli/run';
import { shippedFolders } from '#electron/shell/shipped';

/** Runs a command line in this process, in English; what it wrote to both streams, and its exit code. */
export async function callCli(
  args: readonly string[],
  mainFolder: string,
  over: Partial<CliHost> = {},
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  const exitCode = await runCli(args, {
    mainFolder,
    root: process.cwd(),
    shipped: shippedFolders(process.cwd(), null),
    env: { LANG: 'en_US.UTF-8' },
    writeOut: (text) => void (out += text),
    writeErr: (text) => void (err += text),
    errIsTerminal: false,
    stop: new AbortController().signal,
    pdf: null,
    ...over,
  });
  return { exitCode, out, err };
}
