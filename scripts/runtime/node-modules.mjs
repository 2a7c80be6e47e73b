// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withLock } from './cache.mjs';
import { cacheDir, root, toolNode } from './paths.mjs';
import { runOrThrow } from './process.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lockfile
 */

/**
 * Runs `npm ci` when node_modules is not what package-lock.json says. Of all install scripts only
 * the one of `node` is run, which puts the Node for tools in place.
 * @param {(line: string) => void} log
 */
export async function provideNodeModules(log) {
  if (await isInstalled()) return;
  await mkdir(cacheDir, { recursive: true });
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 12);
  await withLock(join(cacheDir, `npm-ci-${clone}.lock`), async () => {
    if (await isInstalled()) return;
    log('installing packages (npm ci)');
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    const options = { cwd: root };
    await runOrThrow('npm ci', 'npm', ['ci', '--ignore-scripts', ...quiet], options);
    await runOrThrow('npm rebuild node', 'npm', ['rebuild', 'node', ...quiet], options);
  });
}

async function isInstalled() {
  if (!existsSync(toolNode)) return false;
  try {
    const [wanted, present] = await Promise.all([
      readLockfile(join(root, 'package-lock.json')),
      readLockfile(join(root, 'node_modules', '.package-lock.json')),
    ]);
    return lockfilesAgree(wanted, present);
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Promise<Lockfile>}
 */
async function readLockfile(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/**
 * Whether what npm says it installed is what the lockfile asks for. Optional packages may be
 * absent (they are for other platforms), nothing else may.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} present node_modules/.package-lock.json
 */
export function lockfilesAgree(wanted, present) {
  const asked = wanted.packages ?? {};
  const there = present.packages ?? {};
  const complete = Object.entries(asked).every(([path, entry]) => {
    if (path === '') return true;
    const found = there[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
  return complete && Object.keys(there).every((path) => path in asked);
}
