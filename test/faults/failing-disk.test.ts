import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type OpenReplicaOf, openThreads } from '#electron/replica/replica';
import type { DiskStop } from '#electron/replica/write-gate';
import { bundleWorkers } from '../unit/helpers/replica-workers';
import type { testRegistry } from '../unit/replica/test-registry';
import { failDisk } from './failing';
import { judge } from './invariants';
import { holdLock } from './lock-holder';
import { type SmallDisk, smallDisk } from './mounts';
import { scratchFolder } from './scratch';
import { hasStrace } from './trace';

type Threads = OpenReplicaOf<typeof testRegistry>;

const key = new Uint8Array(randomBytes(32));
/** Longer than the time between two trials. */
const BACK = { timeout: 15_000, interval: 100 };
let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let replica: Threads | null = null;
let disk: SmallDisk | null = null;

beforeAll(async () => {
  workers = await bundleWorkers({
    writer: 'test/unit/replica/writer.test-worker.ts',
    reader: 'test/unit/replica/reader.test-worker.ts',
  });
});
afterAll(() => workers.remove());
afterEach(async () => {
  await replica?.close();
  replica = null;
  disk?.remove();
  disk = null;
});

async function open(folder: string, create: boolean): Promise<Threads> {
  replica = await openThreads<typeof testRegistry>({
    folder,
    key,
    create,
    actor: { id: 'u', name: '林晓' },
    workerDir: workers.dir,
  });
  return replica;
}
const add = (on: Threads, id: string): Promise<unknown> =>
  on.writer.write('add', { id, name: `负责人 ${id}` });
const names = async (on: Threads): Promise<string[]> =>
  (await on.reader.read('owners', null)).map(({ id }) => id);

test.runIf(hasStrace())(
  'a disk that answers EIO stops writing with a reason, leaves nothing half, and writing goes on after it',
  { timeout: 60_000 },
  async () => {
    const folder = scratchFolder('failing');
    const on = await open(folder, true);
    const told: (DiskStop | null)[] = [];
    on.onStopped((stop) => told.push(stop));
    await add(on, 'a');
    const mend = await failDisk(process.pid, folder);
    await expect(add(on, 'b')).rejects.toMatchObject({ code: 'DISK_FAILED' });
    expect(on.stopped).toBe('diskFailed');
    // From now on nobody asks the disk in vain; reading goes on.
    await expect(on.writer.undo()).rejects.toMatchObject({ code: 'DISK_FAILED' });
    await expect(on.writer.writeJob('fill', { count: 5, pauseMs: 0 })).rejects.toMatchObject({
      code: 'DISK_FAILED',
    });
    expect(await names(on)).toEqual(['a']);
    await mend();
    await vi.waitFor(() => expect(on.stopped).toBeNull(), BACK);
    expect(told).toEqual(['diskFailed', null]);
    await add(on, 'c');
    expect(await names(on)).toEqual(['a', 'c']);
    await on.close();
    // Neither the file nor the journal knows what was refused.
    expect(await names(await open(folder, false))).toEqual(['a', 'c']);
    await replica?.close();
    replica = null;
    expect(judge(folder, key, [])).toMatchObject({ lost: [], doubled: [], half: [] });
    rmSync(folder, { recursive: true, force: true });
  },
);

test.runIf(hasStrace())(
  'a workspace whose disk still fails can be closed, and opens with all that was acknowledged',
  { timeout: 60_000 },
  async () => {
    const folder = scratchFolder('failing-close');
    const on = await open(folder, true);
    await add(on, 'a');
    const mend = await failDisk(process.pid, folder);
    await expect(add(on, 'b')).rejects.toMatchObject({ code: 'DISK_FAILED' });
    await on.close();
    await mend();
    expect(await names(await open(folder, false))).toContain('a');
    rmSync(folder, { recursive: true, force: true });
  },
);

test(
  'a replica that another program keeps locked stops writing with a reason, and goes on after it',
  {
    timeout: 60_000,
  },
  async () => {
    const folder = scratchFolder('kept-locked');
    const on = await open(folder, true);
    const told: (DiskStop | null)[] = [];
    on.onStopped((stop) => told.push(stop));
    await add(on, 'a');
    const other = await holdLock(folder, key, 60_000);
    // Ten seconds of patience, then everything is refused at once; reading goes on.
    await expect(add(on, 'b')).rejects.toMatchObject({ code: 'REPLICA_BUSY' });
    expect(on.stopped).toBe('locked');
    const start = performance.now();
    await expect(add(on, 'c')).rejects.toMatchObject({ code: 'REPLICA_BUSY' });
    await expect(on.writer.undo()).rejects.toMatchObject({ code: 'REPLICA_BUSY' });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(await names(on)).toEqual(['a']);
    await other.letGo();
    await vi.waitFor(() => expect(on.stopped).toBeNull(), BACK);
    expect(told).toEqual(['locked', null]);
    await add(on, 'd');
    await on.close();
    expect(await names(await open(folder, false))).toEqual(['a', 'd']);
    await replica?.close();
    replica = null;
    expect(judge(folder, key, [])).toMatchObject({ lost: [], doubled: [], half: [] });
    rmSync(folder, { recursive: true, force: true });
  },
);

const canMount = ((): boolean => {
  const tried = smallDisk(1);
  tried?.remove();
  return tried !== null;
})();

test.runIf(canMount)(
  'a disk that is full stops writing; a write that is merely too large stops nothing',
  { timeout: 60_000 },
  async () => {
    disk = smallDisk(12);
    const { folder } = disk ?? { folder: '' };
    const on = await open(folder, true);
    await add(on, 'a');
    // As when a person begins an import: what was written before has been copied into the file.
    await vi.waitFor(() => expect(statSync(join(folder, 'replica.db-wal')).size).toBe(0), BACK);
    const tooMuch = on.writer.writeJob('fill', { count: 200_000, pauseMs: 0 });
    await expect(tooMuch).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(on.stopped).toBeNull();
    await add(on, 'b');
    let refused: unknown = null;
    for (let n = 0; on.stopped === null; n += 1) {
      fillUp(join(folder, 'somebody-else'));
      // oxlint-disable-next-line no-await-in-loop -- until the last page is used
      await add(on, `n${n}`).catch((error: unknown) => (refused = error));
    }
    expect(refused).toMatchObject({ code: 'DISK_FULL' });
    expect(on.stopped).toBe('diskFull');
    const before = await names(on);
    rmSync(join(folder, 'somebody-else'));
    await vi.waitFor(() => expect(on.stopped).toBeNull(), BACK);
    await add(on, 'z');
    expect(await names(on)).toEqual([...before, 'z']);
    expect(readdirSync(folder)).not.toContain('writing-probe');
    await on.close();
    expect(await names(await open(folder, false))).toEqual([...before, 'z']);
  },
);

/** Takes all the space that is left. */
function fillUp(path: string): void {
  for (let size = 1024 * 1024; size >= 512; size /= 2) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Then by smaller pieces.
    }
  }
  expect(readFileSync(path).length).toBeGreaterThan(0);
}
