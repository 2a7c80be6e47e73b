// @ts-check
import { root, toolScript } from '../runtime/paths.mjs';
import { runHere } from '../runtime/process.mjs';

/** The properties that can be asked for more runs than `npm test` takes. */
const FILES = ['test/unit/pipeline/hostile-fuzz.test.ts', 'test/unit/shell/ipc.test.ts'];

/**
 * Mutated files against the importer, `runs` a property; inputs against every call, at most 10,000 each.
 * @param {import('../bootstrap.mjs').Ready} ready
 * @param {number} runs
 * @returns {Promise<number>} exit code
 */
export function fuzz(ready, runs) {
  return runHere(ready.node, [toolScript('vitest/vitest.mjs'), 'run', ...FILES], {
    cwd: root,
    env: {
      ...ready.env,
      VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
      SANDTABLE_FUZZ_RUNS: String(runs),
    },
  });
}
