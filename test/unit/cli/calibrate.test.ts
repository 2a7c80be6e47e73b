import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CliHost } from '#electron/cli/context';
import { EXIT } from '#electron/cli/exit-codes';
import { Stream } from '#electron/sandbox/engine/random';
import { samplePoisson } from '#electron/sandbox/engine/samplers';
import { bundleWorkers } from '../helpers/replica-workers';
import { callCli } from './call-cli';

// Each command starts a thread, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
const at = (name: string): string => join(folder, name);

const call = (args: string[], over: Partial<CliHost> = {}) => callCli(args, workers.dir, over);

function days(from: number, count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const g = new Stream().open(2, 1, from + i, 0, 0);
    const day = new Date(Date.UTC(2020, 0, 1 + from + i)).toISOString().slice(0, 10);
    return `${day},${samplePoisson(g, 6)},${samplePoisson(g, 14)}`;
  });
  return ['datum,A,B', ...rows].join('\n');
}

beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/simulation': 'electron/sandbox/simulation.worker.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-calibrate-'));
  writeFileSync(at('train.csv'), days(0, 500));
  writeFileSync(at('test.csv.gz'), gzipSync(days(500, 56)));
  writeFileSync(at('bad.csv'), days(0, 30).replace('2020-01-09,', '2020-01-09,NaN'));
});
afterAll(() => {
  workers.remove();
  rmSync(folder, { recursive: true, force: true });
});

const MODEL = ['--model', 'pharmacy-demand'];

test('a back-test of held rows, as one line of JSON and in a file', async () => {
  const args = ['backtest', ...MODEL, '--train', at('train.csv'), '--test', at('test.csv.gz')];
  const { exitCode, out, err } = await call([...args, '--out', at('report.json'), '--json']);
  expect({ exitCode, err }).toEqual({ exitCode: EXIT.ok, err: '' });
  expect(out.trimEnd()).not.toContain('\n');
  const { ok, value } = JSON.parse(out);
  expect(ok).toBe(true);
  expect(value).toMatchObject({
    task: 'backtest',
    model: 'pharmacy-demand',
    train: [{ file: 'train.csv', rows: 500 }],
    test: [{ file: 'test.csv.gz', rows: 56 }],
    warnings: [],
  });
  expect(value.parts[0]).toMatchObject({ name: '28 days ahead', forecasts: 112 });
  expect(JSON.parse(readFileSync(at('report.json'), 'utf8'))).toEqual(value);
  const again = await call([...args, '--json']);
  const { durationMs: _, ...same } = JSON.parse(again.out).value;
  expect(value).toMatchObject(same);
});

test('a fit for people, in both languages', async () => {
  const args = ['fit', ...MODEL, '--data', at('train.csv')];
  const english = await call(args);
  expect(english.exitCode).toBe(EXIT.ok);
  expect(english.out).toContain('pharmacy-demand on train.csv');
  expect(english.out).toMatch(/level +A +\d/);
  const chinese = await call([...args, '--lang', 'zh-CN']);
  expect(chinese.out).toContain('90 % 区间');
});

test('a bad cell is told with file, line and column, and nothing is forecast', async () => {
  const { exitCode, out, err } = await call([
    'backtest',
    ...MODEL,
    '--train',
    at('bad.csv'),
    '--json',
  ]);
  expect(exitCode).toBe(EXIT.failed);
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    error: { code: 'DATA_NOT_A_NUMBER', details: { file: 'bad.csv', row: 10, column: 'A' } },
  });
  expect(err).toContain('bad.csv, line 10, column “A”');
});

test('what is wrong with the line is said before a file is read', async () => {
  const code = async (args: string[]) => (await call(args)).exitCode;
  expect(await code(['backtest', '--train', at('train.csv')])).toBe(EXIT.usage);
  expect(await code(['backtest', ...MODEL])).toBe(EXIT.usage);
  expect(await code(['fit', ...MODEL, '--data', `${at('train.csv')},`])).toBe(EXIT.usage);
  expect(await code(['fit', '--model', 'oracle', '--data', at('train.csv')])).toBe(EXIT.usage);
  expect(await code(['fit', ...MODEL, '--data', at('none.csv')])).toBe(EXIT.failed);
});

test('Ctrl+C stops the work', async () => {
  const controller = new AbortController();
  const args = ['backtest', ...MODEL, '--train', at('train.csv'), '--json'];
  const running = call(args, { stop: controller.signal });
  setTimeout(() => controller.abort(), 50);
  const { exitCode, out } = await running;
  expect(exitCode).toBe(EXIT.cancelled);
  expect(JSON.parse(out)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
});
