// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFonts } from './fonts.mjs';
import { writeKernels } from './kernels.mjs';
import { withLock } from './runtime/cache.mjs';
import { root, toolScript } from './runtime/paths.mjs';
import { runOrThrow } from './runtime/process.mjs';

/** What the build reads; `resources/demo` and the like are read at run time instead. */
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources/locales',
  'resources/scenarios',
  'resources/templates',
  'electron.vite.config.ts',
  'scripts/fonts.mjs',
  'scripts/kernels.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

const stamp = join(root, 'out', '.built');

/**
 * Builds `out/` when it is older than what it is made of.
 * @param {import('./bootstrap.mjs').Ready} ready
 * @param {(line: string) => void} log
 * @throws {Error} with what the build said
 */
export async function buildWhenStale(ready, log) {
  if (!(await isStale())) return;
  await withLock(join(root, 'node_modules', '.sandtable-build.lock'), async () => {
    if (!(await isStale())) return;
    log('building');
    await build(ready);
  });
}

/**
 * Builds `out/` from nothing.
 * @param {import('./bootstrap.mjs').Ready} ready
 * @throws {Error} with what the build said
 */
async function build(ready) {
  const newest = await newestSource();
  await rm(join(root, 'out'), { recursive: true, force: true });
  await runOrThrow(
    'The build',
    ready.node,
    [toolScript('electron-vite/bin/electron-vite.js'), 'build'],
    {
      cwd: root,
      env: { ...ready.env, NODE_ENV: 'production' },
    },
  );
  await writeKernels();
  await writeFonts();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, String(newest));
}

async function isStale() {
  const built = Number(await readFile(stamp, 'utf8').catch(() => '0'));
  return built < (await newestSource());
}

/** Time of the last change of any source, in ms; folders count, since a deletion changes only them. */
async function newestSource() {
  const times = await Promise.all(
    SOURCES.map((path) => join(root, path))
      .filter(existsSync)
      .map(newestIn),
  );
  return Math.max(...times);
}

/**
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newestIn(path) {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => newestIn(join(path, name))));
  return Math.max(info.mtimeMs, ...inside);
}
