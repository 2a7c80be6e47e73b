import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppSettingsFile, defaultSettings, languageOf } from '#electron/shell/app-settings';

const file = () => join(mkdtempSync(join(tmpdir(), 'sandtable-settings-')), 'settings.json');

describe('app settings', () => {
  it('speak Chinese on a Chinese system and English elsewhere', () => {
    expect([languageOf('zh-CN'), languageOf('zh-TW'), languageOf('de-DE')]).toEqual([
      'zh-CN',
      'zh-CN',
      'en',
    ]);
  });

  it('survive a restart', () => {
    const path = file();
    new AppSettingsFile(path, 'en-US').save({ theme: 'dark' });
    expect(new AppSettingsFile(path, 'en-US').current.theme).toBe('dark');
  });

  it('keep what is valid in a file that is partly broken', () => {
    const path = file();
    writeFileSync(path, JSON.stringify({ theme: 'neon', density: 'compact', extra: 1 }));
    const expected = { ...defaultSettings('en-US'), density: 'compact' };
    expect(new AppSettingsFile(path, 'en-US').current).toEqual(expected);
  });

  it('start from defaults when the file is not JSON, and mend it with the next save', () => {
    const path = file();
    writeFileSync(path, '{"theme": "da');
    const settings = new AppSettingsFile(path, 'zh-CN');
    expect(settings.current).toEqual(defaultSettings('zh-CN'));
    settings.save({ density: 'comfortable' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ density: 'comfortable' });
  });
});
