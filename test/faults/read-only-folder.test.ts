import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WorkspaceService } from '#electron/workspace/index';
import { workspaceStateSchema, type WorkspaceState } from '#shared/workspace/model';
import { bundleWorkers } from '../unit/helpers/replica-workers';
import { type SmallDisk, smallDisk } from './mounts';

const canMount = ((): boolean => {
  const tried = smallDisk(1);
  tried?.remove();
  return tried !== null;
})();
if (!canMount) console.log('read-only folders are not tried here: mounting needs Linux and root');

// Root may write whatever the modes of a folder say, so the folder lies on a file system of its own that is mounted
// anew as read-only or as full.
describe.runIf(canMount)('a folder that takes no writing', () => {
  let workers: Awaited<ReturnType<typeof bundleWorkers>>;
  let userDataDir: string;
  let disk: SmallDisk;
  let service: WorkspaceService;

  beforeAll(async () => {
    workers = await bundleWorkers({
      writer: 'electron/replica/writer.worker.ts',
      reader: 'electron/replica/reader.worker.ts',
    });
    userDataDir = mkdtempSync(join(tmpdir(), 'sandtable-user-'));
    const made = smallDisk(16);
    if (made === null) throw new Error('not mounted');
    disk = made;
    const keyFile = join(userDataDir, 'key');
    writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
    service = new WorkspaceService({
      userDataDir,
      workerDir: workers.dir,
      clock: Date.now,
      keyStore: {
        available: () => false,
        wrap: (secret) => secret,
        unwrap: (secret) => secret,
      },
      keyFile,
      demo: () => ({ name: '演示', userName: '演示用户' }),
      importDemo: () => Promise.resolve({ asOfDay: null }),
      onChanges: () => undefined,
      onIncident: () => undefined,
    });
    const folder = join(disk.folder, 'w');
    const owner = { name: '华东大区', userName: '林晓', passphrase: null };
    await service.create({ ...owner, folder });
    await addPipeline('在册');
    await service.close();
  });
  afterEach(async () => {
    await service.close();
    disk.remount('rw,size=16m');
  });
  afterAll(() => {
    disk.remove();
    workers.remove();
    rmSync(userDataDir, { recursive: true, force: true });
  });

  const open = () => service.open({ folder: join(disk.folder, 'w'), passphrase: null });
  const addPipeline = (name: string): Promise<unknown> =>
    service.current().replica.writer.write('pipeline.createPipeline', { name, currency: 'CNY' });
  const pipelineNames = async (): Promise<string[]> =>
    (await service.current().replica.reader.read('pipeline.list', {})).map((one) => one.name);
  const readOnlyOf = (state: WorkspaceState) => {
    workspaceStateSchema.parse(state);
    return state.status === 'open' ? state.workspace.readOnly : state.status;
  };
  const image = () =>
    readdirSync(disk.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'base64')]);

  test('opens for reading with its reason, keeps every byte, and writes again when it may', async () => {
    disk.remount('ro');
    const before = image();
    expect(readOnlyOf(await open())).toBe('folder');
    expect(await pipelineNames()).toEqual(['在册']);
    await expect(addPipeline('不行')).rejects.toMatchObject({ code: 'REPLICA_READ_ONLY' });
    await service.close();
    expect(image()).toEqual(before);
    disk.remount('rw');
    expect(readOnlyOf(await open())).toBeNull();
    await addPipeline('又行');
    expect((await pipelineNames()).toSorted()).toEqual(['又行', '在册'].toSorted());
  });

  test('because its disk is full opens for reading with that reason', async () => {
    writeFileSync(join(disk.folder, 'rest'), '');
    try {
      for (;;) writeFileSync(join(disk.folder, 'rest'), Buffer.alloc(4096), { flag: 'a' });
    } catch {
      // Full.
    }
    expect(readOnlyOf(await open())).toBe('diskFull');
    expect(await pipelineNames()).toContain('在册');
    await service.close();
    rmSync(join(disk.folder, 'rest'));
    expect(readOnlyOf(await open())).toBeNull();
    await addPipeline('有地方');
  });
});
