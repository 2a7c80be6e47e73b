import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeOnce } from '../../../scripts/runtime/cache.mjs';
import { missingPackages } from '../../../scripts/runtime/debian-packages.mjs';
import { lockfilesAgree } from '../../../scripts/runtime/node-modules.mjs';
import { integrityOf } from '../../../scripts/runtime/registry-electron.mjs';
import { forAnyNapi } from '../../../scripts/runtime/sqlite-binding.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandtable-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('makeOnce', () => {
  test('of several at once one makes it, and nothing else stays behind', async () => {
    let made = 0;
    const make = async (into: string) => {
      made += 1;
      await writeFile(join(into, 'file'), 'content');
    };
    const target = join(folder, 'target');
    await Promise.all([makeOnce(target, make), makeOnce(target, make), makeOnce(target, make)]);
    expect(made).toBe(1);
    expect(await readFile(join(target, 'file'), 'utf8')).toBe('content');
    expect(await readdir(folder)).toEqual(['target']);
  });

  test('a failed making leaves nothing, and the next one succeeds', async () => {
    const target = join(folder, 'target');
    const failing = makeOnce(target, () => Promise.reject(new Error('no network')));
    await expect(failing).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
    expect(await makeOnce(target, () => Promise.resolve())).toBe(target);
  });

  test('the lock of a process that died is taken over', async () => {
    const target = join(folder, 'target');
    await writeFile(`${target}.lock`, '999999999');
    expect(await makeOnce(target, () => Promise.resolve())).toBe(target);
  });
});

test('a Debian package may be provided by another one', () => {
  const listed = [
    'ii |xvfb|',
    'ii |libasound2t64|libasound2 (= 1.2.11)',
    'rc |unzip|',
    'ii |other|a, libnss3 (= 2), b',
  ].join('\n');
  const wanted = ['xvfb', 'libasound2', 'unzip', 'libnss3', 'libgbm1'];
  expect(missingPackages(wanted, listed)).toEqual(['unzip', 'libgbm1']);
});

describe('lockfilesAgree', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const wanted = {
    packages: { '': {}, 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } },
  };

  test('an optional package may be absent', () => {
    expect(lockfilesAgree(wanted, { packages: { 'node_modules/a': entry } })).toBe(true);
  });
  test('another version, a missing or a left-over package does not agree', () => {
    const newer = { ...entry, version: '1.0.1' };
    expect(lockfilesAgree(wanted, { packages: { 'node_modules/a': newer } })).toBe(false);
    expect(lockfilesAgree(wanted, { packages: {} })).toBe(false);
    const leftOver = { 'node_modules/a': entry, 'node_modules/z': entry };
    expect(lockfilesAgree(wanted, { packages: leftOver })).toBe(false);
  });
});

test('the integrity of a file is written as in lockfiles', async () => {
  const file = join(folder, 'abc');
  await writeFile(file, 'abc');
  // SHA-512 of "abc": FIPS 180-4, example C.1.
  expect(await integrityOf(file)).toBe(
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
  );
});

test('a package that names its Node-API version differently is not built silently', () => {
  expect(forAnyNapi("['NAPI_VERSION=10', 'X']")).toContain(
    "'NAPI_EXPERIMENTAL', 'NAPI_VERSION=2147483647'",
  );
  expect(() => forAnyNapi('NAPI_VERSION=11')).toThrow('Node-API');
});
