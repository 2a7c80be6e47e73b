import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileInspector, type InspectFile } from '#electron/pipeline/importing/inspector';
import { makeWorkbook, row } from '../../fixtures/hostile/workbook-maker.ts';
import { bundleWorkers } from '../helpers/replica-workers';

let bundle: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
let inspect: InspectFile;
let misbehaving: string;
beforeAll(async () => {
  bundle = await bundleWorkers({
    inspector: 'electron/pipeline/importing/inspector.worker.ts',
    misbehaving: 'test/unit/pipeline/inspector.test-worker.ts',
  });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-inspector-'));
  inspect = fileInspector(join(bundle.dir, 'inspector.cjs'));
  misbehaving = join(bundle.dir, 'misbehaving.cjs');
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true, force: true });
});

const rows = row(1, ['名称', '创建日期']) + row(2, ['甲', '2026-01-02']);
const put = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

it('answers from its own thread what a file is', async () => {
  const book = put('a.xlsx', makeWorkbook({ sheets: [{ name: 'S', rows }] }));
  expect(await inspect({ path: book, format: null, today: '2026-11-23' })).toMatchObject({
    format: { sheet: 'S', headerRow: 1 },
    headers: ['名称', '创建日期'],
    lastDays: { 1: '2026-01-02' },
  });
  const text = put('a.csv', '名称,城市\n甲,乙\n');
  expect(await inspect({ path: text, format: null })).toMatchObject({ headers: ['名称', '城市'] });
});

it('refuses a workbook that only breaks further down, and a file that is not there', async () => {
  const late = `${rows}${Array.from({ length: 500 }, (_none, i) => row(i + 3, ['x', 1])).join('')}`;
  const book = makeWorkbook({
    sheets: [{ name: 'S', rows: `${late}<row r="9999"><c r="ALM1"><v>1</v></c></row>` }],
  });
  await expect(
    inspect({ path: put('late.xlsx', book), format: null, today: '2026-11-23' }),
  ).rejects.toMatchObject({ code: 'TABLE_TOO_WIDE', details: { line: 9999 } });
  await expect(inspect({ path: join(folder, 'none'), format: null })).rejects.toMatchObject({
    code: 'FILE_NOT_FOUND',
  });
});

it.each([
  ['silent', 'FILE_STALLED', 500],
  ['greedy', 'FILE_TOO_COMPLEX', 60_000],
  ['broken', 'WORKER_CRASHED', 60_000],
  ['ended', 'WORKER_CRASHED', 60_000],
])(
  'a thread that is %s is ended as %s',
  async (path, code, stallMs) => {
    const misbehave = fileInspector(misbehaving, stallMs);
    await expect(misbehave({ path, format: null })).rejects.toMatchObject({ code });
  },
  // Filling the memory that a thread may have takes long on a busy machine.
  120_000,
);
