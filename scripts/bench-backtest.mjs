// @ts-check
// `npm run bench:backtest -- --json [--only pharmacy-daily,…]`: the back-tests on the public data in ../shared/data, by the built
// command line. A table goes to stderr; the last line of stdout is one JSON object with figures and targets.
// Exit code 1 when a target is missed; what has no data here is not measured.
import { join } from 'node:path';
import { bootstrap, logStep, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { root } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

await runMain(async () => {
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  const bench = [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    join(root, 'test', 'bench', 'back-tests.ts'),
    ...process.argv.slice(2),
  ];
  return runHere(ready.node, bench, { cwd: root, env: ready.env });
});
