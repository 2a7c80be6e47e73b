/**
 * One measurement of the engine in a process of its own, on the runtime of the product: the pool and worker as built. Reads an
 * {@link EngineTask} from its argument and writes an {@link EngineTold} as its last line.
 */
import { existsSync } from 'node:fs';
import { compileRetail } from '#electron/sandbox/engine/retail/model';
import { SimulationPool } from '#electron/sandbox/pool';
import type { RehearsalRequest } from '#electron/sandbox/rehearsal';
import { retailChain } from '../../fixtures/sandbox/retail-chain';
import { readRetail37 } from './retail-37';

export interface EngineTask {
  workerFile: string;
  /** Where it is not there a generated chain of the same size is played. */
  paramsFile: string;
  build: 'wasm' | 'typescript';
  threads: number;
  replicates: number;
  seed: number;
  /** Cancel after so many milliseconds instead of waiting for the end. */
  cancelAfterMs: number | null;
}

export interface EngineTold {
  runtime: string;
  build: string;
  seconds: number;
  cpuSeconds: number;
  foldSeconds: number;
  firstPartialMs: number;
  /** From the cancellation until the caller knew, and until the threads were free again. */
  cancelMs: { told: number; free: number } | null;
  peakMegabytes: number;
  hash: string;
  /** Mean and its standard error, 8 variants × 5 figures. */
  means: { value: number; se: number }[];
}

const task = JSON.parse(process.argv[2] ?? '') as EngineTask;
const { paramsFile, build, threads, replicates, seed } = task;
const model = compileRetail(
  existsSync(paramsFile) ? readRetail37(paramsFile) : retailChain({ stores: 37, products: 20 }),
);
const pool = new SimulationPool({ workerFile: task.workerFile });
const request: RehearsalRequest = { model, seed, replicates, precision: null, threads, build };
// Threads are started and compiled: what is measured is the work.
await pool.rehearse({ ...request, replicates: 256 * threads });
const told = task.cancelAfterMs === null ? await measure() : await cancel(task.cancelAfterMs);
await pool.close();
process.stdout.write(`${JSON.stringify(told)}\n`);

async function measure(): Promise<EngineTold> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = await pool.rehearse(request);
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    ...nothing(),
    build: result.build,
    seconds,
    cpuSeconds: (used.user + used.system) / 1e6,
    foldSeconds: result.durations.foldMs / 1000,
    firstPartialMs: result.durations.firstPartialMs,
    hash: result.resultHash,
    means: result.variants.flatMap((variant) => Object.values(variant).map(({ mean }) => mean)),
  };
}

async function cancel(afterMs: number): Promise<EngineTold> {
  const controller = new AbortController();
  let cancelled = 0;
  setTimeout(() => {
    cancelled = performance.now();
    controller.abort();
  }, afterMs);
  await pool.rehearse(request, { signal: controller.signal }).catch(() => undefined);
  const toldAfter = performance.now() - cancelled;
  await pool.rehearse({ ...request, replicates: 1 });
  return { ...nothing(), cancelMs: { told: toldAfter, free: performance.now() - cancelled } };
}

function nothing(): EngineTold {
  return {
    runtime: `${process.versions['electron'] ? `Electron ${process.versions['electron']}, ` : ''}Node ${process.versions.node}`,
    build,
    seconds: 0,
    cpuSeconds: 0,
    foldSeconds: 0,
    firstPartialMs: 0,
    cancelMs: null,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    hash: '',
    means: [],
  };
}
