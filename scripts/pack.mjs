// @ts-check
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { root, toolScript } from './runtime/paths.mjs';
import { runHere, runOrThrow } from './runtime/process.mjs';

const release = join(root, 'release');
const staging = join(release, '.registry-runtime');
const stamp = join(release, '.packed');

/** What the packed app is made of, besides Electron. */
const PARTS = [
  'out',
  'resources',
  'package.json',
  'package-lock.json',
  'electron-builder.yml',
  'scripts/pack.mjs',
  'scripts/runtime/set-fuses.mjs',
];

/**
 * Packs the built app, unless `release/` holds the pack of the same parts and the same Electron.
 * @param {import('./bootstrap.mjs').Ready} ready
 * @param {(line: string) => void} log
 * @returns {Promise<number>} exit code
 */
export async function packWhenChanged(ready, log) {
  const wanted = await hashOfParts(ready);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return 0;
  log('packing');
  return pack(ready, []);
}

/**
 * Packs the built app into `release/`, with its software bill of materials beside it.
 * @param {import('./bootstrap.mjs').Ready} ready
 * @param {string[]} asked further arguments for electron-builder; installers then instead of the unpacked app
 * @returns {Promise<number>} exit code
 */
export async function pack(ready, asked) {
  const isRegistry = ready.electron.kind === 'registry';
  await rm(stamp, { force: true });
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
    const code = await runHere(ready.node, [cli, ...args], { cwd: root, env: ready.env });
    if (code !== 0) return code;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await writeBillOfMaterials(ready);
  if (asked.length === 0) await writeFile(stamp, await hashOfParts(ready));
  return 0;
}

/**
 * CycloneDX: the packages that the bundles are made of, as the lockfile pins them, and Electron.
 * @param {import('./bootstrap.mjs').Ready} ready
 */
async function writeBillOfMaterials(ready) {
  const args = [
    'sbom',
    '--sbom-format=cyclonedx',
    '--sbom-type=application',
    '--package-lock-only',
  ];
  const { stdout } = await runOrThrow('npm sbom', 'npm', args, { cwd: root });
  const bill = JSON.parse(stdout);
  // Not by `--omit=dev`: that leaves out what a tool needs as well (zod, tslib).
  const shipped = bill.components.filter((/** @type {Component} */ one) => !isForTools(one));
  const { version } = ready.electron;
  const electron = {
    'bom-ref': `electron@${version}`,
    type: 'framework',
    name: 'electron',
    version,
    purl: `pkg:npm/electron@${version}`,
  };
  bill.components = [...shipped, electron];
  const known = new Set([
    bill.metadata.component['bom-ref'],
    ...bill.components.map((/** @type {Component} */ one) => one['bom-ref']),
  ]);
  bill.dependencies = bill.dependencies
    .filter((/** @type {Dependency} */ { ref }) => known.has(ref))
    .map((/** @type {Dependency} */ { ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((other) => known.has(other)),
    }));
  await writeFile(join(release, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/**
 * @typedef {{ 'bom-ref': string, properties?: { name: string, value: string }[] }} Component
 * @typedef {{ ref: string, dependsOn?: string[] }} Dependency
 */

/** @param {Component} component */
function isForTools({ properties = [] }) {
  return properties.some(({ name, value }) => name.endsWith(':development') && value === 'true');
}

/** @param {import('./bootstrap.mjs').Ready} ready */
async function hashOfParts(ready) {
  const hash = createHash('sha256').update(`${ready.electron.kind} ${ready.electron.version}`);
  for (const part of PARTS) {
    for (const file of (await filesIn(join(root, part))).toSorted()) {
      if (!file.endsWith('.map')) hash.update(file.slice(root.length)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesIn(path) {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.built')
    .map((entry) => join(entry.parentPath, entry.name));
}

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
