// @ts-check
// `npm run bench:marks -- --json [--pages N] [--unmarked N] [FOLDER]`: how often the invisible mark is found again after
// simulated channels, and that no page is given to a wrong person. Pages are drawn by Chromium into artifacts/marks.
// With a FOLDER: says of every PNG and JPEG in it which trace code it carries. The last line of stdout is one JSON object.
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { build } from 'vite';
import { bootstrap, runMain } from './bootstrap.mjs';
import { withDisplay } from './runtime/display.mjs';
import { root } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

const number = /** @type {const} */ ({ type: 'string' });

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, pages: number, unmarked: number },
  });
  const pages = Number(values.pages ?? 208);
  const unmarked = Number(values.unmarked ?? 10_000);
  if (!Number.isSafeInteger(pages) || !Number.isSafeInteger(unmarked)) {
    throw new Error('--pages and --unmarked take a number.');
  }
  const ready = await bootstrap();
  const outDir = join(root, 'artifacts', 'marks', 'bench');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      rollupOptions: {
        input: { run: 'test/bench/marks/run.ts', worker: 'test/bench/marks/worker.ts' },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  const run = [join(outDir, 'run.mjs'), String(pages), String(unmarked), ...positionals];
  return withDisplay(ready.env, (env) => runHere(ready.node, run, { cwd: root, env }));
});
