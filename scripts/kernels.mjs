// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root, toolScript } from './runtime/paths.mjs';

const engine = join(root, 'electron', 'sandbox', 'engine');
/** Files here stand in for files of the same name one folder up, and are the entries. */
const assembly = join(engine, 'assembly');
const kept = join(root, 'node_modules', '.cache', 'sandtable-kernels');

/** What the modules are made with; a change of it makes them anew, as a change of any source does. */
const OPTIONS =
  '--optimizeLevel 3 --shrinkLevel 0 --converge --noAssert --runtime stub --enable simd ' +
  // Vectors are exchanged between files, never with the host: no warning 112.
  '--uncheckedBehavior always --disableWarning 112';

/** @typedef {'retail' | 'components'} KernelName */

/** @type {readonly KernelName[]} */
const KERNELS = ['retail', 'components'];

/**
 * Compiles an engine kernel to WebAssembly, unless it was before.
 * @param {KernelName} name the entry in `electron/sandbox/engine/assembly`
 * @returns {Promise<Uint8Array>}
 * @throws {Error} with what the compiler said
 */
export async function kernelModule(name) {
  const file = join(kept, `${name}-${sourcesHash()}.wasm`);
  if (!existsSync(file)) {
    const module = await compile(name);
    await mkdir(kept, { recursive: true });
    await writeFile(`${file}.${process.pid}`, module);
    await rename(`${file}.${process.pid}`, file);
  }
  return readFile(file);
}

/**
 * Puts the modules where the built app looks for them: `out/kernels`.
 * @throws {Error} with what the compiler said
 */
export async function writeKernels() {
  const folder = join(root, 'out', 'kernels');
  await mkdir(folder, { recursive: true });
  for (const name of KERNELS) {
    await writeFile(join(folder, `${name}.wasm`), await kernelModule(name));
  }
}

/** @param {string} name */
async function compile(name) {
  /** @type {Uint8Array | null} */
  let module = null;
  let said = '';
  // Not at the top: this file is read before a fresh clone has its packages.
  const { main: compileAssembly } = await import('assemblyscript/asc');
  const entry = `electron/sandbox/engine/assembly/${name}.ts`;
  const { error } = await compileAssembly(
    [entry, '--outFile', 'kernel.wasm', ...OPTIONS.split(' ')],
    {
      readFile: (file) => readSource(file),
      writeFile: (_file, contents) => {
        if (typeof contents !== 'string') module = contents;
      },
      listFiles: () => [],
      stderr: { write: (chunk) => void (said += String(chunk)) },
    },
  );
  if (module === null) {
    throw new Error(`the kernel ${name} does not compile: ${error?.message ?? ''}\n${said}`);
  }
  return module;
}

/**
 * A source as AssemblyScript takes it: it knows no imports of types alone.
 * @param {string} file relative to the clone
 */
function readSource(file) {
  const path = join(root, file);
  const stand = join(assembly, basename(path));
  const source = dirname(path) === engine && existsSync(stand) ? stand : path;
  if (!existsSync(source)) return null;
  return readFileSync(source, 'utf8')
    .replaceAll(/^import type /gm, 'import ')
    .replaceAll(/([{,]\s*)type (?=[A-Z])/g, '$1');
}

function sourcesHash() {
  const hash = createHash('sha256');
  hash.update(OPTIONS);
  hash.update(readFileSync(toolScript('assemblyscript/package.json')));
  for (const folder of [engine, assembly, ...KERNELS.map((name) => join(engine, name))]) {
    for (const name of readdirSync(folder).toSorted()) {
      if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 24);
}
