// Started by scripts/bench-sim.mjs, which builds the app and names the Electron to run on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build as bundle } from 'vite';
import type { EngineTask, EngineTold } from './sim/engine-child.ts';
import { provideReferences, type Took } from './sim/references.ts';
import { judge, median, rounded, type Target, targetTable } from './support/figures.ts';
import { loadNow } from './support/processes.ts';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, '..', 'shared', 'bench', 'retail-37');
const ENGINE_REPLICATES = 2000;
const PLAIN_REPLICATES = 1200;
const NUMPY_REPLICATES = 200;
const FULL = 10_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '5' } },
});
const rounds = Math.max(1, Number(values.rounds));
/** Everything for people goes here; the standard output keeps its last line for the figures. */
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const child = await bundleChild();
const folder = mkdtempSync(join(tmpdir(), 'sandtable-retail-37-'));
const electron = process.env['SANDTABLE_ELECTRON'] ?? process.execPath;
const reference = provideReferences(source, folder, say);
const loadBefore = loadNow();

/** Seconds a replicate, by what was measured in each round. */
const wall: Record<string, number[]> = {};
const cpu: Record<string, number[]> = {};
const critical: Record<string, number[]> = {};
const hashes = new Set<string>();
let runtime = '';
for (let round = 1; round <= rounds; round++) {
  for (const threads of [1, 2]) {
    if (reference.cpp) note(`cpp ${threads}`, reference.cpp(ENGINE_REPLICATES, threads));
    noteEngine('wasm', threads, ENGINE_REPLICATES);
    noteEngine('typescript', threads, PLAIN_REPLICATES);
  }
  if (reference.numpy) note('numpy 1', reference.numpy(NUMPY_REPLICATES));
  say(`   round ${round} of ${rounds} (load ${loadNow()})`);
}

// One size for the comparison of bits, the full one for time, memory and means.
for (const build of ['wasm', 'typescript'] as const) {
  hashes.add(engine({ build, threads: 2, replicates: 512 }).hash);
  hashes.add(engine({ build, threads: 1, replicates: 512 }).hash);
}
const full = engine({ build: 'wasm', threads: 2, replicates: FULL });
const cancelled = engine({ build: 'wasm', threads: 2, replicates: 1_000_000, cancelAfterMs: 700 });
const z = reference.means?.(FULL).map(({ value, se }, i) => {
  const own = full.means[i] ?? { value: Number.NaN, se: 0 };
  return Math.abs(own.value - value) / Math.hypot(own.se, se);
});
rmSync(folder, { recursive: true, force: true });

const cores = availableParallelism();
/** With other work on the cores seconds on the clock say nothing about threads; CPU seconds still do. */
const busy = loadBefore > cores / 2;
const clock = busy ? 'CPU s / threads' : 's';
const fullSeconds = busy
  ? full.foldSeconds + (full.cpuSeconds - full.foldSeconds) / 2
  : full.seconds;
const scaling = busy
  ? ratio(cpu, 'wasm 1', critical, 'wasm 2')
  : ratio(wall, 'wasm 1', wall, 'wasm 2');
const atMost = (name: string, unit: string, limit: number, value: number | null): Target =>
  judge({ name, unit, atMost: limit }, value);
const atLeast = (name: string, unit: string, limit: number, value: number | null): Target =>
  judge({ name, unit, atLeast: limit }, value);
