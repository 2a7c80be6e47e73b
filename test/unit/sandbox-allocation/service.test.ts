import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocationService } from '#electron/sandbox/allocation/service';
import { FileTokens } from '#electron/shell/file-tokens';
import { Jobs } from '#electron/shell/jobs';
import { withRule } from '#shared/sandbox/allocation/edit-locks';
import { bundleWorkers } from '../helpers/replica-workers';

const demoFolder = join(import.meta.dirname, '..', '..', '..', 'resources', 'demo', 'allocation');
let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;

beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/allocation': 'electron/sandbox/allocation.worker.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-allocation-'));
}, 60_000);
afterAll(() => {
  workers.remove();
  rmSync(folder, { recursive: true, force: true });
});

const jobs = new Jobs(() => undefined, Date.now);
let place: string | null = null;
function service() {
  return allocationService({
    jobs,
    files: new FileTokens(() => 'token'),
    dialogs: {
      chooseAllocationFolder: async () => folder,
      choosePickListPlace: async () => place,
    },
    workerDir: join(workers.dir, 'workers'),
    demoFolder,
    asOfDay: () => '2026-11-23',
    language: () => 'en',
  });
}
const QUESTION = { folderToken: null, horizonDays: 14, currency: 'CNY', locks: null };

test('the generated chain is solved; a forbidden transfer stays away, and pick lists are those of the plan', async () => {
  const room = service();
  const { plan, locks, stores } = await room['sandbox.allocate']({ ...QUESTION, jobId: 'a' });
  expect(stores).toHaveLength(37);
  expect(locks).toEqual([]);
  const [first] = plan.moves;
  if (first === undefined) throw new Error('nothing is proposed');
  const own = withRule([], first, 'forbidden', 0);
  const again = await room['sandbox.allocate']({ ...QUESTION, locks: own, jobId: 'b' });
  const isFirst = ({ from, to, sku }: typeof first) =>
    from === first.from && to === first.to && sku === first.sku;
  expect(again.plan.moves.some(isFirst)).toBe(false);
  expect(again.locks).toEqual(own);
  expect(again.plan.savedMinor).toBeLessThanOrEqual(again.plan.savedAtMostMinor + 1);

  place = null;
  const asked = { ...QUESTION, locks: own, suggestedName: 'lists.xlsx' };
  expect(await room['sandbox.savePickLists']({ ...asked, jobId: 'c' })).toBeNull();
  place = join(folder, 'lists.xlsx');
  expect(await room['sandbox.savePickLists']({ ...asked, jobId: 'd' })).toEqual({
    fileName: 'lists.xlsx',
  });
  expect(readFileSync(place).subarray(0, 2).toString()).toBe('PK');
});

test('a folder that lacks a table is refused, and a cancelled question writes nothing', async () => {
  const room = service();
  const picked = await room['sandbox.pickAllocation']({});
  expect(picked).toMatchObject({ folderToken: 'token' });
  writeFileSync(join(folder, 'stores.csv'), 'store,name\nS1,One\n');
  const own = { ...QUESTION, folderToken: 'token' };
  await expect(room['sandbox.allocate']({ ...own, jobId: 'e' })).rejects.toMatchObject({
    code: 'ALLOCATION_FILE_MISSING',
  });
  place = join(folder, 'never.xlsx');
  const under = room['sandbox.savePickLists']({
    ...QUESTION,
    suggestedName: 'never.xlsx',
    jobId: 'f',
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  jobs.cancel('f');
  await expect(under).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(existsSync(place)).toBe(false);
});
