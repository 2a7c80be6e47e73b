// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withLock } from './runtime/cache.mjs';
import { cacheDir, root, toolNode, toolScript } from './runtime/paths.mjs';
import { lastLines, run } from './runtime/process.mjs';
import {
  provideRegistryElectron,
  registryElectron,
  registryElectronFits,
} from './runtime/registry-electron.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'override' | 'installed' | 'registry'} kind where it came from
 * @property {string} dist the folder with the executable and `version`
 * @property {string} executable
 * @property {string} version as in the file `version`
 * @property {number} napi the Node-API version that it offers to native addons
 *
 * @typedef {object} Finders one for each place, in the order in which they are asked; null = not there
 * @property {() => Promise<ElectronRuntime | null>} override
 * @property {() => Promise<ElectronRuntime | null>} installed
 * @property {() => Promise<ElectronRuntime | null>} registry
 */

const CONNECT_LIMIT_MS = 6000;
const DOWNLOAD_LIMIT_MS = 20 * 60_000;
const REMEMBER_FAILURE_MS = 7 * 24 * 3600_000;

/**
 * Finds the Electron to run: the one named by `ELECTRON_OVERRIDE_DIST_PATH`, else the one that its
 * installer puts into node_modules, else the registry runtime.
 * @param {(line: string) => void} log one line per step that takes time
 * @param {Finders} [finders]
 * @returns {Promise<ElectronRuntime>}
 * @throws {Error} one sentence: what was tried and the ways out
 */
export async function findElectron(log, finders = realFinders(log)) {
  const found =
    (await finders.override()) ?? (await finders.installed()) ?? (await finders.registry());
  if (found) return found;
  throw new Error(
    'No Electron: its release server did not answer and the package registry has no runtime for ' +
      `${process.platform}-${process.arch}; make the release server (or ELECTRON_MIRROR) reachable ` +
      'and run `npx install-electron`, or unpack an Electron and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
  );
}

/**
 * @param {(line: string) => void} log
 * @returns {Finders}
 */
function realFinders(log) {
  return {
    override: async () => {
      const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
      if (!dist) return null;
      const runtime = await readRuntime('override', resolve(dist));
      if (runtime) return runtime;
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, which holds no Electron.`);
    },
    installed: async () => {
      const dist = toolScript('electron/dist');
      const present = await readRuntime('installed', dist);
      if (present || !(await install(log))) return present;
      return readRuntime('installed', dist);
    },
    registry: async () => {
      if (!registryElectronFits) return null;
      return readRuntime('registry', await provideRegistryElectron(log));
    },
  };
}

/**
 * @param {ElectronRuntime['kind']} kind
 * @param {string} dist
 * @returns {Promise<ElectronRuntime | null>}
 */
async function readRuntime(kind, dist) {
  const executable = join(dist, executableName());
  if (!existsSync(executable)) return null;
  const said = await readFile(join(dist, 'version'), 'utf8').catch(() => '');
  const version = said.trim().replace(/^v/, '');
  const napi = kind === 'registry' ? registryElectron.napi : await askNapi(executable);
  return { kind, dist, executable, version, napi };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} executable */
async function askNapi(executable) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const answer = await run(executable, ['-p', 'process.versions.napi'], { env });
  const napi = Number(answer.stdout);
  if (answer.code === 0 && napi > 0) return napi;
  throw new Error(`${executable} does not start: ${lastLines(answer.stderr, 1)}`);
}

/**
 * Runs Electron's own installer, unless it failed not long ago.
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} whether it succeeded
 */
async function install(log) {
  const installer = toolScript('electron/install.js');
  if (!existsSync(installer)) return false;
  const { version } = JSON.parse(await readFile(toolScript('electron/package.json'), 'utf8'));
  const failure = join(cacheDir, `install-electron-${version}.failed`);
  await mkdir(cacheDir, { recursive: true });
  return withLock(`${failure}.lock`, async () => {
    if (await failedLately(failure)) return false;
    log(`fetching Electron ${version} from its release server`);
    const result = await run(
      toolNode,
      ['--import', join(root, 'scripts', 'runtime', 'connect-limit.mjs'), installer],
      {
        env: {
          ...process.env,
          ELECTRON_GET_USE_PROXY: 'true',
          NODE_USE_ENV_PROXY: '1',
          SANDTABLE_CONNECT_LIMIT_MS: String(CONNECT_LIMIT_MS),
        },
        timeoutMs: DOWNLOAD_LIMIT_MS,
      },
    );
    if (result.code === 0) return true;
    await writeFile(failure, `${new Date().toISOString()}\n${result.stderr}`);
    log(`Electron's release server is out of reach (remembered for a week in ${failure})`);
    return false;
  });
}

/** @param {string} failure */
async function failedLately(failure) {
  const [at = ''] = (await readFile(failure, 'utf8').catch(() => '')).split('\n');
  return Date.now() - Date.parse(at) < REMEMBER_FAILURE_MS;
}
