import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partialSchema, runResultSchema } from '#shared/sandbox/model';
import { pack } from '#electron/replica/packed';
import { SimulationPool, type EngineResult, type RunProgress } from '#electron/sandbox/pool';
import type { FittedStudy } from '#electron/sandbox/engine/study';
import { generateHistory } from '../../fixtures/sandbox/generated-history';
import { bundleWorkers } from '../helpers/replica-workers';
import { request } from './models';

const WINDOW = { fromDay: '2024-01-01', toDay: '2026-11-22' };
const history = pack(generateHistory({ deals: 150, days: 700, seed: 3 }));
let bundle: Awaited<ReturnType<typeof bundleWorkers>>;
let pool: SimulationPool;
let study: FittedStudy;

beforeAll(async () => {
  bundle = await bundleWorkers({ simulation: 'electron/sandbox/simulation.worker.ts' });
  pool = new SimulationPool({ workerFile: join(bundle.dir, 'simulation.cjs') });
  study = await pool.fit(history, WINDOW);
}, 60_000);

afterAll(async () => {
  await pool.close();
  bundle.remove();
});

describe('a run on real threads', () => {
  let reference: EngineResult;

  beforeAll(async () => {
    reference = await pool.run(request({ threads: 1 }), study);
  }, 60_000);

  test.each([2, 3, 4, 7])('%s threads give the bits of one', async (threads) => {
    const result = await pool.run(request({ threads }), study);
    expect(result.resultHash).toBe(reference.resultHash);
    expect(result.variants).toEqual(reference.variants);
    expect(result.risks).toEqual(reference.risks);
  });

  test('blocks of one replicate, and fitting again, change nothing', async () => {
    const other = new SimulationPool({
      workerFile: join(bundle.dir, 'simulation.cjs'),
      blockSize: 1,
    });
    const result = await other.run(request({ threads: 2 }), history);
    await other.close();
    expect(result.resultHash).toBe(reference.resultHash);
    expect(result.inputsHash).toBe(reference.inputsHash);
  });

  test('another seed gives other figures', async () => {
    const result = await pool.run(request({ seed: 43, threads: 2 }), study);
    expect(result.resultHash).not.toBe(reference.resultHash);
  });

  test('the result is complete and survives JSON', () => {
    const kept = { ...reference, id: 'r1', name: 'n', createdAt: 1 };
    expect(runResultSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(reference.ranking.reduce((sum, row) => sum + row.bestChance, 0)).toBeCloseTo(1, 12);
    for (const variant of reference.variants) {
      expect(variant.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(256);
      expect(variant.cdf).toHaveLength(101);
    }
  });

  test('risk variables: forced twins, decided ones first and by size', () => {
    const rival = reference.risks.find((risk) => risk.id === 'rivalPromotes');
    expect(rival?.direction).toBe('down');
    expect(rival?.intervalMinor.high).toBeLessThan(0);
    const decided = reference.risks.filter((risk) => !risk.notDistinguishable);
    const sizes = decided.map((risk) => Math.abs(risk.effectMinor));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(reference.risks.slice(0, decided.length)).toEqual(decided);
    for (const risk of reference.risks) expect(risk.replicates).toBeGreaterThanOrEqual(500);
  });

  test('partial results after 64 and 256 replicates; the last one is the final one', async () => {
    const seen: RunProgress[] = [];
    const result = await pool.run(request({ threads: 2 }), study, {
      onProgress: (progress) => seen.push(progress),
    });
    const partials = seen.flatMap(({ partial }) => (partial === null ? [] : [partial]));
    expect(partials.map((partial) => partial.replicates)).toEqual([64, 256]);
    for (const partial of partials) partialSchema.parse(partial);
    expect(partials[1]?.variants).toEqual(result.variants);
    const done = seen.filter(({ phase }) => phase !== 'fit').map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });
});

test('cancelling rejects at once and leaves the pool usable', async () => {
  const controller = new AbortController();
  const run = pool.run(request({ replicates: 20_000, threads: 2 }), study, {
    signal: controller.signal,
    onProgress: ({ phase, done }) => {
      if (phase === 'simulate' && done > 0) controller.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  const next = await pool.run(request({ threads: 2, replicates: 64 }), study);
  expect(next.replicates).toBe(64);
});

test('cancelling a fit ends it and leaves the pool usable', async () => {
  const controller = new AbortController();
  const fit = pool.fit(history, WINDOW, { signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await expect(fit).rejects.toMatchObject({ code: 'CANCELLED' });
  expect((await pool.fit(history, WINDOW)).inputsHash).toBe(study.inputsHash);
});

test('a fit of another day is refused', async () => {
  await expect(pool.run(request({ asOfDay: '2026-11-20' }), study)).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

describe('a thread that dies', () => {
  /** A worker that ends itself in its first `play`, as long as the marker file says so. */
  function faulty(name: string, times: number): string {
    const marker = join(bundle.dir, `${name}.count`);
    writeFileSync(marker, String(times));
    const real = join(bundle.dir, `${name}-real.cjs`);
    copyFileSync(join(bundle.dir, 'simulation.cjs'), real);
    const file = join(bundle.dir, `${name}.cjs`);
    writeFileSync(
      file,
      `const fs = require('node:fs');
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (message) => {
  if (message.type !== 'APPLY' || message.path.join('.') !== 'play') return;
  const left = Number(fs.readFileSync(${JSON.stringify(marker)}, 'utf8'));
  if (left > 0) {
    fs.writeFileSync(${JSON.stringify(marker)}, String(left - 1));
    process.exit(1);
  }
});
require(${JSON.stringify(real)});`,
    );
    return file;
  }

  test('once: its blocks are played again, the figures are the same, and it is told', async () => {
    let told = 0;
    const broken = new SimulationPool({
      workerFile: faulty('once', 1),
      onRecovered: () => (told += 1),
    });
    const result = await broken.run(request({ threads: 2 }), study);
    await broken.close();
    expect(told).toBe(1);
    const sound = await pool.run(request({ threads: 2 }), study);
    expect(result.resultHash).toBe(sound.resultHash);
  });

  test('again and again: a clear failure', async () => {
    const broken = new SimulationPool({ workerFile: faulty('always', 1000) });
    await expect(broken.run(request({ threads: 1 }), study)).rejects.toMatchObject({
      code: 'WORKER_CRASHED',
    });
    await broken.close();
  });
});
