import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXIT } from '#electron/cli/exit-codes';
import { fileHeadOf, recordSource } from '#electron/pipeline/index';
import type { AllocationPlan } from '#shared/sandbox/allocation/model';
import { allocationPlanSchema } from '#shared/sandbox/allocation/model';
import { bundleWorkers } from '../helpers/replica-workers';
import { callCli } from './call-cli';

const DEMO = join(process.cwd(), 'resources', 'demo', 'allocation');

// A command starts a thread, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/allocation': 'electron/sandbox/allocation.worker.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-allocate-'));
});
afterAll(() => {
  workers.remove();
  rmSync(folder, { recursive: true, force: true });
});

const call = (args: string[], stop = new AbortController().signal) =>
  callCli(['allocate', ...args], workers.dir, { stop });

async function solved(args: string[]): Promise<AllocationPlan> {
  const { out } = await call(['--data', DEMO, '--json', ...args]);
  const { value } = JSON.parse(out) as { value: { plan: unknown } };
  return allocationPlanSchema.parse(value.plan);
}

/** Rows of a sheet of a workbook, the header first. */
function sheet(path: string, name: string): string[][] {
  const { format } = fileHeadOf(
    { path, format: { sheet: name, headerRow: null } },
    () => undefined,
  );
  const rows: string[][] = [];
  const add = (cells: string[]): void => void rows.push(cells);
  recordSource(path, format).read(add, add, () => undefined);
  return rows;
}

test('the demo chain: a plan with its bound, the same every time, and pick lists that hold it all', async () => {
  const file = join(folder, 'picks.xlsx');
  const plan = await solved(['--horizon', '14', '--xlsx', file, '--lang', 'zh-CN']);
  expect(plan).toMatchObject({ currency: 'CNY', day: '2026-11-20', horizonDays: 14 });
  expect(plan.savedMinor).toBeGreaterThan(0);
  expect(plan.savedAtMostMinor).toBeGreaterThanOrEqual(plan.savedMinor);
  expect(plan.before).toHaveLength(740);
  const { sheets } = fileHeadOf({ path: file, format: null }, () => undefined);
  const senders = [...new Set(plan.moves.map(({ from }) => from))];
  expect(sheets.map(({ name }) => name)).toEqual([
    ...senders.map((id) => `${id} 演示门店 ${id.slice(1)}`),
    '说明',
  ]);
  const first = plan.moves.filter(({ from }) => from === senders[0]);
  const [, ...rows] = sheet(file, sheets[0]?.name ?? '');
  expect(rows).toHaveLength(first.reduce((sum, { batches }) => sum + batches.length, 0));
  const units = rows.reduce((sum, cells) => sum + Number(cells[7]), 0);
  expect(units).toBe(first.reduce((sum, move) => sum + move.units, 0));
  const again = await solved(['--horizon', '14', '--lang', 'en']);
  expect(again).toEqual(plan);
});

test('people read the money first, then the transfers', async () => {
  const { exitCode, out } = await call(['--data', DEMO, '--horizon', '7']);
  expect(exitCode).toBe(EXIT.ok);
  expect(out).toMatch(/^Doing nothing: expected lost sales ¥[\d.,KM]+ /);
  expect(out).toMatch(/Expected saving ¥.* no plan saves more than ¥/);
});

test('locks hold', async () => {
  const [move] = (await solved(['--horizon', '7'])).moves;
  const locks = join(folder, 'locks.csv');
  const line = `${move?.from},${move?.to},${move?.sku}`;
  writeFileSync(locks, `from,to,sku,rule\n${line},forbidden\n`);
  const plan = await solved(['--horizon', '7', '--locks', locks]);
  expect(plan.moves.map(({ from, to, sku }) => `${from},${to},${sku}`)).not.toContain(line);
});

test('what is wrong with a file is said in both languages, and nothing is written', async () => {
  const bad = join(folder, 'stock.csv');
  writeFileSync(bad, 'store,sku,quantity\nS01,P001,-3\n');
  const file = join(folder, 'none.xlsx');
  const args = ['--data', `${DEMO},${bad}`, '--xlsx', file];
  const english = await call(args);
  expect(english.exitCode).toBe(EXIT.failed);
  expect(english.err).toContain('stock.csv, line 2, column “quantity”: may not be negative (-3)');
  const chinese = await call([...args, '--lang', 'zh-CN']);
  expect(chinese.err).toContain('stock.csv 第 2 行“quantity”列有误：不能是负数');
  expect(existsSync(file)).toBe(false);
});

test('a stop ends it at once', async () => {
  const stop = new AbortController();
  const running = call(['--data', DEMO, '--horizon', '28'], stop.signal);
  stop.abort();
  expect((await running).exitCode).toBe(EXIT.cancelled);
});
