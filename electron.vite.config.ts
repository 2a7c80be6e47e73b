import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { componentImports } from './scripts/component-imports';

/** Where `npm run dev` serves the page. */
const DEV_HOST = '127.0.0.1';
const DEV_PORT = 5173;

/** Everything is bundled but these: Electron itself and the one native addon. */
const external = ['electron', /^node:/, 'better-sqlite3'];

/** Output name → source of every program of the main process; a worker is a program of its own. */
const mainEntries = {
  main: 'electron/main.ts',
  cli: 'electron/cli.ts',
  'workers/writer': 'electron/replica/writer.worker.ts',
  'workers/reader': 'electron/replica/reader.worker.ts',
  'workers/inspector': 'electron/pipeline/importing/inspector.worker.ts',
  'workers/simulation': 'electron/sandbox/simulation.worker.ts',
  'workers/allocation': 'electron/sandbox/allocation.worker.ts',
};

function present(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
}

/** Under `app://` a page is one origin and its scripts are plain: the attribute would only ask for CORS. */
function withoutCrossorigin(): Plugin {
  return {
    name: 'without-crossorigin',
    apply: 'build',
    transformIndexHtml: (html) => html.replaceAll(' crossorigin', ''),
  };
}

/** The largest script is asked for while the page is read, not when the first one names it. It is run when it is imported. */
function startAhead(): Plugin {
  return {
    name: 'start-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle)
          .filter(({ fileName }) => /^assets\/start-[^/]*\.js$/.test(fileName))
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', href: `./${fileName}` },
            injectTo: 'head' as const,
          })),
    },
  };
}

/**
 * A file of the page costs a few milliseconds of the main process, which is busy at a start: what the first rows need
 * comes as one. The measures that must stand before it, and what is asked ahead, stay apart.
 */
const startGroups = [
  {
    name: 'ahead',
    test: /renderer\/app\/(?:boot|read-ahead|start-failure)\.ts$|vite\/preload-helper/,
    priority: 2,
  },
  {
    name: 'start',
    test: /renderer\/(?:app\/start|pipeline\/PipelinePage)\.tsx$/,
    priority: 1,
  },
];

export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: false,
      rollupOptions: {
        external,
        input: present(mainEntries),
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      sourcemap: true,
      externalizeDeps: false,
      rollupOptions: {
        external: ['electron'],
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [componentImports(import.meta.dirname), react(), withoutCrossorigin(), startAhead()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      sourcemap: true,
      minify: true,
      modulePreload: { polyfill: false },
      // Nothing as a data: URL: the Content Security Policy allows fonts and scripts from files only.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2500,
      rollupOptions: {
        input: join(import.meta.dirname, 'renderer', 'index.html'),
        output: { codeSplitting: { groups: startGroups } },
      },
    },
    // The page lies under `app://`, from where the way to the server has to be told.
    server: {
      host: DEV_HOST,
      port: DEV_PORT,
      strictPort: true,
      hmr: { protocol: 'ws', host: DEV_HOST, port: DEV_PORT },
    },
  },
});
