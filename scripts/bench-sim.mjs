// @ts-check
// `npm run bench:sim -- --json [--rounds 5]`: the reference workload retail-37 on the engine's two builds, beside the reference programs
// in C++ and NumPy where they are. A table goes to stderr; the last line of stdout is one JSON object with figures and targets.
// Exit code 1 when a target is missed.
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
    join(root, 'test', 'bench', 'sim.ts'),
    ...process.argv.slice(2),
  ];
  return runHere(ready.node, bench, { cwd: root, env: ready.env });
});
