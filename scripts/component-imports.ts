import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Resolves `#renderer/x` (below `root`, the clone) to renderer/x.tsx where there is no renderer/x.ts. package.json's `imports`
 * lists both, which TypeScript follows; Node's rule, which Vite follows, stops at the first.
 */
export function componentImports(root: string): Plugin {
  return {
    name: 'component-imports',
    enforce: 'pre',
    resolveId(id) {
      if (!id.startsWith('#renderer/')) return null;
      const file = join(root, `${id.slice(1)}.tsx`);
      return existsSync(file) ? file : null;
    },
  };
}
