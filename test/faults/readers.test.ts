import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replicaFile } from '#electron/replica/paths';
import { type OpenReplicaOf, openThreads } from '#electron/replica/replica';
import { bundleWorkers } from '../unit/helpers/replica-workers';
import type { testRegistry } from '../unit/replica/test-registry';
import type { Errand } from './flow-child';
import { judge } from './invariants';
import { scratchFolder } from './scratch';

const STRESS_MS = 4000;
const BATCH = 10;
const MAX_LOG_BYTES = 64 * 1024 * 1024;
let workers: Awaited<ReturnType<typeof bundleWorkers>>;
beforeAll(async () => {
  workers = await bundleWorkers({
    writer: 'test/unit/replica/writer.test-worker.ts',
    reader: 'test/unit/replica/reader.test-worker.ts',
    child: 'test/faults/flow-child.ts',
  });
});
afterAll(() => workers.remove());

test('readers see whole transactions while the writer writes and checkpoints; nobody hears "busy"', async () => {
  const folder = scratchFolder('readers');
  const key = new Uint8Array(randomBytes(32));
  const replica: OpenReplicaOf<typeof testRegistry> = await openThreads<typeof testRegistry>({
    folder,
    key,
    create: true,
    actor: { id: 'u', name: '林晓' },
    workerDir: workers.dir,
  });
  const until = performance.now() + STRESS_MS;
  const busy = (): boolean => performance.now() < until;
  let longest = 0;
  const write = async (): Promise<number> => {
    let batches = 0;
    while (busy()) {
      await replica.writer.writeJob('fill', { count: BATCH, pauseMs: 0 });
      batches += 1;
      longest = Math.max(longest, statSync(`${replicaFile(folder)}-wal`).size);
    }
    return batches;
  };
  const counts = { query: 0, job: 0 };
  const read = async (): Promise<void> => {
    while (busy()) {
      expect((await replica.reader.read('owners', null)).length % BATCH).toBe(0);
      counts.query += 1;
    }
  };
  const simulate = async (): Promise<void> => {
    while (busy()) {
      expect((await replica.reader.readJob('countJob', null)) % BATCH).toBe(0);
      counts.job += 1;
    }
  };
  const [batches] = await Promise.all([write(), read(), simulate()]);
  expect(await replica.reader.read('owners', null)).toHaveLength(batches * BATCH);
  expect(Math.min(counts.query, counts.job, batches)).toBeGreaterThan(5);
  expect(longest).toBeLessThan(MAX_LOG_BYTES);
  await replica.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('told to end in the middle of a transaction, a process is gone at once and leaves whole ones', async () => {
  const folder = scratchFolder('sigterm');
  const keyHex = randomBytes(32).toString('hex');
  const receipts: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    const flows: Errand['flows'] = ['edit', 'bulkEdit', 'import', 'undo'];
    const errand: Errand = { folder, keyHex, flows, tag: String(50 + round), death: null };
    const child = spawn(process.execPath, [join(workers.dir, 'child.cjs'), JSON.stringify(errand)]);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, round * 4));
    const told = performance.now();
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(performance.now() - told).toBeLessThan(2000);
    const lines = said.slice(0, said.lastIndexOf('\n') + 1).split('\n');
    receipts.push(...lines.filter((line) => line.includes('#')));
    const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
    expect(judge(folder, key, receipts)).toMatchObject({ lost: [], doubled: [], half: [] });
  }
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
