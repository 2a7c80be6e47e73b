import { resolve } from 'node:path';
import { importDemo } from '#electron/pipeline/index';
import { createWorkspace, demoKeyFile } from '#electron/workspace/index';
import en from '#resources/locales/en/dialogs.json';
import zh from '#resources/locales/zh-CN/dialogs.json';
import { SandtableError } from '#shared/errors';
import { formatCount } from '#shared/format';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { keySources } from '../keys';

/** `demo`: a workspace filled with the data that ship, so that everything can be tried. Its key lies beside it. */
export async function demoCommand(context: CliContext): Promise<Outcome> {
  const { options, host, language, jobs, text } = context;
  const folder = resolve(options.required('workspace'));
  const { demoName: name, demoUser: userName } = language === 'zh-CN' ? zh : en;
  const { keyStore } = keySources(context);
  const needs = { workerDir: workerFolder(host), clock: Date.now };
  const result = await jobs.run(context.newJob(), 'demo', async ({ signal, progress }) => {
    let filled: Awaited<ReturnType<typeof importDemo>> | null = null;
    await createWorkspace(
      {
        folder,
        name,
        kind: 'demo',
        userName,
        fill: async (replica) => {
          filled = await importDemo(replica, host.shipped.demo, language, {
            signal,
            onProgress: progress,
          });
          if (signal.aborted) throw new SandtableError('CANCELLED', 'stopped');
          return filled;
        },
      },
      (making) => ({ keyStore, passphrase: null, keyFile: demoKeyFile(making) }),
      needs,
    );
    return filled as Awaited<ReturnType<typeof importDemo>> | null;
  });
  return {
    value: { folder, name, ...result },
    lines: [text('demo.done', { name, folder, rows: formatCount(result?.rows ?? 0) })],
  };
}
