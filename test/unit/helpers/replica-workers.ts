import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Bundled workers live inside the checkout, so that they find its node_modules; not in `out`, which a build empties. */
const PARENT = join(process.cwd(), 'artifacts', 'test-workers');

/** Bundles worker files as the product's build does; `entries`: output name → source file. */
export async function bundleWorkers(
  entries: Readonly<Record<string, string>>,
): Promise<{ dir: string; remove: () => void }> {
  mkdirSync(PARENT, { recursive: true });
  const dir = mkdtempSync(join(PARENT, 'w-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: dir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, file]) => [name, join(process.cwd(), file)]),
        ),
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
        external: ['better-sqlite3'],
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
