import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type KeyStore, type WorkspaceNeeds, WorkspaceService } from '#electron/workspace/index';
import { auditPageSchema } from '#shared/governance/model';
import { workspaceStateSchema, type WorkspaceState } from '#shared/workspace/model';
import { bundleWorkers } from '../helpers/replica-workers';

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let userDataDir: string;
let service: WorkspaceService;
let demoImports = 0;
let storeWorks = true;

/** A key store that works like the system's: what it wraps, only it unwraps. */
const keyStore: KeyStore = {
  available: () => storeWorks,
  wrap: (key) => key.map((byte) => byte ^ 0x5a),
  unwrap: (wrapped) => {
    if (!storeWorks) throw new Error('denied');
    return wrapped.map((byte) => byte ^ 0x5a);
  },
};

const makeService = (over: Partial<WorkspaceNeeds> = {}): WorkspaceService =>
  new WorkspaceService({
    userDataDir,
    workerDir: workers.dir,
    clock: Date.now,
    keyStore,
    keyFile: null,
    demo: () => ({ name: '演示工作区', userName: '演示用户' }),
    importDemo: async (replica) => {
      demoImports += 1;
      await replica.writer.write('pipeline.createPipeline', { name: '示例', currency: 'CNY' });
      return { asOfDay: '2026-09-30' };
    },
    onChanges: () => undefined,
    onIncident: () => undefined,
    ...over,
  });

beforeAll(async () => {
  workers = await bundleWorkers({
    writer: 'electron/replica/writer.worker.ts',
    reader: 'electron/replica/reader.worker.ts',
  });
});
afterAll(() => workers.remove());
beforeEach(() => {
  userDataDir = mkdtempSync(join(tmpdir(), 'sandtable-workspaces-'));
  demoImports = 0;
  storeWorks = true;
  service = makeService();
});
afterEach(async () => {
  await service.close();
  rmSync(userDataDir, { recursive: true, force: true });
});

const create = (passphrase: string | null = null, folder: string | null = null) =>
  service.create({ name: '华东大区', userName: '林晓', folder, passphrase });
const openedIn = (state: WorkspaceState) => {
  workspaceStateSchema.parse(state);
  if (state.status !== 'open') throw new Error(`not open: ${state.status}`);
  return state.workspace;
};
const addPipeline = (name: string): Promise<unknown> =>
  service.current().replica.writer.write('pipeline.createPipeline', { name, currency: 'CNY' });
const pipelineNames = async (): Promise<string[]> =>
  (await service.current().replica.reader.read('pipeline.list', {})).map((one) => one.name);

const audited = async () => {
  const newest = { kind: null, actorId: null, offset: 0, limit: 50 };
  const page = await service.current().replica.reader.read('audit.page', newest);
  return auditPageSchema.parse(page).entries.toReversed();
};
const auditReport = () => {
  const { folder, replica } = service.current();
  return replica.reader.readJob('audit.verify', { folder });
};

describe('the audit', () => {
  test('outlives a restore, and an older database put back by hand is noticed', async () => {
    const { folder } = openedIn(await create());
    // Older than the first entry, and than the key that signs.
    const { fileName } = await service.backup();
    const later = await service.backup();
    openedIn(await service.restore({ folder, fileName, passphrase: null }));
    expect((await audited()).map(({ kind, facts }) => [kind, facts['carried'] ?? null])).toEqual([
      ['backedUp', null],
      ['backedUp', null],
      ['backedUp', null],
      ['restored', 3],
    ]);
    expect(await auditReport()).toMatchObject({ verdict: 'intact', entries: 4, sealed: 4 });
    await service.close();
    openedIn(await service.open({ folder, passphrase: null }));
    expect(await auditReport()).toMatchObject({ verdict: 'intact', entries: 4 });

    await service.close();
    rmSync(join(folder, 'journal'), { recursive: true, force: true });
    copyFileSync(join(folder, 'backups', later.fileName), join(folder, 'replica.db'));
    openedIn(await service.open({ folder, passphrase: null }));
    const report = await auditReport();
    expect(report.verdict).toBe('altered');
    expect(report.problems.map(({ code }) => code)).toContain('cut');
  });

  test('says that a look as another person ended when the workspace closes', async () => {
    const { folder, userId } = openedIn(await create());
    await service.current().replica.lookAs({ personId: userId, role: 'consultant' });
    await service.close();
    openedIn(await service.open({ folder, passphrase: null }));
    expect(await audited()).toMatchObject([{ kind: 'viewedAsEnded', facts: { personId: userId } }]);
  });

  test('is sealed when the workspace closes', async () => {
    const { folder } = openedIn(await create());
    const facts = { fileName: 'a.pdf', verdict: 'intact' };
    const { writer } = service.current().replica;
    await writer.write('audit.note', { kind: 'fileVerified', facts });
    expect(await auditReport()).toMatchObject({ entries: 1, sealed: 0 });
    await service.close();
    openedIn(await service.open({ folder, passphrase: null }));
    expect(await auditReport()).toMatchObject({ verdict: 'intact', entries: 1, sealed: 1 });
  });
});

