import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type OpenReplicaOf, openThreads, type ReplicaIncident } from '#electron/replica/replica';
import { bundleWorkers } from '../helpers/replica-workers';
import type { testRegistry } from './test-registry';

type Threads = OpenReplicaOf<typeof testRegistry>;

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
let replica: Threads;
const key = new Uint8Array(randomBytes(32));
const notes: { kind: string; name: string }[] = [];

const open = (create: boolean): Promise<Threads> =>
  openThreads<typeof testRegistry>({
    folder,
    key,
    create,
    actor: { id: 'u', name: '林晓' },
    workerDir: workers.dir,
    onNote: (note) => notes.push(note),
  });

beforeAll(async () => {
  workers = await bundleWorkers({
    writer: 'test/unit/replica/writer.test-worker.ts',
    reader: 'test/unit/replica/reader.test-worker.ts',
  });
});
afterAll(() => workers.remove());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-threads-'));
  replica = await open(true);
});
afterEach(async () => {
  await replica.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a write is on the disk when it resolves, readers see it, and the feed is told first', async () => {
  const told: unknown[] = [];
  replica.onChanges((changes) => told.push(changes));
  await replica.writer.write('add', { id: 'o1', name: '王芳' });
  expect(told).toEqual([{ entities: ['owner'], ids: ['o1'], actionId: expect.any(String) }]);
  expect(await replica.reader.read('owners', null)).toEqual([
    { id: 'o1', name: '王芳', version: 1 },
  ]);
  await replica.close();
  replica = await open(false);
  expect(await replica.reader.read('owners', null)).toHaveLength(1);
});

test('a refused command leaves nothing and tells nobody', async () => {
  const told: unknown[] = [];
  replica.onChanges((changes) => told.push(changes));
  await expect(replica.writer.write('refuse', { id: 'x' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(await replica.reader.read('owners', null)).toEqual([]);
  expect(told).toEqual([]);
});

test('writes keep the order of asking, also behind a job that holds the lane', async () => {
  const job = replica.writer.writeJob('fill', { count: 3, pauseMs: 20 });
  const adds = ['a', 'b', 'c'].map((id) => replica.writer.write('add', { id, name: id }));
  await Promise.all([job, ...adds]);
  const actions = await replica.reader.read('history.list', { limit: 10 });
  expect(actions.map((action) => action.subject)).toEqual(['c', 'b', 'a', '批量']);
});

test('a job reports at most ten times a second and stops when cancelled, leaving nothing', async () => {
  const controller = new AbortController();
  const reports: number[] = [];
  const job = replica.writer.writeJob(
    'fill',
    { count: 100_000, pauseMs: 1 },
    {
      signal: controller.signal,
      onProgress: (done) => {
        reports.push(done);
        if (reports.length === 3) controller.abort();
      },
    },
  );
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(reports.length).toBeLessThan(6);
  expect(await replica.reader.readJob('countJob', null)).toBe(0);
  expect((await replica.reader.read('replica.status', null)).pending).toBe(0);
});

test('a writer that dies is started again; the call fails, nothing half is left', async () => {
  const incidents: ReplicaIncident[] = [];
  const recovered = new Promise<void>((resolve) => {
    replica.onIncident((incident) => {
      incidents.push(incident);
      resolve();
    });
  });
  await replica.writer.write('add', { id: 'before', name: '前' });
  await expect(replica.writer.write('die', { id: 'half' })).rejects.toMatchObject({
    code: 'WORKER_CRASHED',
  });
  await replica.writer.write('add', { id: 'later', name: '后' });
  await recovered;
  expect(incidents).toEqual([{ part: 'writer', recovered: true }]);
  const owners = await replica.reader.read('owners', null);
  expect(owners.map((owner) => owner.id)).toEqual(['before', 'later']);
});

test('a reader that dies is started again and asked again; it is told', async () => {
  const incidents: ReplicaIncident[] = [];
  const told = new Promise<void>((resolve) => {
    replica.onIncident((incident) => {
      incidents.push(incident);
      resolve();
    });
  });
  const mark = join(folder, 'asked');
  expect(await replica.reader.read('dieOnce', { mark })).toBe('answered');
  await told;
  expect(incidents).toEqual([{ part: 'reader', recovered: true }]);
});

test('undo and redo through the threads, also after a restart', async () => {
  await replica.writer.write('add', { id: 'o1', name: '王芳' });
  await replica.writer.write('rename', { id: 'o1', name: '王方' });
  await replica.close();
  replica = await open(false);
  expect(await replica.writer.undo()).toMatchObject({ kind: 'rename', state: 'undone' });
  expect(await replica.reader.read('owners', null)).toMatchObject([{ name: '王芳' }]);
  await replica.close();
  replica = await open(false);
  await replica.writer.redo();
  expect(await replica.reader.read('owners', null)).toMatchObject([{ name: '王方' }]);
  await expect(replica.writer.redo()).rejects.toMatchObject({ code: 'NOTHING_TO_REDO' });
});

test('a backup is made beside the work, and the file is private', async () => {
  await replica.writer.write('add', { id: 'o1', name: '王芳' });
  const backup = await replica.backup('manual');
  expect(backup).toMatchObject({ reason: 'manual' });
  expect(statSync(join(folder, 'backups', backup.fileName)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'replica.db')).mode & 0o777).toBe(0o600);
});

test('a long write-ahead log is copied into the file as soon as nobody writes', async () => {
  const file = join(folder, 'replica.db');
  const before = statSync(file).size;
  await replica.writer.writeJob('fill', { count: 20_000, pauseMs: 0 });
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(4 * 1024 * 1024);
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(before + 1_000_000), 5000);
});

test('closing empties the write-ahead log into the file', async () => {
  await replica.writer.write('add', { id: 'o1', name: '王芳' });
  await replica.close();
  expect(() => statSync(join(folder, 'replica.db-wal'))).toThrow(/ENOENT/);
  replica = await open(false);
});

test(
  'the log of writes is empty within five seconds after the last one',
  { timeout: 15_000 },
  async () => {
    const size = (): number => statSync(join(folder, 'replica.db-wal')).size;
    await replica.writer.write('add', { id: 'o1', name: '王芳' });
    expect(size()).toBeGreaterThan(0);
    await vi.waitFor(() => expect(size()).toBe(0), { timeout: 5000, interval: 100 });
    await replica.writer.write('add', { id: 'o2', name: '林晓' });
    expect(await replica.reader.read('owners', null)).toHaveLength(2);
  },
);
