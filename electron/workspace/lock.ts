import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomicSync } from '#electron/shell/atomic-file';
import { SandtableError } from '#shared/errors';

const lockSchema = z.object({
  pid: z.number().int(),
  /** When that process started, where the system tells: a number used again is another process. */
  started: z.string().nullable(),
  /** True while the replica is open, that is while a write-ahead log must be there. */
  open: z.boolean(),
});
type LockContent = z.infer<typeof lockSchema>;

/** The claim of one process on a workspace folder. */
export interface WorkspaceLock {
  /** The process before us ended while the replica was open. */
  readonly afterCrash: boolean;
  /** Notes whether the replica is open now. */
  mark(open: boolean): void;
  release(): void;
  /** Leaves the claim as a crash would: open, by nobody. The next one to claim finds the same. */
  abandon(): void;
}

/**
 * Claims a workspace for this process; takes over the claim of a process that is gone.
 * @throws SandtableError REPLICA_BUSY when a living process has it (also this one); what the file system throws when the
 * folder takes no writing
 */
export function acquireLock(folder: string): WorkspaceLock {
  const file = join(folder, 'workspace.lock');
  const mine = { pid: process.pid, started: startOf(process.pid) };
  const previous = read(file);
  if (previous && isAlive(previous)) busy(folder, previous.pid);
  if (previous) rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify({ ...mine, open: false }), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    busy(folder, read(file)?.pid ?? 0);
  }
  return {
    afterCrash: previous?.open ?? false,
    mark: (open) => writeFileAtomicSync(file, JSON.stringify({ ...mine, open })),
    release: () => rmSync(file, { force: true }),
    abandon: () => writeFileAtomicSync(file, JSON.stringify({ pid: 0, started: null, open: true })),
  };
}

function busy(folder: string, pid: number): never {
  const message = 'another Sandtable has this workspace open; close it there first';
  throw new SandtableError('REPLICA_BUSY', message, { folder, pid });
}

/** What the lock file says; a broken one counts as left by a process that is gone. */
function read(file: string): LockContent | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const gone = { pid: 0, started: null, open: false };
  try {
    return lockSchema.catch(gone).parse(JSON.parse(text));
  } catch {
    return gone;
  }
}

function isAlive({ pid, started }: LockContent): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const now = startOf(pid);
  return started === null || now === null || started === now;
}

/** Start time of a process in the kernel's ticks (Linux only). */
function startOf(pid: number): string | null {
  try {
    // After the name in brackets, which may hold spaces, the start time is the 20th field.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