describe('the demo', () => {
  test('is made once, keeps its changes, and is thrown away on reset', async () => {
    const first = openedIn(await service.openDemo());
    expect(first).toMatchObject({ kind: 'demo', name: '演示工作区', asOfDay: '2026-09-30' });
    await addPipeline('我加的');
    await service.close();
    openedIn(await service.openDemo());
    expect(await pipelineNames()).toContain('我加的');
    expect(demoImports).toBe(1);
    openedIn(await service.resetDemo());
    expect(await pipelineNames()).toEqual(['示例']);
    expect(demoImports).toBe(2);
  });

  test('opens without asking where no system keeps keys, with its key beside it', async () => {
    storeWorks = false;
    const demo = openedIn(await service.openDemo());
    expect(demo.keyKeeping).toBe('keyFile');
    expect(statSync(join(demo.folder, 'demo.key')).mode & 0o777).toBe(0o600);
    await service.close();
    openedIn(await service.openDemo());
  });

  test('that failed while being filled leaves nothing behind', async () => {
    service = makeService({ importDemo: () => Promise.reject(new Error('cut')) });
    await expect(service.openDemo()).rejects.toThrow('cut');
    expect(existsSync(join(userDataDir, 'demo'))).toBe(false);
    expect(readdirSync(userDataDir)).toEqual([]);
    expect(await service.state()).toMatchObject({ status: 'none' });
  });
});

describe('a workspace of one’s own', () => {
  test('is made, closed, listed and opened again by the key store', async () => {
    const made = openedIn(await create());
    expect(made).toMatchObject({ kind: 'own', userName: '林晓', keyKeeping: 'osKeyStore' });
    await addPipeline('新管道');
    expect(openedIn(await service.state())).toMatchObject({ canUndo: true, pending: 1 });
    const closed = await service.close();
    expect(closed).toMatchObject({ status: 'none', recent: [{ name: '华东大区', kind: 'own' }] });
    const again = openedIn(await service.open({ folder: made.folder, passphrase: null }));
    expect(again).toMatchObject({ id: made.id, userId: made.userId });
    expect(await service.history(10)).toMatchObject([{ actorName: '林晓', state: 'done' }]);
    expect(await service.undo(null)).toMatchObject({ state: 'undone' });
    expect(await pipelineNames()).toEqual([]);
  });

  test('with a passphrase is locked without it; a wrong one changes nothing, but is audited', async () => {
    storeWorks = false;
    await expect(create(null)).rejects.toMatchObject({ code: 'KEY_REQUIRED' });
    const { folder } = openedIn(await create('correct horse 马'));
    await service.close();
    const images = () =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'failed-unlocks.txt')
        .map(({ name }) => readFileSync(join(folder, name)));
    const before = images();
    expect(await service.open({ folder, passphrase: null })).toMatchObject({ status: 'locked' });
    await expect(service.open({ folder, passphrase: 'wrong one' })).rejects.toMatchObject({
      code: 'KEY_WRONG',
    });
    expect(images()).toEqual(before);
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).not.toContain('horse');
    openedIn(await service.open({ folder, passphrase: 'correct horse 马' }));
    expect(await audited()).toMatchObject([{ kind: 'unlockFailed', facts: { count: 1 } }]);
    expect(existsSync(join(folder, 'failed-unlocks.txt'))).toBe(false);
    await service.close();
    openedIn(await service.open({ folder, passphrase: 'correct horse 马' }));
    expect(await audited()).toHaveLength(1);
  });

  test('says so when the key store fails, and makes no new key', async () => {
    const { folder } = openedIn(await create());
    await service.close();
    storeWorks = false;
    const header = readFileSync(join(folder, 'key.json'), 'utf8');
    await expect(service.open({ folder, passphrase: null })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    rmSync(join(folder, 'key.json'));
    await expect(service.open({ folder, passphrase: null })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    expect(existsSync(join(folder, 'key.json'))).toBe(false);
    expect(header).not.toBe('');
  });

  test('headless: a key file by explicit flag, private to its owner', async () => {
    const keyFile = join(userDataDir, 'headless.key');
    service = makeService({ keyFile });
    const { folder, keyKeeping } = openedIn(await create());
    expect(keyKeeping).toBe('keyFile');
    await service.close();
    chmodSync(keyFile, 0o644);
    await expect(service.open({ folder, passphrase: null })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    chmodSync(keyFile, 0o600);
    openedIn(await service.open({ folder, passphrase: null }));
  });

  test('gets a folder of its own where files lie already; not inside a synchronised one', async () => {
    const full = join(userDataDir, 'papers');
    mkdirSync(full);
    writeFileSync(join(full, 'letter.txt'), 'x');
    expect(openedIn(await create(null, full)).folder).toBe(join(full, '华东大区'));
    await service.close();
    await expect(create(null, full)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
    for (const name of ['OneDrive - 公司', 'Dropbox', '坚果云']) {
      const synced = join(userDataDir, name, 'w');
      await expect(create(null, synced)).rejects.toMatchObject({
        details: { reason: 'syncFolder' },
      });
    }
    await expect(service.open({ folder: full, passphrase: null })).rejects.toMatchObject({
      code: 'NOT_A_WORKSPACE',
    });
  });

  test('is open in one process only; a claim left by a dead one is taken over', async () => {
    const { folder } = openedIn(await create());
    const second = makeService();
    await expect(second.open({ folder, passphrase: null })).rejects.toMatchObject({
      code: 'REPLICA_BUSY',
    });
    await service.close();
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, started: '1', open: false });
    writeFileSync(join(folder, 'workspace.lock'), dead);
    openedIn(await service.open({ folder, passphrase: null }));
  });
});

