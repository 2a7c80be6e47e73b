import { defineConfig } from 'vitest/config';

/** The checks of the packed app; `npm test -- --only package` packs it and gives them a display. */
export default defineConfig({
  test: {
    include: ['test/security/package/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
