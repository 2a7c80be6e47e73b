import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WorkspaceService } from '#electron/workspace/index';
import { bundleWorkers } from '../helpers/replica-workers';

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let userDataDir: string;
let service: WorkspaceService;

beforeAll(async () => {
  workers = await bundleWorkers({
    writer: 'electron/replica/writer.worker.ts',
    reader: 'electron/replica/reader.worker.ts',
  });
  userDataDir = mkdtempSync(join(tmpdir(), 'sandtable-rights-'));
  service = new WorkspaceService({
    userDataDir,
    workerDir: workers.dir,
    clock: Date.now,
    keyStore: { available: () => true, wrap: (key) => key, unwrap: (key) => key },
    keyFile: null,
    demo: () => ({ name: '演示', userName: '演示' }),
    importDemo: async () => ({ asOfDay: null }),
    onChanges: () => undefined,
    onIncident: () => undefined,
  });
});
afterAll(async () => {
  await service.close();
  rmSync(userDataDir, { recursive: true, force: true });
  workers.remove();
});

test('every reader looks as the person, also one that starts later; the writer stays the user', async () => {
  await service.create({ name: '华东', userName: '林晓', folder: null, passphrase: null });
  const { replica, row } = service.current();
  const { id: pipelineId } = await replica.writer.write('pipeline.createPipeline', {
    name: '直销',
    currency: 'CNY',
  });
  const make = (name: string) =>
    replica.writer.write('pipeline.create', { pipelineId, name, patch: {} });
  await make('甲');
  const seen = async () => {
    const [only] = await replica.reader.read('pipeline.counts', {});
    return only?.opportunities;
  };
  const query = { pipelineId, sort: [], filters: {}, quick: '' };
  const planned = async () => {
    const all = { query, spans: [{ from: 0, to: 99 }] };
    const targets = await replica.reader.read('pipeline.targets', all);
    return targets.ids.length;
  };
  const stays = () => replica.reader.readJob('pipeline.dwell', { pipelineId });
  expect([await seen(), await planned()]).toEqual([1, 1]);

  await replica.lookAs({ personId: row.userId, role: 'consultant' });
  expect(replica.perspective).toMatchObject({ role: 'consultant' });
  expect([await seen(), await planned()]).toEqual([0, 0]);
  // The reader for long work starts with the first job.
  expect(await stays()).toBeDefined();
  const scan = await replica.reader.readJob('personal.scan', null);
  expect(scan.scanned).toBe(0);
  expect(await make('乙')).toMatchObject({ name: '乙' });
  expect(await seen()).toBe(0);

  await replica.lookAs(null);
  expect([await seen(), await planned()]).toEqual([2, 2]);
  expect((await replica.reader.readJob('personal.scan', null)).scanned).toBeGreaterThan(0);
});