describe('damage and the ways out', () => {
  test('a damaged file shows its backups; restoring one keeps the damaged file', async () => {
    const { folder } = openedIn(await create());
    await addPipeline('保住');
    const backup = await service.backup();
    await addPipeline('之后');
    await service.close();
    const file = join(folder, 'replica.db');
    truncateSync(file, statSync(file).size - 8192);
    const damaged = await service.open({ folder, passphrase: null });
    expect(damaged).toMatchObject({ status: 'damaged', backups: [backup] });
    expect(service.backups()).toEqual([backup]);
    const { fileName } = backup;
    openedIn(await service.restore({ folder, fileName, passphrase: null }));
    expect(await pipelineNames()).toEqual(['保住']);
    expect(readdirSync(folder).some((name) => /^replica\.damaged-\d+\.db$/.test(name))).toBe(true);
  });

  test('a damaged backup is refused before anything is moved', async () => {
    const { folder } = openedIn(await create());
    await addPipeline('现在');
    const { fileName } = await service.backup();
    const file = join(folder, 'backups', fileName);
    truncateSync(file, statSync(file).size - 8192);
    await expect(service.restore({ folder, fileName, passphrase: null })).rejects.toMatchObject({
      code: 'REPLICA_DAMAGED',
    });
    openedIn(await service.open({ folder, passphrase: null }));
    expect(await pipelineNames()).toEqual(['现在']);
    await expect(
      service.restore({ folder, fileName: '../replica.db', passphrase: null }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  test('going back from a sound replica can be undone: what was there becomes a backup', async () => {
    const { folder } = openedIn(await create());
    await addPipeline('旧');
    const old = await service.backup();
    await addPipeline('新');
    openedIn(await service.restore({ folder, fileName: old.fileName, passphrase: null }));
    expect(await pipelineNames()).toEqual(['旧']);
    const kept = service.backups().find((backup) => backup.reason === 'restore');
    openedIn(await service.restore({ folder, fileName: kept?.fileName ?? '', passphrase: null }));
    expect((await pipelineNames()).toSorted()).toEqual(['新', '旧'].toSorted());
  });

  test('a write-ahead log lost after a crash is noticed, and the file can be taken as it is', async () => {
    const { folder } = openedIn(await create());
    await service.close();
    const dead = JSON.stringify({ pid: 0, started: null, open: true });
    writeFileSync(join(folder, 'workspace.lock'), dead);
    const state = await service.open({ folder, passphrase: null });
    expect(state).toMatchObject({ status: 'damaged', backups: [{ fileName: 'replica.db' }] });
    expect(await service.open({ folder, passphrase: null })).toMatchObject({ status: 'damaged' });
    openedIn(await service.restore({ folder, fileName: 'replica.db', passphrase: null }));
    await service.close();
    openedIn(await service.open({ folder, passphrase: null }));
  });

  test('a damaged replica is built again from a backup and the journal, and says what came back', async () => {
    const { folder } = openedIn(await create());
    await addPipeline('备份前');
    const backup = await service.backup();
    await addPipeline('备份后');
    await addPipeline('最后');
    await service.close();
    truncateSync(join(folder, 'replica.db'), 8192);
    const closed = { folder, passphrase: null };
    expect(await service.open(closed)).toMatchObject({ status: 'damaged' });
    expect(await service.survey(closed)).toMatchObject({
      possible: true,
      backup,
      // The two pipelines, and the entry of the audit on the backup.
      repeated: 3,
      missing: 0,
    });
    const opened = openedIn(await service.recover({ ...closed, way: 'journal' }));
    expect(opened.recovery).toMatchObject({ backupAt: backup.at, repeated: 3, missing: 0 });
    expect(await pipelineNames()).toEqual(['备份前', '备份后', '最后']);
    expect(readdirSync(folder).some((name) => name.startsWith('replica.damaged-'))).toBe(true);
    await addPipeline('再来');
    await service.close();
    expect(openedIn(await service.open(closed)).recovery).toBeNull();
    expect(await pipelineNames()).toHaveLength(4);
  });

  test('a replica that is gone, without any backup, comes back from the journal', async () => {
    const { folder } = openedIn(await create());
    await addPipeline('只在日志里');
    await service.close();
    rmSync(join(folder, 'replica.db'));
    const closed = { folder, passphrase: null };
    expect(await service.open(closed)).toMatchObject({ status: 'damaged', backups: [] });
    expect(await service.survey(closed)).toMatchObject({ backup: null, tables: null });
    openedIn(await service.recover({ ...closed, way: 'journal' }));
    expect(await pipelineNames()).toEqual(['只在日志里']);
  });

  test('without backup and journal there is still the file: looked at, exported, salvaged', async () => {
    const { folder } = openedIn(await create());
    for (let n = 0; n < 30; n += 1) await addPipeline(`管道 ${n} ${'长'.repeat(110)}`);
    await service.close();
    rmSync(join(folder, 'journal'), { recursive: true });
    const file = join(folder, 'replica.db');
    const bytes = readFileSync(file);
    bytes.fill(9, bytes.length - 8192);
    writeFileSync(file, bytes);
    const closed = { folder, passphrase: null };
    expect(await service.open(closed)).toMatchObject({ status: 'damaged' });
    expect(await service.survey(closed)).toMatchObject({ possible: false });

    const looking = openedIn(await service.openReadOnly(closed));
    expect(looking).toMatchObject({ readOnly: 'damaged', recovery: null });
    await expect(addPipeline('不行')).rejects.toMatchObject({ code: 'REPLICA_READ_ONLY' });
    await service.close();
    expect(readFileSync(file).equals(bytes)).toBe(true);

    const saved = await service.exportReadable({ ...closed, target: userDataDir });
    const pipelines = saved.tables.find((one) => one.table === 'pipeline');
    const csv = readFileSync(join(saved.folder, 'pipeline.csv'), 'utf8');
    expect(csv.trim().split('\n')).toHaveLength((pipelines?.rows ?? 0) + 1);
    expect(existsSync(join(saved.folder, 'signing_key.csv'))).toBe(false);

    const salvaged = openedIn(await service.recover({ ...closed, way: 'salvage' }));
    expect(salvaged.recovery).toMatchObject({ way: 'salvage' });
    await addPipeline('又能写了');
    expect(await pipelineNames()).toContain('又能写了');
  });

  test('another key from the key store changes nothing and deletes nothing', async () => {
    const { folder } = openedIn(await create());
    await service.close();
    const names = readdirSync(folder).toSorted();
    service = makeService({ keyStore: { ...keyStore, unwrap: (wrapped) => wrapped } });
    await expect(service.open({ folder, passphrase: null })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    expect(readdirSync(folder).toSorted()).toEqual(names);
    service = makeService();
    openedIn(await service.open({ folder, passphrase: null }));
  });
});
