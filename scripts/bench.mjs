// @ts-check
// `npm run bench -- --json [--only start,grid,edit,bulk,rehearsal,allocation,import,export,everyday,
// import-million,grid-500k,start-500k,exchange,busy]`: measures the built workstation.
// A table goes to stderr; the last line of stdout is one JSON object with all figures and targets.
// Exit code 1 when a target is missed or a part failed.
import { join } from 'node:path';
import { bootstrap, logStep, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { provideSqliteShell } from './runtime/debian-packages.mjs';
import { withDisplay } from './runtime/display.mjs';
import { root } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

await runMain(async () => {
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  await provideSqliteShell(logStep);
  const bench = [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    join(root, 'test', 'bench', 'run.ts'),
    ...process.argv.slice(2),
  ];
  return withDisplay(ready.env, (env) => runHere(ready.node, bench, { cwd: root, env }));
});
