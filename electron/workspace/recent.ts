import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '#electron/shell/atomic-file';
import { workspaceKindSchema } from '#shared/workspace/model';

const recentSchema = z.array(
  z.object({ folder: z.string(), name: z.string(), kind: workspaceKindSchema }),
);
export type RecentWorkspace = z.infer<typeof recentSchema>[number];

const MAX_RECENT = 10;

const fileIn = (userDataDir: string): string => join(userDataDir, 'recent-workspaces.json');

/** The workspaces opened last, newest first; folders that are gone are left out. A broken list counts as empty. */
export function listRecent(userDataDir: string): RecentWorkspace[] {
  try {
    const parsed = recentSchema.parse(JSON.parse(readFileSync(fileIn(userDataDir), 'utf8')));
    return parsed.filter(({ folder }) => existsSync(folder));
  } catch {
    return [];
  }
}

/** Puts a workspace on top of the list. */
export async function remember(userDataDir: string, workspace: RecentWorkspace): Promise<void> {
  const others = listRecent(userDataDir).filter(({ folder }) => folder !== workspace.folder);
  const list = [workspace, ...others].slice(0, MAX_RECENT);
  await writeFileAtomic(fileIn(userDataDir), `${JSON.stringify(list, null, 2)}\n`);
}
