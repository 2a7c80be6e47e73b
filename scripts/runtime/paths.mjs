// @ts-check
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Where runtimes and built addons are kept between runs, outside the clone.
 * `SANDTABLE_CACHE` moves it, as `XDG_CACHE_HOME` does on Linux.
 */
export const cacheDir =
  process.env.SANDTABLE_CACHE ??
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sandtable');

const isWindows = process.platform === 'win32';

/** The Node that the lockfile pins for tools; the Node that runs this script may be older. */
export const toolNode = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

/**
 * Absolute path of a tool's JavaScript entry in node_modules, to be run by `toolNode`.
 * @param {string} path relative to node_modules
 */
export const toolScript = (path) => join(root, 'node_modules', ...path.split('/'));
