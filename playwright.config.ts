import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/global-setup.ts',
  workers: 1,
  // A test that passes when it is tried again has found something: it is looked into.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'artifacts/e2e',
  reporter: [['list'], ['json', { outputFile: 'artifacts/e2e-report.json' }]],
});
