import { readdirSync, readFileSync } from 'node:fs';

/** A process with all its descendants. Linux only: elsewhere everything is null. */
export interface TreeUse {
  readonly processes: number;
  /** CPU seconds spent so far, user and system. */
  readonly cpuSeconds: number;
  /** Proportional set size: shared pages are counted once, divided among those who share them. */
  readonly residentBytes: number;
}

const TICKS_PER_SECOND = 100;

/** What a process and its living descendants have used. Null where /proc does not tell. */
export function treeUse(root: number): TreeUse | null {
  if (process.platform !== 'linux') return null;
  const pids = descendants(root);
  let cpuSeconds = 0;
  let residentBytes = 0;
  for (const pid of pids) {
    const fields = statOf(pid);
    cpuSeconds += (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND || 0;
    const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
    residentBytes += Number(pss?.[1] ?? 0) * 1024;
  }
  return { processes: pids.length, cpuSeconds, residentBytes };
}

/** Load of the machine in the last minute; of interest beside every figure. */
export function loadNow(): number {
  return Number(read('/proc/loadavg').split(' ')[0]) || 0;
}

function descendants(root: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(statOf(pid)[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), pid]);
  }
  const found = [root];
  for (const pid of found) found.push(...(parents.get(pid) ?? []));
  return found;
}

/** The fields of /proc/PID/stat from the state on: [0] state, [1] parent, [11] user ticks, [12] system ticks. */
function statOf(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Empty when the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
