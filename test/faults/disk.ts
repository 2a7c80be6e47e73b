import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DiskEvent } from './trace';

/** What a disk promises to write at once. */
const SECTOR = 512;

type FileEvent = Extract<DiskEvent, { kind: 'write' | 'truncate' }>;
type NameEvent = Extract<DiskEvent, { kind: 'create' | 'rename' | 'link' | 'remove' }>;

interface Content {
  durable: Buffer;
  pending: FileEvent[];
}

/** A number from 0 to 1, the same row of them for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Which of the writes that were never flushed have reached the disk. */
export type Luck = 'none' | 'all' | (() => number);

/**
 * A disk with a cache that forgets: content is durable after a sync of the file, names after a sync of their folder.
 * Names of one folder become durable in order (file systems keep a journal of them), sectors in any order.
 */
export class CrashDisk {
  readonly #names = new Map<string, Content>();
  readonly #durableNames = new Map<string, Content>();
  #pendingNames: { event: NameEvent; content: Content | undefined }[] = [];

  /** Begins with the files of a folder, all of them durable. */
  constructor(folder: string | null) {
    if (folder === null) return;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || entry.name.endsWith('-shm')) continue;
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
      const content = { durable: readFileSync(join(folder, path)), pending: [] };
      this.#names.set(path, content);
      this.#durableNames.set(path, content);
    }
  }

  /** Another disk with the same durable files. */
  copy(): CrashDisk {
    const disk = new CrashDisk(null);
    for (const [path, { durable }] of this.#durableNames) {
      const content = { durable, pending: [] };
      disk.#names.set(path, content);
      disk.#durableNames.set(path, content);
    }
    return disk;
  }

  take(event: DiskEvent): void {
    switch (event.kind) {
      case 'ack':
        return;
      case 'write':
      case 'truncate':
        this.#names.get(event.path)?.pending.push(event);
        return;
      case 'sync':
        this.#sync(event.path);
        return;
      case 'create':
        if (this.#names.has(event.path)) return;
        this.#name(event, { durable: Buffer.alloc(0), pending: [] });
        return;
      default:
        this.#name(event, this.#names.get(event.path));
    }
  }

  /** Lays the files out as they are after a power cut now. */
  crash(target: string, luck: Luck): void {
    const names = new Map(this.#durableNames);
    const kept =
      luck === 'none'
        ? 0
        : luck === 'all'
          ? this.#pendingNames.length
          : Math.floor(luck() * (this.#pendingNames.length + 1));
    for (const { event, content } of this.#pendingNames.slice(0, kept))
      rename(names, event, content);
    for (const [path, content] of names) {
      const file = join(target, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, torn(content, luck), { mode: 0o600 });
    }
  }

  #name(event: NameEvent, content: Content | undefined): void {
    rename(this.#names, event, content);
    this.#pendingNames.push({ event, content });
  }

  #sync(path: string): void {
    const content = this.#names.get(path);
    if (content) {
      content.durable = torn(content, 'all');
      content.pending = [];
      return;
    }
    const isHere = ({ event }: { event: NameEvent }): boolean => dirname(event.path) === path;
    for (const { event, content: named } of this.#pendingNames.filter(isHere)) {
      rename(this.#durableNames, event, named);
    }
    this.#pendingNames = this.#pendingNames.filter((one) => !isHere(one));
  }
}

function rename(names: Map<string, Content>, event: NameEvent, content: Content | undefined): void {
  if (event.kind === 'remove') {
    names.delete(event.path);
    return;
  }
  if (event.kind === 'create') {
    if (content) names.set(event.path, content);
    return;
  }
  if (content) {
    if (event.kind === 'rename') names.delete(event.path);
    names.set(event.to, content);
    return;
  }
  // A folder: everything below it moves along.
  for (const [path, below] of Array.from(names)) {
    if (!path.startsWith(`${event.path}/`)) continue;
    names.delete(path);
    names.set(`${event.to}${path.slice(event.path.length)}`, below);
  }
}

/** A file's content when of its unflushed writes those sectors arrived that luck let through. */
function torn({ durable, pending }: Content, luck: Luck): Buffer {
  if (luck === 'none' || pending.length === 0) return durable;
  let bytes = Buffer.from(durable);
  const grow = (size: number): void => {
    if (size > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
  };
  for (const event of pending) {
    if (event.kind === 'truncate') {
      if (luck !== 'all' && luck() < 0.5) continue;
      grow(event.size);
      bytes = Buffer.from(bytes.subarray(0, event.size));
      continue;
    }
    const { at, data } = event;
    for (let done = 0; done < data.length;) {
      const end = Math.min(data.length, done + SECTOR - ((at + done) % SECTOR));
      if (luck === 'all' || luck() < 0.5) {
        grow(at + end);
        data.copy(bytes, at + done, done, end);
      }
      done = end;
    }
  }
  return bytes;
}
