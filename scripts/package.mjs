// @ts-check
// `npm run package`: the runnable app, unpacked, in release/. Further arguments go to electron-builder
// (`npm run package -- --linux deb`); with them, installers instead.
// From the registry runtime only the unpacked app is made, and it says so in its version page.
import { bootstrap, logStep, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { pack } from './pack.mjs';

await runMain(async () => {
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  const asked = process.argv.slice(2);
  if (ready.electron.kind === 'registry' && asked.length > 0) {
    throw new Error(
      'installers need the Electron release; the registry runtime is for tests only.',
    );
  }
  return pack(ready, asked);
});
