import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  streamClear,
  streamList,
  streamLoadJob,
  streamLookJob,
} from '#electron/sandbox/streams/statements';
import { columnsOf, type StreamFile } from '#electron/sandbox/streams/read-file';
import type { LoadedStreamId } from '#shared/sandbox/streams/streams';
import { identityOf, STREAMS } from '#shared/sandbox/streams/streams';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
let folder: string;

beforeEach(() => {
  replica = openTestReplica();
  folder = mkdtempSync(join(tmpdir(), 'sandtable-streams-'));
});
afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(
  stream: LoadedStreamId,
  lines: readonly string[],
  more: Partial<StreamFile> = {},
): StreamFile & { readonly fileHash: string } {
  const path = join(folder, `${stream}.csv`);
  writeFileSync(path, lines.join('\n'));
  const format = { encoding: 'utf-8', delimiter: ',' } as const;
  const plan = { stream, format, mapping: null, currency: 'CNY', ...more };
  return { ...plan, path, fileName: 'file.csv', fileHash: 'a'.repeat(64) };
}

const SALES = [
  '日期,门店编号,商品编码,销量,销售额（元）',
  '2026-11-20,S1,A,3,30.50',
  '2026-11-21,S1,A,2.5,25',
  '2026-11-23,S1,A,1,10',
  '2026-11-20,S2,A,0,0',
];

const status = (id: string) =>
  replica.read(streamList, { today: '2026-11-23' }).find((one) => one.id === id);

describe('the tables', () => {
  test.each(STREAMS.map((stream) => [stream.id, stream] as const))(
    '%s: the columns of the definition, keyed by its identity',
    (_id, stream) => {
      const { table } = stream;
      const columns = replica.engine.connection.all<{ name: string; pk: number; type: string }>(
        `SELECT name, pk, type FROM pragma_table_info('${table}')`,
      );
      expect(columns.map(({ name }) => name).toSorted()).toEqual(columnsOf(stream).toSorted());
      const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
      expect(keys.toSorted()).toEqual(identityOf(stream).toSorted());
    },
  );

  test('twelve streams, all empty at first', () => {
    const all = replica.read(streamList, { today: '2026-11-23' });
    expect(all).toHaveLength(12);
    expect(all.every(({ freshness, score }) => freshness === 'none' && score === null)).toBe(true);
  });
});

describe('loading', () => {
  test('by the headers of the file; the state says what is there and what is missing', async () => {
    const report = await replica.writeJob(streamLoadJob, file('storeSales', SALES));
    expect(report).toMatchObject({
      rows: 4,
      inserted: 4,
      replaced: 0,
      rejected: 0,
      firstDay: '2026-11-20',
      lastDay: '2026-11-23',
    });
    expect(
      replica.engine.connection.all('SELECT units, revenue_minor FROM stream_store_sales'),
    ).toContainEqual({ units: 2.5, revenue_minor: 2500 });
    expect(status('storeSales')).toMatchObject({
      rows: 4,
      stores: 2,
      skus: 1,
      freshness: 'fresh',
      // Four of the five days between the first and the last of each shop.
      covered: 0.8,
      filled: 1,
      accepted: 1,
      score: 80,
      lastLoad: { fileName: 'file.csv', rows: 4, rejected: 0, currency: 'CNY' },
    });
  });

  test('a look counts the same and writes nothing', async () => {
    const report = await replica.readJob(streamLookJob, file('storeSales', SALES));
    expect(report).toMatchObject({ inserted: 4, replaced: 0 });
    expect(status('storeSales')?.rows).toBe(0);
  });

  test('what was told before is replaced', async () => {
    await replica.writeJob(streamLoadJob, file('storeSales', SALES));
    const again = [SALES[0] ?? '', '2026-11-20,S1,A,7,70', '2026-11-24,S1,A,8,80'];
    expect(await replica.writeJob(streamLoadJob, file('storeSales', again))).toMatchObject({
      inserted: 1,
      replaced: 1,
    });
    expect(
      replica.engine.connection.get(
        "SELECT units FROM stream_store_sales WHERE day = '2026-11-20' AND store = 'S1'",
      ),
    ).toEqual({ units: 7 });
  });

  test('more rows than one statement takes', async () => {
    const lines = Array.from({ length: 333 }, (_, index) => `2026-11-20,S${index},A,1,1`);
    await replica.writeJob(streamLoadJob, file('storeSales', [SALES[0] ?? '', ...lines]));
    expect(status('storeSales')?.rows).toBe(333);
  });

  test('each wrong cell is named with line and column; the other records are loaded', async () => {
    const report = await replica.writeJob(
      streamLoadJob,
      file('storeVisitors', [
        'date,store,visitors',
        '2026-11-20,S1,-4',
        '2026-11-21,S1,NaN',
        '31/31/2026,S1,5',
        '2026-11-22,,5',
        '2026-11-23,S1,5',
        '2026-11-23,S1,6',
        '2026-11-24,S1,7,8',
      ]),
    );
    expect(report).toMatchObject({ rows: 7, inserted: 1, rejected: 6 });
    expect(report.problems).toMatchObject([
      { line: 2, column: 'visitors', value: '-4', code: 'negative' },
      { line: 3, column: 'visitors', value: 'NaN', code: 'notANumber' },
      { line: 4, column: 'date', code: 'notADate' },
      { line: 5, column: 'store', code: 'required' },
      { line: 7, column: 'date', code: 'duplicateInFile', firstLine: 6 },
      { line: 8, column: null, code: 'wrongColumnCount' },
    ]);
    expect(status('storeVisitors')).toMatchObject({ rows: 1, accepted: 1 / 7, score: 14 });
  });

  test('a part of the identity that is not told means all, and stays unique', async () => {
    const promo = file('rivalPromotion', [
      '开始日期,结束日期,竞争对手,促销方式,折扣幅度',
      '2026-11-01,2026-11-30,邻家大药房,买赠,0.2',
    ]);
    await replica.writeJob(streamLoadJob, promo);
    expect(await replica.writeJob(streamLoadJob, promo)).toMatchObject({
      inserted: 0,
      replaced: 1,
    });
    expect(
      replica.engine.connection.get('SELECT store, promotion FROM stream_rival_promotion'),
    ).toEqual({ store: '', promotion: 'gift' });
    // A span is as new as its end.
    expect(status('rivalPromotion')).toMatchObject({ lastDay: '2026-11-30', freshness: 'fresh' });
  });

  test('a file without a needed column is refused whole, by the name that people know', async () => {
    await expect(
      replica.writeJob(streamLoadJob, file('storeSales', ['日期,门店编号', '2026-11-20,S1'])),
    ).rejects.toMatchObject({
      code: 'STREAM_COLUMNS_MISSING',
      details: { columns: '商品编码、销量' },
    });
    expect(status('storeSales')?.lastLoad).toBeNull();
  });

  test('amounts of one stream have one currency until it is emptied', async () => {
    await replica.writeJob(streamLoadJob, file('storeSales', SALES));
    const dollars = file('storeSales', SALES, { currency: 'USD' });
    await expect(replica.writeJob(streamLoadJob, dollars)).rejects.toMatchObject({
      code: 'STREAM_CURRENCY',
    });
    replica.write(streamClear, { stream: 'storeSales' });
    expect(status('storeSales')).toMatchObject({ rows: 0, lastLoad: null });
    await replica.writeJob(streamLoadJob, dollars);
    expect(status('storeSales')?.lastLoad?.currency).toBe('USD');
  });
});
