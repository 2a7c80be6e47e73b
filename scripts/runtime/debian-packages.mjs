// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines, run } from './process.mjs';

/** What Electron, its screenshots and the look at exported PDFs need on a headless Debian. */
const HEADLESS = [
  'xvfb',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'strace',
  'unzip',
  'fonts-noto-cjk',
  'poppler-utils',
];

/**
 * Installs what is missing when this is root on a headless Debian, and otherwise prints the one
 * command that does. Other systems are left alone.
 * @param {(line: string) => void} log
 */
export async function provideHeadlessPackages(log) {
  if (process.platform !== 'linux' || hasDisplay()) return;
  await provide(HEADLESS, log);
}

/**
 * The same for the compiler that builds native addons.
 * @param {(line: string) => void} log
 */
export async function provideBuildTools(log) {
  if (process.platform !== 'linux') return;
  const missing = ['python3', 'make', 'g++'].filter((tool) => !onPath(tool));
  if (missing.length > 0) await provide(missing, log);
}

/**
 * The same for the shell that the import is measured against.
 * @param {(line: string) => void} log
 */
export async function provideSqliteShell(log) {
  if (process.platform === 'linux' && !onPath('sqlite3')) await provide(['sqlite3'], log);
}

/** Whether windows can be shown here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * @param {readonly string[]} wanted
 * @param {(line: string) => void} log
 */
async function provide(wanted, log) {
  const format = '${db:Status-Abbrev}|${Package}|${Provides}\n';
  const listed = await run('dpkg-query', ['-W', '-f', format]);
  if (listed.code !== 0) return;
  const missing = missingPackages(wanted, listed.stdout);
  if (missing.length === 0) return;
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0) {
    log(`some system packages are missing; if something fails: sudo apt-get ${install.join(' ')}`);
    return;
  }
  log(`installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const result = await run('apt-get', install, { env });
  if (result.code !== 0) log(`apt-get could not install them: ${lastLines(result.stderr, 1)}`);
}

/**
 * @param {readonly string[]} wanted
 * @param {string} listed lines `status|package|provides`, as dpkg-query prints them
 * @returns {string[]} those neither installed nor provided by an installed package
 */
export function missingPackages(wanted, listed) {
  const present = new Set();
  for (const line of listed.split('\n')) {
    const [status = '', name = '', provides = ''] = line.split('|');
    if (!status.startsWith('ii')) continue;
    present.add(name);
    for (const provided of provides.split(',')) present.add(provided.trim().split(' ')[0]);
  }
  return wanted.filter((name) => !present.has(name));
}

/** @param {string} tool */
function onPath(tool) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));
}
