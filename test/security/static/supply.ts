/** An entry of package-lock.json. */
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly name?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Least Electron that may be released; raised with every security release. */
const ELECTRON_FLOOR = [45, 4, 1] as const;

/** Packages with an install script that were looked at; only `node` may run its own. */
const WITH_SCRIPT: ReadonlySet<string> = new Set(['node', 'electron-winstaller']);
/** Never, whatever they would be good for: commercial, compromised releases, downloads at install. */
const FORBIDDEN = /^(@ag-grid-enterprise\/|ag-grid-enterprise$|echarts-for-react$|size-sensor$)/;

/** In what is shipped. Dual ones are taken under the permissive half. */
const SHIPPED: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
  'CC0-1.0',
  'OFL-1.1',
  // A choice is taken under its permissive half: dompurify under Apache-2.0, jszip under MIT.
  '(MPL-2.0 OR Apache-2.0)',
  '(MIT OR GPL-3.0-or-later)',
  '(MIT AND Zlib)',
]);
/** In tools, besides. */
const TOOLS: ReadonlySet<string> = new Set([
  ...SHIPPED,
  'MPL-2.0',
  'Python-2.0',
  'CC-BY-4.0',
  'WTFPL',
  'WTFPL OR ISC',
  '(WTFPL OR MIT)',
  '(MIT OR CC0-1.0)',
]);

/** The lockfile knows no licence of these; read in the package itself. */
const READ_LICENCES: Readonly<Record<string, string>> = { jstat: 'MIT' };

/** The package that an entry of the lockfile is, whatever it is called here. */
function nameOf(path: string, entry: Locked): string {
  return entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** What the lockfile holds that it must not; `lockfile-lint` in our own words. */
export function lockfileFaults({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    if (path === '') return [];
    const name = nameOf(path, entry);
    const faults = [];
    if (entry.link === true) faults.push('is a link');
    if (!/^\d+\.\d+\.\d+/.test(entry.version ?? '')) faults.push('has no version of a registry');
    // Only a whole SHA-512 pins the content; what a bundled package brings lies in its own.
    if (!entry.inBundle && !/^sha512-[\w+/]{86}==$/.test(entry.integrity ?? '')) {
      faults.push('is not pinned by SHA-512');
    }
    // Without an address npm asks the registry that is set up; an address could be any place.
    if (entry.resolved !== undefined) faults.push('names a place to fetch it from');
    if (entry.hasInstallScript === true && !WITH_SCRIPT.has(name))
      faults.push('wants to run a script');
    if (FORBIDDEN.test(name)) faults.push('is forbidden');
    return faults.map((fault) => `${path} ${fault}`);
  });
}

/** Packages under a licence that is not on the list for what they are used for. */
export function licenceFaults({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, entry]) => {
    if (path === '') return [];
    const license = entry.license ?? READ_LICENCES[nameOf(path, entry)];
    const allowed = entry.dev === true ? TOOLS : SHIPPED;
    return allowed.has(license ?? '') ? [] : [`${path}: ${license ?? 'no licence'}`];
  });
}

/** What package.json asks for that is not one exact version, and scripts that may run besides that of `node`. */
export function manifestFaults(manifest: Manifest): string[] {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  const loose = asked.filter(
    ([, version]) => !/^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+$/.test(version),
  );
  const scripts = Object.entries(manifest.allowScripts).filter(
    ([name, may]) => may && name !== 'node',
  );
  return [...loose, ...scripts].map(([name]) => name);
}

/** Whether a version of Electron may be released. */
export function isCurrentElectron(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of ELECTRON_FLOOR.entries()) {
    const part = parts[index] ?? Number.NaN;
    if (part !== least) return part > least;
  }
  return true;
}
