import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_TRUST, verifyRecord } from '#electron/composer/verify-record';
import { AppSettingsFile, defaultSettings } from '#electron/shell/app-settings';
import { readWindowState } from '#electron/shell/window-state';
import { readHeader } from '#electron/workspace/folder';
import { acquireLock } from '#electron/workspace/lock';
import { listRecent } from '#electron/workspace/recent';
import { JSON_TEXTS } from '../../fixtures/hostile/json.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-json-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Every JSON file of the product that somebody else may have written. */
function readAll(text: string): void {
  put('key.json', text);
  expect(() => readHeader(folder)).toThrow(
    expect.objectContaining({
      code: 'KEY_UNAVAILABLE',
      details: { folder, place: expect.any(String) as string },
    }),
  );
  // Known settings are kept one by one; whatever else the file says, the result is complete and valid.
  const settings = new AppSettingsFile(put('settings.json', text), 'en').current;
  expect(Object.keys(settings).toSorted()).toEqual(Object.keys(defaultSettings('en')).toSorted());
  put('recent-workspaces.json', text);
  expect(listRecent(folder)).toBeInstanceOf(Array);
  expect(readWindowState(put('window.json', text))).toBeNull();
  put('workspace.lock', text);
  const lock = acquireLock(folder);
  expect(lock.afterCrash).toBe(false);
  lock.release();
  const hole = `%PDF-1.7\n${text}\n{"algorithm":"Ed25519","byteRange":[0,9,${9 + text.length},0],${text}`;
  for (const bytes of [text, hole]) {
    const { verdict, provenance } = verifyRecord('x.pdf', Buffer.from(bytes), NO_TRUST);
    expect({ verdict, provenance }).not.toMatchObject({ verdict: 'intact' });
    expect(provenance).toBeNull();
  }
}

describe('JSON that others wrote', () => {
  it.each(JSON_TEXTS)('%s', (_name, text) => {
    expect(() => readAll(text)).not.toThrow();
  });

  it('names the value that is wrong, or the character', () => {
    put(
      'key.json',
      '{"profile":"sandtable-key/1","name":"x","kind":"own","check":"short","key":{}}',
    );
    expect(() => readHeader(folder)).toThrow(/key\.json cannot be read \(check\)/);
    put('key.json', '{"profile": 1 x}');
    expect(() => readHeader(folder)).toThrow(/character \d+/);
  });

  test.prop([fc.json({ maxDepth: 6 })], { numRuns: 100 })('any JSON', (text) => readAll(text));
  test.prop([fc.string({ unit: 'binary' })], { numRuns: 100 })('any text', (text) => readAll(text));
});
