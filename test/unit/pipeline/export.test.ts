import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create } from '#electron/pipeline/commands';
import { csvOutput, writeCsvFile } from '#electron/pipeline/exporting/csv-output';
import { exportViewJob, type ExportInput } from '#electron/pipeline/exporting/export-view';
import { writeWhole } from '#electron/pipeline/exporting/output-file';
import type { Column } from '#electron/pipeline/exporting/table-output';
import { xlsxOutput } from '#electron/pipeline/exporting/xlsx-output';
import { ZipOutput } from '#electron/pipeline/exporting/zip-output';
import { headJob } from '#electron/pipeline/importing/inspect';
import { recordSource } from '#electron/pipeline/importing/record-source';
import { page } from '#electron/pipeline/queries';
import { restore } from '#shared/pipeline/csv-safe';
import { daysSince } from '#shared/pipeline/days';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  GRID_FIELDS,
  type GridField,
} from '#shared/pipeline/model';
import { SandtableError } from '#shared/errors';
import { importBench, type ImportBench } from './import-setup';

const ROWS = [
  '商机编号,商机名称,阶段,结果,金额,折扣率,创建日期,预计成交日,关闭日期',
  'O-1,网关项目,需求挖掘,,120万,12.5,2026-01-05,2026-12-01,',
  'O-2,"=HYPERLINK(""http://x"")",线索获取,,80,,1900-01-31,,',
  "O-3,'=老样子,交付实施,,50000.5,0,2026-03-05,2026-06-01,2026-05-30",
  'O-4,安防 <&> "项目"_x000D_,报价谈判,lost,,,2026-04-05,2027-01-31,2026-08-01',
].join('\n');

let bench: ImportBench;
let pipelineId = '';
beforeEach(async () => {
  bench = importBench();
  const report = await bench.run(bench.file('o.csv', ROWS), 'opportunity');
  pipelineId = report.pipelineId ?? '';
  bench.replica.write((tx) => {
    tx.runLocal(
      "INSERT INTO workspace (id, name, kind, user_id, user_name, created_at) VALUES ('w', 'W', 'own', 'u', '林晓', 1)",
    );
  }, null);
});
afterEach(() => bench.close());

const input = (format: ExportFormat, more: Partial<ExportInput> = {}): ExportInput => ({
  query: {
    pipelineId,
    sort: [{ field: 'amountMinor', desc: true }],
    filters: {},
    quick: '',
  },
  only: null,
  fields: [...GRID_FIELDS],
  format,
  target: bench.file(`out.${format}`, ''),
  traceId: 'trace-1',
  at: Date.UTC(2026, 10, 23, 2),
  language: 'zh-CN',
  ...more,
});

async function table(path: string, sheet?: string): Promise<string[][]> {
  const asked = sheet === undefined ? null : { sheet, headerRow: 1 };
  const { format } = await bench.replica.readJob(headJob, { path, format: asked });
  const rows: string[][] = [];
  recordSource(path, format).read(
    (headers) => rows.push(headers),
    (cells) => rows.push(cells),
    () => undefined,
  );
  return rows;
}

const stored = (id: string) =>
  bench.replica
    .read(page, {
      query: { pipelineId: id, sort: [{ field: 'name', desc: false }], filters: {}, quick: '' },
      offset: 0,
      limit: 9,
    })
    .rows.map(({ name, amountMinor, discountBp, stage, outcome, openedDay, closedDay }) => ({
      name,
      amountMinor,
      discountBp,
      stage,
      outcome,
      openedDay,
      closedDay,
    }));

