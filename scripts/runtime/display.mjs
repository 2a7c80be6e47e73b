// @ts-check
import { spawn } from 'node:child_process';
import { hasDisplay } from './debian-packages.mjs';

/**
 * Runs `work` with a display: the one that is there, or a virtual one that ends with it.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets `env`, with DISPLAY set when it is virtual
 * @returns {Promise<T>}
 * @throws {Error} when no virtual display can be started
 */
export async function withDisplay(env, work) {
  return withDisplays(1, env, work);
}

/**
 * The same with several virtual displays. Windows that are driven at once need one each: a display has
 * one keyboard focus and one clipboard.
 * @template T
 * @param {number} count
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets `env`; of virtual displays the first is DISPLAY and all
 *   stand in SANDTABLE_DISPLAYS, separated by spaces
 * @returns {Promise<T>}
 * @throws {Error} when a virtual display cannot be started
 */
export async function withDisplays(count, env, work) {
  if (hasDisplay()) return work(env);
  const servers = Array.from({ length: count }, startServer);
  const stop = () => servers.forEach((server) => server.kill());
  process.once('exit', stop);
  try {
    const displays = (await Promise.all(servers.map(firstLine))).map((number) => `:${number}`);
    return await work({ ...env, DISPLAY: displays[0], SANDTABLE_DISPLAYS: displays.join(' ') });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

function startServer() {
  return spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // Ctrl+C is for the work, which still needs its display while it stops.
    detached: true,
  });
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} server */
function firstLine(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(said.trim());
    });
    server.on('error', () =>
      reject(new Error('No display, and no Xvfb: install the package xvfb.')),
    );
    server.on('close', () => reject(new Error('No display, and Xvfb did not start.')));
  });
}
