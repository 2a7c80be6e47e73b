// @ts-check
// `npm start`: makes the clone ready, builds, opens the workstation.
// `npm start -- --demo-tour --out DIR [--lang en]`: does the main job unattended and leaves its proof in DIR.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, logStep, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { hasDisplay } from './runtime/debian-packages.mjs';
import { withDisplay } from './runtime/display.mjs';
import { root } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: {
      'demo-tour': { type: 'boolean', default: false },
      out: { type: 'string' },
      lang: { type: 'string', default: 'zh-CN' },
    },
    allowPositionals: true,
  });
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  const out = values.out ?? join(root, 'artifacts', 'demo-tour');
  if (!values['demo-tour'] && hasDisplay()) {
    const args = [...ready.electronArgs, root, ...positionals];
    return runHere(ready.electron.executable, args, { env: ready.env });
  }
  if (!values['demo-tour'])
    logStep(`no display here, so this runs the demo tour instead, into ${out}`);
  // The tour runs the page models of the tests as they are written.
  const tour = [
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    join(root, 'scripts', 'demo-tour.mjs'),
    '--out',
    out,
    '--lang',
    values.lang,
  ];
  return withDisplay(ready.env, (env) => runHere(ready.node, tour, { cwd: root, env }));
});
