#!/usr/bin/env node
// @ts-check
// The command line of the workstation, run from the clone: `npx sandtable <command> …`.
// Standard output belongs to the command; what has to be prepared is told on standard error.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bootstrap, logStep, runMain } from '../scripts/bootstrap.mjs';
import { buildWhenStale } from '../scripts/build.mjs';
import { withDisplay } from '../scripts/runtime/display.mjs';
import { root } from '../scripts/runtime/paths.mjs';
import { forwardSignals, runHere } from '../scripts/runtime/process.mjs';

/** Lines that Chromium writes on a machine without a desktop; they are not the command's. */
const CHROMIUM_NOISE = /^\[\d+:\d{4}\/\d{6}\.\d+:(ERROR|WARNING|INFO):\w+\.cc\(\d+\)\]/;

const cli = join(root, 'out', 'main', 'cli.cjs');

await runMain(async () => {
  const args = process.argv.slice(2);
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  // A PDF is printed by Chromium, so this one command needs Electron; the others start faster.
  if (args[0] !== 'export') return runHere(ready.node, [cli, ...args], { env: ready.env });
  // Chromium keeps a profile whatever it does; this one ends with the command.
  const profile = await mkdtemp(join(tmpdir(), 'sandtable-profile-'));
  const own = [...ready.electronArgs, `--user-data-dir=${profile}`, cli];
  try {
    // After `--` no word of the person's is read as a switch by Chromium.
    return await withDisplay(ready.env, (env) =>
      runFiltered(ready.electron.executable, [...own, '--', ...args], env),
    );
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
function runFiltered(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['inherit', 'inherit', 'pipe'] });
    const release = forwardSignals(child);
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!CHROMIUM_NOISE.test(line)) process.stderr.write(`${line}\n`);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      release();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
