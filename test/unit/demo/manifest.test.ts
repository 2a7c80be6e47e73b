import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../resources/demo/manifest.json' with { type: 'json' };
import { DEMO } from './demo-files.ts';

const ORDER = ['owner', 'product', 'account', 'contact', 'opportunity', 'stageEvent', 'touchpoint'];

test('the manifest names existing files in the order of import and says where they come from', () => {
  expect(manifest.asOfDay).toBe('2026-11-20');
  expect(manifest.pipelines.map(({ origin, currency }) => [origin, currency])).toEqual([
    ['generated', 'CNY'],
    ['public', 'USD'],
  ]);
  for (const { files } of manifest.pipelines) {
    const kinds = Object.keys(files);
    expect(kinds).toEqual(ORDER.filter((kind) => kinds.includes(kind)));
    for (const name of Object.values(files))
      expect(statSync(join(DEMO, name)).size).toBeGreaterThan(100);
  }
});

function size(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

test('the demo data stay below 8 MB, Complete Journey below 4 MB', () => {
  expect(size(DEMO)).toBeLessThan(8_000_000);
  expect(size(join(DEMO, 'complete-journey'))).toBeLessThan(4_000_000);
});
