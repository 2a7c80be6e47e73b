import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { replicaFile } from '#electron/replica/paths';
import { writeFileAtomic } from '#electron/shell/atomic-file';
import { SandtableError } from '#shared/errors';
import { workspaceKindSchema } from '#shared/workspace/model';
import { keptKeySchema } from './key';

/** What lies beside the replica in the clear: the workspace's name and how its key is kept. */
const headerSchema = z.object({
  profile: z.literal('sandtable-key/1'),
  name: z.string(),
  kind: workspaceKindSchema,
  check: z.string().length(32),
  key: keptKeySchema,
});
export type Header = z.infer<typeof headerSchema>;

const headerFile = (folder: string): string => join(folder, 'key.json');

/** The demo's own key file; its data are public or generated. */
export const demoKeyFile = (folder: string): string => join(folder, 'demo.key');

/**
 * The header of a workspace folder.
 * @throws SandtableError NOT_A_WORKSPACE; KEY_UNAVAILABLE when there is a replica but its key.json is lost or broken
 */
export function readHeader(folder: string): Header {
  const file = headerFile(folder);
  if (!existsSync(file)) {
    if (!existsSync(replicaFile(folder))) {
      throw new SandtableError('NOT_A_WORKSPACE', 'there is no workspace in this folder', {
        folder,
      });
    }
    throw new SandtableError('KEY_UNAVAILABLE', 'key.json is missing beside the replica', {
      folder,
    });
  }
  try {
    return headerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const place = placeOf(error);
    throw new SandtableError('KEY_UNAVAILABLE', `key.json cannot be read (${place})`, {
      folder,
      place,
    });
  }
}

/** Where a JSON text is not what it must be: the path of the value, or the position of the character. */
function placeOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues[0]?.path.join('.') || 'key.json';
  const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : null;
  return position == null ? 'key.json' : `key.json, character ${position}`;
}

export async function writeHeader(folder: string, header: Header): Promise<void> {
  await writeFileAtomic(headerFile(folder), `${JSON.stringify(header, null, 2)}\n`);
}

/** Folders that other programs copy while SQLite writes; a write-ahead log does not survive that. */
const SYNCED =
  /(^|[\\/])(onedrive|dropbox|icloud ?drive|mobile documents|google ?drive|my drive|nutstore|坚果云|baidusyncdisk|baidunetdisk|百度网盘|wps云盘)([ _-][^\\/]*)?([\\/]|$)/i;
/** File systems over a network, by the numbers of statfs(2): NFS, SMB, CIFS, SMB2, AFS. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f]);

/**
 * Refuses folders where the replica would not be safe.
 * @throws SandtableError BAD_INPUT with `reason`: `syncFolder` or `networkFolder`
 */
export async function assertSuitable(folder: string): Promise<void> {
  if (SYNCED.test(folder)) refuse(folder, 'syncFolder');
  if (folder.startsWith('\\\\') || folder.startsWith('//')) refuse(folder, 'networkFolder');
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  if (process.platform !== 'linux') return;
  if (NETWORK_TYPES.has((await statfs(existing)).type)) refuse(folder, 'networkFolder');
}

function refuse(folder: string, reason: 'syncFolder' | 'networkFolder'): never {
  const place = reason === 'syncFolder' ? 'is synchronised by another program' : 'is on a network';
  const message = `a workspace cannot lie here: the folder ${place}; choose one on this computer's disk`;
  throw new SandtableError('BAD_INPUT', message, { folder, reason });
}

/** Whether a folder can take a new workspace as it is. */
export function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}

/** A workspace's name as a folder name that every system takes. */
export function folderName(name: string): string {
  const safe = name
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  return safe === '' ? 'workspace' : safe.slice(0, 60);
}
