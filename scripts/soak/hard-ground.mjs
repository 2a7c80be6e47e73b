// @ts-check
import { join } from 'node:path';
import { root } from '../runtime/paths.mjs';
import { runHere } from '../runtime/process.mjs';

/**
 * Kills processes at every named write point, cuts the power at every recorded write and runs random histories against
 * a model; see docs/hard-ground.md. Progress goes to stderr, the result to the last line of stdout.
 * @param {import('../bootstrap.mjs').Ready} ready
 * @param {string[]} options `--kills N --states N --seeds N --json`
 * @returns {Promise<number>} exit code: 1 when a fault was found
 */
export function hardGround({ node, env }, options) {
  const run = join(root, 'test', 'faults', 'run-soak.ts');
  const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  return runHere(node, [quiet, run, ...options], { cwd: root, env });
}
