// @ts-check
// `npm test`: makes the clone ready, then runs every check; a failing one does not stop the others.
// `npm test -- --only unit,e2e` runs the named steps. The last line is `N passed, N failed`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { closingLine, readPlaywrightReport, readVitestReport } from './checks/tally.mjs';
import { packWhenChanged } from './pack.mjs';
import { withDisplay, withDisplays } from './runtime/display.mjs';
import { root, toolScript } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

/**
 * @typedef {import('./checks/tally.mjs').Tally} Tally
 * @typedef {import('./bootstrap.mjs').Ready} Ready
 */

const artifacts = join(root, 'artifacts');

/** Steps that look at what was built. */
const NEED_BUILD = ['package', 'e2e'];

/** How many windows the end-to-end tests drive at once, each on a virtual display of its own. */
const WINDOWS_AT_ONCE = 2;

/** In the order in which they run. @type {Map<string, (ready: Ready) => Promise<Tally>>} */
const steps = new Map(
  Object.entries({
    build: async (ready) => {
      await buildWhenStale(ready, console.log);
      return { passed: 1, failed: 0 };
    },
    format: check('oxfmt/bin/oxfmt', '--check'),
    lint: check('oxlint/bin/oxlint', '--type-aware', '--deny-warnings'),
    'types-node': check('@typescript/native/bin/tsc', '-p', 'tsconfig.node.json'),
    'types-web': check('@typescript/native/bin/tsc', '-p', 'tsconfig.web.json'),
    architecture: check(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'electron',
      'renderer',
      'shared',
      'scripts',
      'test',
    ),
    'dead-code': check('knip/bin/knip.js'),
    locales: (ready) => asOneTest(ready, [join(root, 'scripts', 'check-locales.mjs')]),
    unit: async (ready) => {
      const report = join(artifacts, 'unit-report.json');
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const code = await runHere(
        ready.node,
        [toolScript('vitest/vitest.mjs'), ...args],
        // It would advise `"type": "module"`, and Electron 33 loads CommonJS.
        { cwd: root, env: { ...ready.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' } },
      );
      return readVitestReport(report, code);
    },
    // The packed app, looked at from outside: it lets nobody drive it.
    package: async (ready) => {
      if (process.platform !== 'linux') {
        console.log('not run: these checks know Linux only; see docs/security.md');
        return { passed: 0, failed: 0, skipped: 1 };
      }
      if ((await packWhenChanged(ready, console.log)) !== 0) return { passed: 0, failed: 1 };
      const report = join(artifacts, 'package-report.json');
      const own = ['--config', 'vitest.package.config.ts'];
      const args = [
        'run',
        ...own,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ];
      const code = await withDisplay(ready.env, (env) =>
        runHere(ready.node, [toolScript('vitest/vitest.mjs'), ...args], {
          cwd: root,
          env: { ...env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
        }),
      );
      return readVitestReport(report, code);
    },
    e2e: async (ready) => {
      const report = join(artifacts, 'e2e-report.json');
      const cli = toolScript('@playwright/test/cli.js');
      const code = await withDisplays(WINDOWS_AT_ONCE, ready.env, (env) =>
        runHere(ready.node, [cli, 'test'], { cwd: root, env }),
      );
      return readPlaywrightReport(report, code);
    },
  }),
);

/**
 * A static check: one test that passes when the tool exits with 0.
 * @param {string} tool
 * @param {string[]} args
 */
function check(tool, ...args) {
  return (/** @type {Ready} */ ready) => asOneTest(ready, [toolScript(tool), ...args]);
}

/**
 * @param {Ready} ready
 * @param {string[]} args
 * @returns {Promise<Tally>}
 */
async function asOneTest(ready, args) {
  const code = await runHere(ready.node, args, inRoot(ready));
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {Ready} ready */
function inRoot(ready) {
  return { cwd: root, env: ready.env };
}

/** @param {string | undefined} only */
function chosenSteps(only) {
  if (only === undefined) return [...steps.keys()];
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !steps.has(name));
  if (unknown.length > 0) {
    throw new Error(`no step ${unknown.join(', ')}; there are ${[...steps.keys()].join(', ')}.`);
  }
  const needsBuild = ['build', ...NEED_BUILD].some((name) => names.includes(name));
  return [...steps.keys()].filter((name) => (name === 'build' ? needsBuild : names.includes(name)));
}

/**
 * @param {(ready: Ready) => Promise<Tally>} step
 * @param {Ready} ready
 * @returns {Promise<Tally>}
 */
async function runStep(step, ready) {
  try {
    return await step(ready);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

await runMain(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = chosenSteps(values.only);
  const ready = await bootstrap();
  await mkdir(artifacts, { recursive: true });
  /** @type {Map<string, Tally>} */
  const tallies = new Map();
  const summary = [];
  for (const [name, step] of steps) {
    if (!names.includes(name)) continue;
    console.log(`\n── ${name}`);
    const started = performance.now();
    // Without a build there is only an old one to test.
    const notBuilt = NEED_BUILD.includes(name) && tallies.get('build')?.failed;
    if (notBuilt) console.log('not run: the build failed');
    const tally = notBuilt ? { passed: 0, failed: 1 } : await runStep(step, ready);
    tallies.set(name, tally);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const mark = tally.failed === 0 ? 'ok  ' : 'FAIL';
    const skipped = tally.skipped ? `, ${tally.skipped} skipped` : '';
    summary.push(`${mark} ${name}: ${closingLine([tally])}${skipped}  (${seconds} s)`);
    // At the end of a long log, where one looks first.
    summary.push(...(tally.named ?? []).map((failed) => `       ${failed}`));
  }
  console.log(`\n${summary.join('\n')}\n`);
  console.log(closingLine([...tallies.values()]));
  return [...tallies.values()].some((tally) => tally.failed > 0) ? 1 : 0;
});
