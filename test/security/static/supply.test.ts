import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REVIEWED_ADDONS } from '../addons';
import { root } from './source';
import {
  isCurrentElectron,
  licenceFaults,
  lockfileFaults,
  manifestFaults,
  type Lockfile,
  type Manifest,
} from './supply';

const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;
const lockfile = read<Lockfile>('package-lock.json');
const manifest = read<Manifest>('package.json');

/** The lockfile with one package said otherwise. */
const withPackage = (path: string, entry: Lockfile['packages'][string]): Lockfile => ({
  packages: { ...lockfile.packages, [path]: { ...lockfile.packages[path], ...entry } },
});

describe('supply chain', () => {
  it('the lockfile pins every package by content, from the registry, without scripts', () => {
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(300);
    expect(lockfileFaults(lockfile)).toEqual([]);
  });

  it.each<[string, string, Lockfile['packages'][string]]>([
    ['another place', 'node_modules/react', { resolved: 'https://elsewhere.example/react.tgz' }],
    ['a repository', 'node_modules/react', { version: 'git+ssh://git@example.com/x.git' }],
    ['a weak hash', 'node_modules/react', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['a script', 'node_modules/react', { hasInstallScript: true }],
    ['a link', 'node_modules/react', { link: true }],
    [
      'a commercial grid',
      'node_modules/ag-grid-enterprise',
      { ...lockfile.packages['node_modules/react'] },
    ],
    ['a forbidden package under another name', 'node_modules/react', { name: 'echarts-for-react' }],
  ])('a lockfile with %s is refused', (_what, path, entry) => {
    expect(lockfileFaults(withPackage(path, entry))).not.toEqual([]);
  });

  it('every package is under a licence of the list', () => {
    expect(licenceFaults(lockfile)).toEqual([]);
  });

  it.each(['GPL-3.0-only', 'MPL-2.0', 'UNLICENSED', ''])(
    'a shipped package under "%s" is refused',
    (license) => {
      expect(licenceFaults(withPackage('node_modules/react', { license }))).toHaveLength(1);
    },
  );

  it('package.json asks for exact versions and lets one script run', () => {
    expect(manifestFaults(manifest)).toEqual([]);
    const scripts = { ...manifest.allowScripts, electron: true };
    expect(manifestFaults({ ...manifest, allowScripts: scripts })).toEqual(['electron']);
    const dependencies = { ...manifest.dependencies, react: '^19.3.1', zod: 'github:x/zod' };
    expect(manifestFaults({ ...manifest, dependencies })).toEqual(['react', 'zod']);
  });

  it('npm takes no version younger than a week', () => {
    const age = (text: string) => /^min-release-age=(\d+)$/m.exec(text)?.[1] ?? '0';
    expect(Number(age(readFileSync(join(root, '.npmrc'), 'utf8')))).toBeGreaterThanOrEqual(7);
    expect(age('save-exact=true\n')).toBe('0');
  });

  it('Electron is not older than the last security release known here', () => {
    const asked = manifest.devDependencies['electron'] ?? '';
    expect(isCurrentElectron(asked)).toBe(true);
    expect(lockfile.packages['node_modules/electron']?.version).toBe(asked);
    for (const old of ['45.4.0', '45.3.9', '44.9.9', '33.2.1', '', 'latest']) {
      expect(isCurrentElectron(old)).toBe(false);
    }
  });
});

describe('native modules', () => {
  const folder = join(root, 'node_modules', 'better-sqlite3', 'prebuilds');
  const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('the prebuilt addons of all platforms are the reviewed ones', () => {
    const found = readdirSync(folder).map((name) => [
      name,
      hashOf(readFileSync(join(folder, name))),
    ]);
    expect(Object.fromEntries(found)).toEqual(REVIEWED_ADDONS);
  });

  it('an addon with one changed byte is another one', () => {
    const bytes = readFileSync(join(folder, 'linux-x64.node'));
    bytes[4096] = (bytes[4096] ?? 0) ^ 1;
    expect(Object.values(REVIEWED_ADDONS)).not.toContain(hashOf(bytes));
  });
});
