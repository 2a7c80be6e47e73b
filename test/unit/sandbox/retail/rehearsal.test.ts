import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileRetail } from '#electron/sandbox/engine/retail/model';
import { SimulationPool } from '#electron/sandbox/pool';
import type { RehearsalRequest, RehearsalResult } from '#electron/sandbox/rehearsal';
import { kernelModule } from '../../../../scripts/kernels.mjs';
import { retailChain } from '../../../fixtures/sandbox/retail-chain';
import { bundleWorkers } from '../../helpers/replica-workers';
import { moments, playRetail } from './play';

const chain = retailChain({ stores: 3, products: 8 });
const model = compileRetail(chain);
let bundle: Awaited<ReturnType<typeof bundleWorkers>>;
let pool: SimulationPool;

function poolWith(blockSize: number): SimulationPool {
  const workerFile = join(bundle.dir, 'simulation.cjs');
  return new SimulationPool({ workerFile, kernelDir: join(bundle.dir, 'kernels'), blockSize });
}

function request(some: Partial<RehearsalRequest> = {}): RehearsalRequest {
  return { model, seed: 7, replicates: 300, precision: null, threads: 1, ...some };
}

beforeAll(async () => {
  bundle = await bundleWorkers({ simulation: 'electron/sandbox/simulation.worker.ts' });
  mkdirSync(join(bundle.dir, 'kernels'));
  writeFileSync(join(bundle.dir, 'kernels', 'retail.wasm'), await kernelModule('retail'));
  pool = poolWith(16);
}, 60_000);

afterAll(async () => {
  await pool.close();
  bundle.remove();
});

describe('A11 one result whatever plays it', () => {
  let reference: RehearsalResult;

  beforeAll(async () => {
    reference = await pool.rehearse(request());
  });

  test('WebAssembly plays by default, and gives what one thread gives without a pool', () => {
    expect(reference.build).toBe('wasm');
    const alone = playRetail(chain, { replicates: 300 });
    const mean = moments(alone.column(2, 2)).mean;
    expect(reference.variants[2]?.['margin']?.mean.value).toBeCloseTo(mean, 6);
  });

  test.each([2, 3, 7])('%s threads', async (threads) => {
    const result = await pool.rehearse(request({ threads }));
    expect(result.resultHash).toBe(reference.resultHash);
    expect(result.variants).toEqual(reference.variants);
    expect(result.ranking).toEqual(reference.ranking);
  });

  test.each([1, 64])('blocks of %s', async (blockSize) => {
    const other = poolWith(blockSize);
    const result = await other.rehearse(request({ threads: 2 }));
    await other.close();
    expect(result.resultHash).toBe(reference.resultHash);
  });

  test('the TypeScript build, asked for or left over without a module', async () => {
    const plain = await pool.rehearse(request({ threads: 2, build: 'typescript' }));
    expect(plain.build).toBe('typescript');
    expect(plain.resultHash).toBe(reference.resultHash);
    const workerFile = join(bundle.dir, 'simulation.cjs');
    const bare = new SimulationPool({ workerFile, kernelDir: join(bundle.dir, 'nowhere') });
    const left = await bare.rehearse(request());
    await bare.close();
    expect(left.build).toBe('typescript');
    expect(left.resultHash).toBe(reference.resultHash);
  });
});

test('partial results after 64, 256 and 1,024 replicates; the last is the result', async () => {
  const seen: number[] = [];
  const result = await pool.rehearse(request({ replicates: 1024, threads: 2 }), {
    onProgress: ({ partial }) => {
      if (partial !== null) seen.push(partial.replicates);
    },
  });
  expect(seen).toEqual([64, 256, 1024]);
  expect(result.replicates).toBe(1024);
  expect(result.ranking.reduce((sum, { bestChance }) => sum + bestChance, 0)).toBeCloseTo(1, 12);
});

test('stops when precise enough, at the same place for every number of threads', async () => {
  const exact = await pool.rehearse(request({ replicates: 256 }));
  const precision = exact.precision / 1.5;
  const [one, two] = [
    await pool.rehearse(request({ replicates: 100_000, precision })),
    await pool.rehearse(request({ replicates: 100_000, precision, threads: 2 })),
  ];
  expect(one?.stopped).toBe('precision');
  expect(one?.replicates).toBe(1024);
  expect(one?.precision).toBeLessThanOrEqual(precision);
  expect(two?.resultHash).toBe(one?.resultHash);
});

test('cancelling rejects at once, the threads stop soon and the pool stays usable', async () => {
  const controller = new AbortController();
  const running = pool.rehearse(request({ replicates: 1_000_000, threads: 2 }), {
    signal: controller.signal,
    onProgress: ({ done }) => {
      if (done > 1024) controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  const next = await pool.rehearse(request({ replicates: 64, threads: 2 }));
  expect(next.replicates).toBe(64);
});