const targets: Target[] = [
  atMost(
    'WebAssembly, times C++ -O3, 1 thread (CPU s)',
    '×',
    1.25,
    ratio(cpu, 'wasm 1', cpu, 'cpp 1'),
  ),
  atMost(
    'WebAssembly, times C++ -O3, 2 threads (CPU s)',
    '×',
    1.25,
    ratio(cpu, 'wasm 2', cpu, 'cpp 2'),
  ),
  atMost(
    'TypeScript, times C++ -O3, 1 thread (CPU s)',
    '×',
    2,
    ratio(cpu, 'typescript 1', cpu, 'cpp 1'),
  ),
  atMost(
    'TypeScript, times C++ -O3, 2 threads (CPU s)',
    '×',
    2,
    ratio(cpu, 'typescript 2', cpu, 'cpp 2'),
  ),
  atLeast(
    'one NumPy process, times WebAssembly on 2 threads',
    '×',
    20,
    ratio(busy ? cpu : wall, 'numpy 1', busy ? critical : wall, 'wasm 2'),
  ),
  atMost('different results of two builds on 1 and 2 threads', '', 1, hashes.size),
  atLeast(`2 threads, times 1 thread (${clock})`, '×', 1.85, scaling),
  atMost(`8 variants × 10,000 replicates, 2 threads (${clock})`, 's', 10, fullSeconds),
  atMost('memory of the process at its most', 'MB', 300, full.peakMegabytes),
  atMost('largest distance of 40 means to the C++ program', 'SE', 4, z ? Math.max(...z) : null),
  atMost('cancelled: the threads are free again', 'ms', 100, cancelled.cancelMs?.free ?? null),
];
const figures = {
  runtime,
  rounds,
  loadBefore,
  loadAfter: loadNow(),
  wallRatios: {
    wasmToCpp1: ratio(wall, 'wasm 1', wall, 'cpp 1'),
    wasmToCpp2: ratio(wall, 'wasm 2', wall, 'cpp 2'),
    typescriptToCpp1: ratio(wall, 'typescript 1', wall, 'cpp 1'),
    typescriptToCpp2: ratio(wall, 'typescript 2', wall, 'cpp 2'),
    wasm1To2: ratio(wall, 'wasm 1', wall, 'wasm 2'),
  },
  cpuMsPerReplicate: mapped(cpu, (seconds) => rounded(1000 * median(seconds))),
  wallMsPerReplicate: mapped(wall, (seconds) => rounded(1000 * median(seconds))),
  full: {
    seconds: rounded(full.seconds),
    cpuSeconds: rounded(full.cpuSeconds),
    foldSeconds: rounded(full.foldSeconds),
    firstPartialMs: rounded(full.firstPartialMs),
  },
  cancelMs: cancelled.cancelMs,
};
say(`\n${JSON.stringify(figures, null, 2)}\n\n${targetTable(targets).join('\n')}`);
const machine = {
  cores,
  model: cpus()[0]?.model ?? '',
  platform: `${process.platform}-${process.arch}`,
  electron: process.env['SANDTABLE_ELECTRON_KIND'] ?? '',
};
const at = new Date().toISOString();
process.stdout.write(`${JSON.stringify({ at, machine, figures, targets })}\n`);
process.exitCode = targets.some(({ ok }) => ok === false) ? 1 : 0;

function note(name: string, took: Took): void {
  (wall[name] ??= []).push(took.seconds / took.replicates);
  (cpu[name] ??= []).push(took.cpuSeconds / took.replicates);
}

function noteEngine(build: EngineTask['build'], threads: number, replicates: number): void {
  const told = engine({ build, threads, replicates });
  if (told.build !== build) throw new Error(`the ${build} build did not run, but ${told.build}`);
  runtime = told.runtime;
  const { seconds, cpuSeconds, foldSeconds } = told;
  const name = `${build} ${threads}`;
  note(name, { seconds, cpuSeconds, replicates });
  const path = foldSeconds + Math.max(0, cpuSeconds - foldSeconds) / threads;
  (critical[name] ??= []).push(path / replicates);
}

function engine(some: Partial<EngineTask>): EngineTold {
  const task: EngineTask = {
    workerFile: join(root, 'out', 'main', 'workers', 'simulation.cjs'),
    paramsFile: join(source, 'params.bin'),
    build: 'wasm',
    threads: 1,
    replicates: FULL,
    seed: 7,
    cancelAfterMs: null,
    ...some,
  };
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const text = execFileSync(electron, [child, JSON.stringify(task)], { env, encoding: 'utf8' });
  return JSON.parse(text.trim().split('\n').at(-1) ?? '') as EngineTold;
}

/** Median over the rounds of the ratio within a round; null when one of the two was not measured. */
function ratio(
  above: Record<string, number[]>,
  name: string,
  below: Record<string, number[]>,
  other: string,
): number | null {
  const [a, b] = [above[name], below[other]];
  if (a === undefined || b === undefined) return null;
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}

function mapped<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** The measured process as one file, beside what other benches keep. */
async function bundleChild(): Promise<string> {
  const outDir = join(root, 'artifacts', 'bench', 'sim');
  mkdirSync(outDir, { recursive: true });
  await bundle({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: join(import.meta.dirname, 'sim', 'engine-child.ts'),
        output: { format: 'es', entryFileNames: 'engine-child.mjs' },
      },
    },
    ssr: { noExternal: true },
  });
  return join(outDir, 'engine-child.mjs');
}
