import { defineConfig } from 'vitest/config';
import { componentImports } from './scripts/component-imports';

export default defineConfig({
  plugins: [componentImports(import.meta.dirname)],
  test: {
    include: [
      'test/{unit,faults}/**/*.test.ts',
      'test/unit/**/*.test.tsx',
      'test/security/{checks,static/*}.test.ts',
    ],
    environment: 'node',
    // Processes, not threads: a native addon and tests that start their own workers.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
