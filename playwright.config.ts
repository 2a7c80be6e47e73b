import { defineConfig } from '@playwright/test';

/** Without virtual displays the windows share the one that is there, its focus and its clipboard: one at a time. */
const displays = process.env['SANDTABLE_DISPLAYS']?.split(' ') ?? [];
// Read in every worker, before its first window.
const own = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (own !== undefined) process.env['DISPLAY'] = own;

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/global-setup.ts',
  workers: Math.max(1, displays.length),
  // A busy machine may be too slow for a wait. A test that needed its second try is named at the end: look into it.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'artifacts/e2e',
  reporter: [['list'], ['json', { outputFile: 'artifacts/e2e-report.json' }]],
});
