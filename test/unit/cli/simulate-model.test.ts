import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '#electron/cli/exit-codes';
import { smallChain } from '../../fixtures/sandbox/store-chain';
import { bundleWorkers } from '../helpers/replica-workers';
import { callCli } from './call-cli';

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;

beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/simulation': 'electron/sandbox/simulation.worker.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-chain-'));
  writeFileSync(join(folder, 'chain.json'), JSON.stringify(smallChain()));
  const [first] = smallChain().stores;
  const wrong = { ...smallChain(), stores: [{ ...first, visitorsPerDay: -1 }] };
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify(wrong));
  writeFileSync(join(folder, 'torn.json'), '{"stores": [');
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  workers.remove();
});

const call = (...args: string[]) =>
  callCli(['simulate', '--model', 'chronic-care', ...args], workers.dir);

const file = (name: string): string[] => ['--data', join(folder, name)];
const PACKAGE = 'Package:discount=10,gift=50,script=100,lecture=100,cost=900';

test('variants of a chain, the same figures for every number of threads', async () => {
  const variants = ['--variant', 'As is', '--variant', PACKAGE];
  const play = (threads: string) =>
    call(...file('chain.json'), ...variants, '--replicates', '256', '--threads', threads, '--json');
  const [one, two] = [await play('1'), await play('2')];
  expect(one).toMatchObject({ exitCode: EXIT.ok, err: '' });
  const value = JSON.parse(one?.out ?? '').value;
  expect(value.variants.map(({ name }: { name: string }) => name)).toEqual(['As is', 'Package']);
  expect(value.replicates).toBe(256);
  const [asIs, better] = value.variants;
  expect(better.outputs.conversion.mean.value).toBeGreaterThan(asIs.outputs.conversion.mean.value);
  expect(JSON.parse(two?.out ?? '').value.resultHash).toBe(value.resultHash);
});

test('the table for people, stopped when precise enough', async () => {
  const { exitCode, out } = await call(
    ...file('chain.json'),
    '--variant',
    'As is',
    '--replicates',
    '100000',
    '--precision',
    '20',
  );
  expect(exitCode).toBe(EXIT.ok);
  expect(out).toContain('Margin');
  expect(out).toMatch(/(256|1024) futures/);
});

test.each([
  ['wrong.json', 'stores.0.visitorsPerDay'],
  ['torn.json', 'torn.json'],
])('what is wrong with %s is named', async (name, said) => {
  const { exitCode, out, err } = await call(...file(name), '--variant', 'As is');
  expect(exitCode).toBe(EXIT.usage);
  expect(out).toBe('');
  expect(err).toContain(said);
});

test('risks and a target: measured, ranked and told in both languages', async () => {
  const asked = ['--variant', PACKAGE, '--replicates', '256', '--risks'];
  const reach = ['--reach', 'discount:conversion=0.3,50'];
  const { exitCode, out } = await call(...file('chain.json'), ...asked, ...reach, '--json');
  expect(exitCode).toBe(EXIT.ok);
  const { value } = JSON.parse(out);
  expect(value.risks.risks.map(({ id }: { id: string }) => id)).toContain('lecture');
  expect(value.reach.position).toBeGreaterThan(0);
  const chinese = await call(...file('chain.json'), ...asked, ...reach, '--lang', 'zh-CN');
  expect(chinese.out).toMatch(/若.*，毛利(上升|下降) [\d.]+%（90% 区间/);
  expect(chinese.out).toMatch(/降价幅度取 \d+/);
});

test('a target that is not one is refused', async () => {
  const { exitCode, err } = await call(
    ...file('chain.json'),
    '--variant',
    'As is',
    '--reach',
    'luck:margin=1,50',
  );
  expect(exitCode).toBe(EXIT.usage);
  expect(err).toContain('LEVER:OUTPUT=VALUE,CHANCE');
});

test.each([
  ['X:discount=99', 'discount takes a number from 0 to 60'],
  ['X:luck=1', 'discount, gift, script, lecture, stock, cost, rival, lecture, flu'],
])('a variant %s is refused', async (variant, said) => {
  const { exitCode, err } = await call(...file('chain.json'), '--variant', variant);
  expect(exitCode).toBe(EXIT.usage);
  expect(err).toContain(said);
});
