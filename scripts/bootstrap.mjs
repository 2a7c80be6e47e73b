// @ts-check
// Makes a fresh clone ready to run, with nothing but Node's own modules: packages, Electron, addon.
// `node scripts/bootstrap.mjs --env` also prints the environment as `export` lines for a shell.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron-runtime.mjs';
import { provideBuildTools, provideHeadlessPackages } from './runtime/debian-packages.mjs';
import { provideNodeModules } from './runtime/node-modules.mjs';
import { root, toolNode } from './runtime/paths.mjs';
import {
  PREBUILT_NAPI,
  provideSqliteBinding,
  sqliteBindingExists,
} from './runtime/sqlite-binding.mjs';

/**
 * @typedef {object} Ready
 * @property {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @property {string[]} electronArgs what Electron needs before the app's path on this machine
 * @property {string} node the Node for tools
 * @property {string | null} sqliteBinding addon for a runtime that cannot load the prebuilt one
 * @property {NodeJS.ProcessEnv} env this environment plus what tools, tests and the app read:
 *   PATH with the Node for tools first, SANDTABLE_ELECTRON, SANDTABLE_ELECTRON_ARGS (JSON array),
 *   SANDTABLE_ELECTRON_KIND, and SANDTABLE_SQLITE_BINDING when there is one
 */

/** @param {string} line */
export function logStep(line) {
  process.stderr.write(`sandtable: ${line}\n`);
}

/**
 * @param {(line: string) => void} [log] one line per step that has something to do
 * @returns {Promise<Ready>}
 */
export async function bootstrap(log = logStep) {
  await provideHeadlessPackages(log);
  await provideNodeModules(log);
  const electron = await findElectron(log);
  const sqliteBinding = electron.napi < PREBUILT_NAPI ? await provideBinding(log) : null;
  const electronArgs = electronArguments();
  const env = {
    ...process.env,
    PATH: [join(root, 'node_modules', '.bin'), dirname(toolNode), process.env.PATH].join(delimiter),
    SANDTABLE_ELECTRON: electron.executable,
    SANDTABLE_ELECTRON_ARGS: JSON.stringify(electronArgs),
    SANDTABLE_ELECTRON_KIND: electron.kind,
    ...(sqliteBinding ? { SANDTABLE_SQLITE_BINDING: sqliteBinding } : {}),
  };
  return { electron, electronArgs, node: toolNode, sqliteBinding, env };
}

/** @param {(line: string) => void} log */
async function provideBinding(log) {
  if (!(await sqliteBindingExists())) await provideBuildTools(log);
  return provideSqliteBinding(log);
}

/** Chromium refuses to run as root with its sandbox. */
function electronArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Whether the module is the script that Node was started with.
 * @param {string} url `import.meta.url` of the module
 */
export function isStarted(url) {
  const script = process.argv[1];
  return script !== undefined && existsSync(script) && realpathSync(script) === fileURLToPath(url);
}

/**
 * Runs a script's main function: its number is the exit code, its error one line on stderr.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    logStep(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (isStarted(import.meta.url)) {
  await runMain(async () => {
    const { env } = await bootstrap();
    if (process.argv.includes('--env')) {
      for (const [name, value] of Object.entries(env)) {
        if (name === 'PATH' || name.startsWith('SANDTABLE_')) {
          process.stdout.write(`export ${name}='${value?.replaceAll("'", String.raw`'\''`)}'\n`);
        }
      }
    }
    return 0;
  });
}
