import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small file system of its own, as a nearly full or read-only disk. */
export interface SmallDisk {
  readonly folder: string;
  /** Changes its size, or whether it takes writing; options as of mount(8). */
  remount(options: string): void;
  remove(): void;
}

/** Mounts one of `megabytes`, or gives null where that is not allowed: Linux as root only. */
export function smallDisk(megabytes: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-disk-'));
  const mount = (options: string): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (!mount(`size=${megabytes}m`)) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  return {
    folder,
    remount: (options) => {
      if (!mount(`remount,${options}`)) throw new Error(`could not remount with ${options}`);
    },
    remove: () => {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
