import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import type { Errand } from './flow-child';

/** What a process did to the files of its folder, as far as a power cut can tell. Paths are relative to the folder. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly path: string; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'ack'; readonly receipt: string };

const CALLS =
  'openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir';

/** Whether processes can be traced here. */
export function hasStrace(): boolean {
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  if (process.platform !== 'linux') return false;
  if (!onPath.some((folder) => existsSync(join(folder, 'strace')))) return false;
  return spawnSync('strace', ['-e', 'trace=none', '/bin/true']).status === 0;
}

/** Runs an errand under strace and gives back what it did to its folder, in order. @throws when it does not end well */
export function record(child: string, errand: Errand): DiskEvent[] {
  const place = mkdtempSync(join(tmpdir(), 'sandtable-trace-'));
  const file = join(place, 'trace');
  try {
    const options = ['-f', '-y', '-xx', '-s', '100000000', '-e', `trace=${CALLS}`, '-o', file];
    const ran = spawnSync('strace', [...options, process.execPath, child, JSON.stringify(errand)]);
    if (ran.status !== 0) throw new Error(`the traced process failed: ${ran.stderr.toString()}`);
    return eventsOf(readFileSync(file, 'latin1'), errand.folder);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Reads a trace; calls that another thread interrupted are put together again. */
function eventsOf(text: string, folder: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const begun = new Map<string, string>();
  const files = new TracedFiles(folder);
  for (const line of text.split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const cut = rest.indexOf(' <unfinished ...>');
    if (cut !== -1) {
      begun.set(pid, rest.slice(0, cut));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    const whole = resumed ? `${begun.get(pid) ?? ''}${resumed[1] ?? ''}` : rest;
    events.push(...files.eventOf(whole));
  }
  return events;
}

/** Turns single calls into events; knows where each open file is written next. */
class TracedFiles {
  readonly #folder: string;
  /** Where `write` goes on, by the number of the open file. */
  readonly #cursors = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  eventOf(call: string): DiskEvent[] {
    const parsed = /^(\w+)\((.*)\)\s+= (-?\d+)/s.exec(call);
    if (!parsed || Number(parsed[3]) < 0) return [];
    const [, name = '', args = '', result = ''] = parsed;
    const strings = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((m) => bytesOf(m[1] ?? ''));
    const open = /^(\d+)<((?:\\x[0-9a-f]{2}|[^>])*)>/.exec(args);
    const path = open && this.#inside(bytesOf(open[2] ?? '').toString());
    switch (name) {
      case 'write':
        return this.#written(open?.[1] ?? '', path, strings[0] ?? Buffer.alloc(0));
      case 'pwrite64': {
        if (path === null) return [];
        const at = Number(/, (\d+)$/.exec(args)?.[1]);
        return [{ kind: 'write', path, at, data: strings[0] ?? Buffer.alloc(0) }];
      }
      case 'ftruncate':
        return path === null
          ? []
          : [{ kind: 'truncate', path, size: Number(/, (\d+)$/.exec(args)?.[1]) }];
      case 'fsync':
      case 'fdatasync':
        return path === null ? [] : [{ kind: 'sync', path }];
      case 'openat':
        return this.#opened(args, result, strings[0]?.toString() ?? '');
      case 'mkdir':
        return [];
      default:
        return this.#named(
          name,
          strings.map((one) => this.#inside(one.toString())),
        );
    }
  }

  #written(file: string, path: string | null, data: Buffer): DiskEvent[] {
    if (file === '1') {
      const receipts = data
        .toString()
        .split('\n')
        .filter((line) => line !== '');
      return receipts.map((receipt) => ({ kind: 'ack', receipt }));
    }
    if (path === null) return [];
    const at = this.#cursors.get(file) ?? 0;
    this.#cursors.set(file, at + data.length);
    return [{ kind: 'write', path, at, data }];
  }

  #opened(args: string, result: string, name: string): DiskEvent[] {
    this.#cursors.delete(result);
    const path = this.#inside(name);
    if (path === null || !args.includes('O_CREAT')) return [];
    const events: DiskEvent[] = [{ kind: 'create', path }];
    if (args.includes('O_TRUNC')) events.push({ kind: 'truncate', path, size: 0 });
    return events;
  }

  #named(name: string, paths: readonly (string | null)[]): DiskEvent[] {
    const [path, to] = paths;
    if (path === null || path === undefined) return [];
    if (name.startsWith('unlink')) return [{ kind: 'remove', path }];
    if (to === null || to === undefined) return [];
    return [{ kind: name.startsWith('rename') ? 'rename' : 'link', path, to }];
  }

  /** The path below the folder (`.` = the folder itself), or null for everything else; `-shm` is not kept on disk. */
  #inside(path: string): string | null {
    const inner = relative(this.#folder, path);
    if (inner === '') return '.';
    return inner.startsWith('..') || path.endsWith('-shm') ? null : inner;
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
