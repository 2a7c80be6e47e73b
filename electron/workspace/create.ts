import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '#electron/replica/durable';
import { newId } from '#electron/replica/ids';
import { openReplica, type OpenReplica } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import { assertSuitable, isFree, writeHeader } from './folder';
import { keyCheck, type KeySources, makeKey } from './key';
import type { SessionNeeds } from './session';

/** What a new workspace is. */
export interface NewWorkspace {
  readonly folder: string;
  readonly name: string;
  readonly kind: 'demo' | 'own';
  readonly userName: string;
  /** Puts the first data in; gives back the day that "today" is there, null = the real one. */
  readonly fill?: (replica: OpenReplica) => Promise<{ asOfDay: string | null }>;
}

/**
 * Makes a workspace beside its final place and moves it there when it is complete: a crash on the way leaves nothing
 * that looks like a workspace.
 * @param sources gives the sources of the key for the folder in which the workspace is being made
 * @throws SandtableError FILE_EXISTS, BAD_INPUT (unsuitable folder), KEY_REQUIRED, DISK_FULL, and what `fill` throws
 */
export async function createWorkspace(
  workspace: NewWorkspace,
  sources: (folder: string) => KeySources,
  needs: SessionNeeds,
): Promise<void> {
  const { folder, name, kind, userName } = workspace;
  await assertSuitable(folder);
  if (!isFree(folder)) {
    throw new SandtableError('FILE_EXISTS', 'the folder is not empty', { folder });
  }
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(making, { mode: 0o700 });
  try {
    const { key, kept } = await makeKey(sources(making));
    await writeHeader(making, {
      profile: 'sandtable-key/1',
      name,
      kind,
      check: keyCheck(key),
      key: kept,
    });
    const user = { id: newId(), name: userName };
    const { workerDir, clock, onNote, sqliteBinding } = needs;
    const replica = await openReplica({
      folder: making,
      key,
      actor: user,
      workerDir,
      create: true,
      clock,
      ...(onNote ? { onNote } : {}),
      ...(sqliteBinding === undefined ? {} : { sqliteBinding }),
    });
    try {
      const { asOfDay } = (await workspace.fill?.(replica)) ?? { asOfDay: null };
      const row = { id: newId(), name, kind, userId: user.id, userName, asOfDay };
      await replica.writer.write('workspace.complete', row);
    } finally {
      await replica.close();
    }
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(making, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  }
}
