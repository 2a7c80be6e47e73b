import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createWorkspace } from '#electron/workspace/index';
import { contract } from '#shared/contract';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { newKeySources } from '../keys';
import { UsageError } from '../usage-error';

/** `create`: a new, empty workspace. A key file that is not there is made; it goes again when the rest fails. */
export async function createCommand(context: CliContext): Promise<Outcome> {
  const { options, host, text } = context;
  const folder = resolve(options.required('workspace'));
  const name = shortText(options.required('name'), 'name');
  const userName = shortText(options.required('user'), 'user');
  const sources = newKeySources(context, folder);
  const { keyFile } = sources;
  const newKey = keyFile !== null && !existsSync(keyFile);
  try {
    const workspace = { folder, name, kind: 'own', userName } as const;
    const needs = { workerDir: workerFolder(host), clock: Date.now };
    await createWorkspace(workspace, () => sources, needs);
  } catch (error) {
    if (newKey) rmSync(keyFile, { force: true });
    throw error;
  }
  const keyKeeping = keyFile === null ? 'passphrase' : 'keyFile';
  const lines = [text('create.done', { name, folder })];
  if (keyFile !== null) lines.push(text('create.keyFile', { file: keyFile }));
  return { value: { folder, name, userName, keyKeeping, keyFile }, lines };
}

/** The same bounds as in the window. @throws UsageError */
function shortText(value: string, option: 'name' | 'user'): string {
  const { name } = contract['workspace.create'].input.shape;
  const parsed = name.safeParse(value);
  if (!parsed.success) throw new UsageError('tooLong', { option, most: 80 });
  return parsed.data;
}