describe.each(EXPORT_FORMATS)('an export as %s', (format) => {
  it('has the rows, order, columns and units of the view, formulas harmless', async () => {
    const fields: GridField[] = ['name', 'amountMinor', 'stage', 'openedDay'];
    const order = input(format, { fields });
    const written = await bench.replica.readJob(exportViewJob, order);
    expect(written).toEqual({ rows: 4, removed: 0 });
    expect(await table(order.target)).toEqual([
      ['商机名称', '金额（元）', '阶段', '创建日期'],
      ['网关项目', '1200000', '需求挖掘', '2026-01-05'],
      ["'=老样子", '50000.5', '交付实施', '2026-03-05'],
      ['\'=HYPERLINK("http://x")', '80', '线索获取', '1900-01-31'],
      ['安防 <&> "项目"_x000D_', '', '报价谈判', '2026-04-05'],
    ]);
  });

  it('says the days in the stage, as the grid does, under the name that they have there', async () => {
    bench.replica.write(create, { pipelineId, name: '今天新建', patch: {} });
    const order = input(format, {
      fields: ['name', 'stageEnteredAt'],
      at: Date.UTC(2030, 0, 9, 18),
    });
    await bench.replica.readJob(exportViewJob, order);
    const { rows } = bench.replica.read(page, { query: order.query, offset: 0, limit: 9 });
    // In China the tenth has begun.
    const shown = rows.map(({ name, stageEnteredAt }) => [
      name,
      stageEnteredAt === null ? '' : String(daysSince(stageEnteredAt, '2030-01-10')),
    ]);
    expect(shown.some(([, days]) => Number(days) > 0)).toBe(true);
    const [header, ...written] = await table(order.target);
    expect(header).toEqual(['商机名称', '停留天数']);
    expect(written.map(([, days]) => days ?? '')).toEqual(shown.map(([, days]) => days));
  });

  it('comes back through the importer as what it was', async () => {
    const order = input(format);
    await bench.replica.readJob(exportViewJob, order);
    const back = await bench.run(order.target, 'opportunity');
    expect(back).toMatchObject({ inserted: 4, rejected: 0 });
    expect(stored(back.pipelineId ?? '')).toEqual(stored(pipelineId));
  });

  it('writes chosen rows in their order, and no row of another pipeline', async () => {
    const { rows } = bench.replica.read(page, {
      query: input(format).query,
      offset: 0,
      limit: 9,
    });
    const other = await bench.run(
      bench.file('p.csv', '商机名称,阶段\n别处,线索获取\n'),
      'opportunity',
    );
    const [foreign] = bench.replica.read(
      (tx) =>
        tx.all<{ id: string }>('SELECT id FROM opportunity WHERE pipeline_id = ?', [
          other.pipelineId,
        ]),
      null,
    );
    const ids = [rows[2]?.id ?? '', rows[0]?.id ?? '', foreign?.id ?? '', 'gone'];
    const order = input(format, { only: { ids }, fields: ['name'] });
    expect(await bench.replica.readJob(exportViewJob, order)).toMatchObject({ rows: 2 });
    const names = (await table(order.target)).slice(1).map(([name]) => restore(name ?? ''));
    expect(names).toEqual([rows[2]?.name, rows[0]?.name]);
    const spans = [
      { from: 0, to: 0 },
      { from: 3, to: 9 },
    ];
    const places = input(format, { only: { spans }, fields: ['name'] });
    expect(await bench.replica.readJob(exportViewJob, places)).toMatchObject({ rows: 2 });
    const shown = (await table(places.target)).slice(1).map(([name]) => restore(name ?? ''));
    expect(shown).toEqual([rows[0]?.name, rows[3]?.name]);
  });

  it('leaves characters out that no file may hold, and counts them', async () => {
    bench.replica.write(create, { pipelineId, name: 'a\u0001b\uFFFEc\uD800d', patch: {} });
    const order = input(format, { fields: ['name'] });
    const sqlite = bench.replica.read(page, { query: order.query, offset: 0, limit: 9 });
    expect(sqlite.total).toBe(5);
    const written = await bench.replica.readJob(exportViewJob, order);
    expect(written.rows).toBe(5);
    expect(written.removed).toBeGreaterThanOrEqual(2);
    expect((await table(order.target)).flat().join()).toMatch(/abc.?d/);
  });

  it('leaves the old file and nothing beside it when it is cancelled', async () => {
    const order = input(format, { target: bench.file(`old.${format}`, 'old') });
    const cancelled = {
      progress: () => undefined,
      cancelled: () => true,
      throwIfCancelled: () => {
        throw new SandtableError('CANCELLED', 'cancelled');
      },
    };
    await expect(bench.replica.readJob(exportViewJob, order, cancelled)).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect(readFileSync(order.target, 'utf8')).toBe('old');
    expect(readdirSync(dirname(order.target)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a workbook', () => {
  it('says who, when, as of which day, which rows, how many, and its trace id', async () => {
    const order = input('xlsx', {
      query: {
        pipelineId,
        sort: [],
        quick: '项目',
        filters: {
          stage: { kind: 'in', values: ['opportunity_discovery', 'negotiation_proposal'] },
          amountMinor: { kind: 'numberRange', from: 100_00, to: null },
        },
      },
    });
    expect((await bench.replica.readJob(exportViewJob, order)).rows).toBe(1);
    expect(await table(order.target, '说明')).toEqual([
      ['管道', '测试管道'],
      ['导出人', '林晓'],
      ['导出时间', '2026-11-23 10:00 (UTC+8)'],
      ['数据截至', '导出时的实时数据'],
      ['筛选', '搜索：项目'],
      ['', '阶段：需求挖掘、报价谈判'],
      ['', '金额：≥ 100 CNY'],
      ['行数', '1'],
      ['略去的非法字符', '0'],
      ['币种', 'CNY'],
      ['溯源编号', 'trace-1'],
    ]);
  });

  it('goes on in another sheet where one is full', async () => {
    const path = bench.file('long.xlsx', '');
    const columns: Column[] = [{ header: 'n', kind: 'amount' }];
    writeWhole(path, (file) => {
      const words = { sheet: 'S', about: 'A', digits: 2 };
      const output = xlsxOutput(new ZipOutput(file), columns, words, 4);
      for (let n = 0; n < 7; n += 1) output.row([n]);
      output.finish([
        ['who', 'me'],
        ['rows', 7],
      ]);
    });
    expect((await table(path, 'S')).flat()).toEqual(['n', '0', '1', '2']);
    expect((await table(path, 'S 3')).flat()).toEqual(['n', '6']);
    expect(await table(path, 'A')).toEqual([
      ['who', 'me'],
      ['rows', '7'],
    ]);
  });

  it('is one the system can unpack, readable by its owner only', async () => {
    const order = input('xlsx');
    await bench.replica.readJob(exportViewJob, order);
    expect(statSync(order.target).mode & 0o777).toBe(0o600);
    expect(readFileSync(order.target).subarray(0, 4).toString('hex')).toBe('504b0304');
  });
});

const COLUMNS: Column[] = [
  { header: 'text', kind: 'text' },
  { header: 'number', kind: 'amount' },
  { header: 'day', kind: 'day' },
];
const text = fc.string({ unit: 'binary', maxLength: 30 });
const formula = fc
  .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＠', "'", "'="), text)
  .map(([first, rest]) => first + rest);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const rows = fc.array(
  fc.tuple(fc.oneof(text, formula), fc.integer({ min: -1e12, max: 1e12 }), day),
  { minLength: 1, maxLength: 20 },
);
/** What no file may hold is gone; everything else must come back. */
const ILLEGAL =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

test.prop([rows, fc.constantFrom(...EXPORT_FORMATS)], { numRuns: 60 })(
  'any texts, numbers and days come back as they were',
  async (values, format) => {
    const path = bench.file(`any.${format}`, '');
    const rest = values.map(([first, number, date]) => [first, number / 100, date]);
    if (format === 'csv') {
      writeCsvFile(path, (write) => {
        const output = csvOutput(write, COLUMNS);
        for (const row of rest) output.row(row);
      });
    } else {
      writeWhole(path, (file) => {
        const words = { sheet: 'S', about: 'A', digits: 2 };
        const output = xlsxOutput(new ZipOutput(file), COLUMNS, words);
        for (const row of rest) output.row(row);
        output.finish([]);
      });
    }
    const [, ...back] = await table(path);
    expect(
      back.map(([first = '', number, date]) => [restore(first), Number(number), date]),
    ).toEqual(
      rest.map(([first, number, date]) => [String(first).replaceAll(ILLEGAL, ''), number, date]),
    );
  },
);
