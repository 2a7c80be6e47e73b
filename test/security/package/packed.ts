import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { flipFuses, type FuseV1Options, FuseVersion } from '@electron/fuses';

export const root = join(import.meta.dirname, '..', '..', '..');
export const PACKED = join(root, 'release', 'linux-unpacked');

const isRoot = process.getuid?.() === 0;
/** An account without rights, so that Chromium starts with its sandbox. */
const NOBODY = 65_534;
const START_MS = 40_000;

const works = (command: string, args: readonly string[], as: number | undefined): boolean =>
  spawnSync(command, args, as === undefined ? {} : { uid: as, gid: as }).status === 0;

/** Whether this machine lets an account without rights make the namespaces that Chromium's sandbox is made of. */
export const canSandbox = works('unshare', ['-U', 'true'], isRoot ? NOBODY : undefined);
/** Whether this machine lets a program be traced. */
export const canTrace = works('strace', ['-o', '/dev/null', 'true'], undefined);

const made: string[] = [];

/** A new folder for one test; {@link tidyUp} removes it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-packed-'));
  made.push(folder);
  return folder;
}

/**
 * A copy of the packed app whose files are links but for the executable, so that it can be given a flaw.
 * @returns the folder
 */
export function copyOfApp(): string {
  const folder = newFolder();
  // Also for an account without rights.
  chmodSync(folder, 0o755);
  const target = join(folder, 'app');
  // Links need one file system; across two the files are copied.
  try {
    execFileSync('cp', ['-al', PACKED, target], { stdio: 'ignore' });
  } catch {
    rmSync(target, { recursive: true, force: true });
    execFileSync('cp', ['-a', PACKED, target]);
  }
  const executable = join(target, 'sandtable');
  rmSync(executable);
  copyFileSync(join(PACKED, 'sandtable'), executable);
  return target;
}

/** Sets one fuse of an app otherwise than the product has it. */
export async function flip(app: string, fuse: FuseV1Options, value: boolean): Promise<void> {
  await flipFuses(join(app, 'sandtable'), { version: FuseVersion.V1, [fuse]: value });
}

interface Start {
  readonly app?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** As an account without rights and with Chromium's sandbox; otherwise without it where this is root. */
  readonly sandboxed?: boolean;
  /** Words before the executable (a tracer). */
  readonly under?: readonly string[];
}

/** The packed app as it runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly profile: string;
  /** What it wrote to its error output so far. */
  readonly said: () => string;
  /** True when its window's program has started; false when it ended before. */
  readonly started: () => Promise<boolean>;
  readonly exit: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

const running = new Set<Running>();

/** Starts the packed app on an empty profile. */
export function start({
  app = PACKED,
  args = [],
  env = {},
  sandboxed = false,
  under = [],
}: Start = {}): Running {
  const profile = newFolder();
  const asNobody = sandboxed && isRoot;
  if (asNobody) chownSync(profile, NOBODY, NOBODY);
  const own = [
    ...(isRoot && !sandboxed ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    ...args,
  ];
  const [command = '', ...words] = [...under, join(app, 'sandtable'), ...own];
  const child = spawn(command, words, {
    env: { ...process.env, HOME: profile, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(asNobody ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const log = join(profile, 'logs', 'sandtable.log');
  const one: Running = {
    child,
    profile,
    said: () => text,
    started: async () => {
      for (let waited = 0; waited < START_MS && child.exitCode === null; waited += 100) {
        if (existsSync(log) && readFileSync(log, 'utf8').includes('"event":"start"')) return true;
        await sleep(100);
      }
      return false;
    },
    exit,
    stop: async () => {
      for (const pid of processesOf(one)) tryKill(pid);
      tryKill(child.pid ?? 0);
      await exit;
      running.delete(one);
    },
  };
  running.add(one);
  return one;
}

function tryKill(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Ends what still runs and removes what was made. */
export async function tidyUp(): Promise<void> {
  for (const one of running) await one.stop();
  for (const folder of made.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

const read = (pid: number, what: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
};
const field = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(read(pid, 'status'))?.[1] ?? '';

/** The process and everything below it. */
function processesOf({ child }: Running): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((pid) => [pid, Number(field(pid, 'PPid'))]));
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === child.pid) return true;
    }
    return false;
  };
  return all.filter(isBelow);
}

/** Page processes that run without a filter of system calls or in the namespace of users. */
export function openPages(one: Running): { readonly pages: number; readonly open: number } {
  const pages = processesOf(one).filter((pid) => read(pid, 'cmdline').includes('--type=renderer'));
  const open = pages.filter(
    (pid) => field(pid, 'Seccomp') !== '2' || namespace(pid) === namespace('self'),
  );
  return { pages: pages.length, open: open.length };
}

function namespace(pid: number | 'self'): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/user`);
  } catch {
    return '';
  }
}

/** Ports that a process of the app listens on. */
export function listening(one: Running): string[] {
  const sockets = new Set(
    processesOf(one).flatMap((pid) => {
      try {
        return readdirSync(`/proc/${pid}/fd`).map((fd) => {
          try {
            return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? '';
          } catch {
            return '';
          }
        });
      } catch {
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode ?? ''))
      .map(([, local = '']) => local),
  );
}

/** Connections and datagrams to another machine or a name server in what strace wrote. */
export function sentOut(trace: string): string[] {
  return trace
    .split('\n')
    .filter(
      (line) =>
        /\b(connect|sendto|sendmsg|sendmmsg)\(/.test(line) && /sa_family=AF_INET6?\b/.test(line),
    );
}
