// @ts-check
// `npm run package`: the runnable app, unpacked, in release/. Further arguments go to electron-builder
// (`npm run package -- --linux deb`); with them, installers instead.
// From the registry runtime only the unpacked app is made, and it says so in its version page.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { bootstrap, logStep, runMain } from './bootstrap.mjs';
import { buildWhenStale } from './build.mjs';
import { root, toolScript } from './runtime/paths.mjs';
import { runHere } from './runtime/process.mjs';

const staging = join(root, 'release', '.registry-runtime');

await runMain(async () => {
  const ready = await bootstrap();
  await buildWhenStale(ready, logStep);
  const asked = process.argv.slice(2);
  const isRegistry = ready.electron.kind === 'registry';
  if (isRegistry && asked.length > 0) {
    throw new Error(
      'installers need the Electron release; the registry runtime is for tests only.',
    );
  }
  const fromRegistry = isRegistry ? ['--config', await stageRegistryRuntime(ready)] : [];
  const args = [
    ...(asked.length > 0 ? asked : ['--dir']),
    ...fromRegistry,
    ...(isRegistry ? [] : [`-c.electronDist=${ready.electron.dist}`]),
    `-c.electronVersion=${ready.electron.version}`,
    '--publish',
    'never',
  ];
  try {
    const cli = toolScript('electron-builder/cli.js');
    return await runHere(ready.node, [cli, ...args], { cwd: root, env: ready.env });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
});

/**
 * The registry runtime without its launcher and with what the app needs in it: the addon for its
 * Node-API, and a first file that names it and tells the version page.
 * @param {import('./bootstrap.mjs').Ready} ready
 * @returns {Promise<string>} the configuration for electron-builder
 */
async function stageRegistryRuntime(ready) {
  const launcher = join(ready.electron.dist, 'resources', 'app');
  const dist = join(staging, 'dist');
  await rm(staging, { recursive: true, force: true });
  await cp(ready.electron.dist, dist, {
    recursive: true,
    filter: (from) => from !== launcher && !from.startsWith(launcher + sep),
  });
  if (ready.sqliteBinding) {
    await mkdir(join(staging, 'native'), { recursive: true });
    await cp(ready.sqliteBinding, join(staging, 'native', 'better_sqlite3.node'));
  }
  await writeFile(
    join(staging, 'registry-start.cjs'),
    [
      "const { join } = require('node:path');",
      "const addon = join(process.resourcesPath, 'native', 'better_sqlite3.node');",
      'process.env.SANDTABLE_SQLITE_BINDING = addon;',
      `process.env.SANDTABLE_ELECTRON_KIND = '${ready.electron.kind}';`,
      "require('./out/main/main.cjs');",
      '',
    ].join('\n'),
  );
  const configuration = join(staging, 'electron-builder.json');
  const overlay = {
    extends: join(root, 'electron-builder.yml'),
    electronDist: dist,
    extraMetadata: { main: 'registry-start.cjs' },
    files: [{ from: staging, filter: ['registry-start.cjs'] }],
    extraResources: [{ from: join(staging, 'native'), to: 'native' }],
  };
  await writeFile(configuration, JSON.stringify(overlay, null, 2));
  return configuration;
}
