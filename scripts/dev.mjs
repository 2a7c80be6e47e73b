// @ts-check
// `npm run dev`: the workstation with hot reload of the renderer and restart of the main process.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap, runMain } from './bootstrap.mjs';
import { writeFonts } from './fonts.mjs';
import { writeKernels } from './kernels.mjs';
import { withDisplay } from './runtime/display.mjs';
import { root, toolScript } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

await runMain(async () => {
  const ready = await bootstrap();
  const env = {
    ...ready.env,
    ELECTRON_EXEC_PATH: ready.electron.executable,
    NO_SANDBOX: ready.electronArgs.includes('--no-sandbox') ? '1' : '',
    SANDTABLE_DEV: '1',
  };
  // What is built for development must not be taken for the product afterwards.
  await rm(join(root, 'out'), { recursive: true, force: true });
  await writeKernels();
  await writeFonts();
  const args = [toolScript('electron-vite/bin/electron-vite.js'), 'dev', '--watch'];
  return withDisplay(env, (shown) => runHere(ready.node, args, { cwd: root, env: shown }));
});
