// @ts-check
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeOnce } from './cache.mjs';
import { cacheDir, toolNode, toolScript } from './paths.mjs';
import { runOrThrow } from './process.mjs';

/** The Node-API version that better-sqlite3's prebuilt binaries need. */
export const PREBUILT_NAPI = 10;

const ADDON = 'better_sqlite3.node';

/**
 * Builds better-sqlite3 from its own sources for a runtime with an older Node-API (its prebuilt
 * binaries crash there), once per version; about a minute.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} path of the addon, for the option `nativeBinding`
 * @throws {Error} when there is no compiler
 */
export async function provideSqliteBinding(log) {
  const { version, target } = await location();
  await makeOnce(target, async (folder) => {
    log(`building better-sqlite3 ${version} for this Electron (a minute or two, once)`);
    const work = await mkdtemp(join(tmpdir(), 'sandtable-sqlite-'));
    try {
      await copyFile(await build(toolScript('better-sqlite3'), work), join(folder, ADDON));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return join(target, ADDON);
}

/** Whether the addon was built before. */
export async function sqliteBindingExists() {
  return existsSync((await location()).target);
}

async function location() {
  const manifest = toolScript('better-sqlite3/package.json');
  const { name, version } = JSON.parse(await readFile(manifest, 'utf8'));
  const target = join(cacheDir, `${name}-${version}-napi9-${process.platform}-${process.arch}`);
  return { version, target };
}

/**
 * @param {string} source
 * @param {string} work
 * @returns {Promise<string>} path of the built addon
 */
async function build(source, work) {
  const copy = join(work, 'better-sqlite3');
  await cp(source, copy, { recursive: true });
  await mkdir(join(copy, 'node_modules'));
  await symlink(toolScript('node-addon-api'), join(copy, 'node_modules', 'node-addon-api'), 'dir');
  const gyp = join(copy, 'binding.gyp');
  await writeFile(gyp, forAnyNapi(await readFile(gyp, 'utf8')));
  await runOrThrow(
    'Building better-sqlite3 (it needs python3, make and g++)',
    toolNode,
    [
      toolScript('node-gyp/bin/node-gyp.js'),
      'rebuild',
      '--release',
      '--force_build=1',
      `--nodedir=${findHeaders()}`,
      `--jobs=${availableParallelism()}`,
    ],
    { cwd: copy },
  );
  return join(copy, 'build', 'Release', ADDON);
}

/**
 * Node-API 10 functions that the package uses exist in Node 20 under the experimental version.
 * @param {string} gyp the text of binding.gyp
 * @throws {Error} when the define is not where it is expected
 */
export function forAnyNapi(gyp) {
  const changed = gyp.replace(
    "'NAPI_VERSION=10'",
    "'NAPI_EXPERIMENTAL', 'NAPI_VERSION=2147483647'",
  );
  if (changed === gyp)
    throw new Error('better-sqlite3 names its Node-API version differently now.');
  return changed;
}

/** The folder above `include/node` of a Node on this machine. Nothing is downloaded. */
function findHeaders() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const candidates = [
    dirname(dirname(process.execPath)),
    toolScript(`node/node_modules/node-${platform}-${process.arch}`),
    toolScript(`node-${platform}-${process.arch}`),
  ];
  const found = candidates.find((folder) => existsSync(join(folder, 'include/node/node_api.h')));
  if (found) return found;
  throw new Error(
    `Building better-sqlite3 needs Node's headers; none in ${candidates.join(', ')}.`,
  );
}
