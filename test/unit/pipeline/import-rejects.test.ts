import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headersHash } from '#electron/pipeline/importing/headers-hash';
import { headJob } from '#electron/pipeline/importing/inspect';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import { rejectsJob } from '#electron/pipeline/importing/rejects';
import { remembered } from '#electron/pipeline/queries';
import { fileWords } from '#electron/pipeline/words';
import type { JobContext } from '#electron/replica/transaction';
import { importBench, type ImportBench } from './import-setup';

const HEAD = '商机编号,商机名称,阶段,金额,创建日期';
const ROWS = [
  'O-1,=甲,第九阶段,x,2026-01-05',
  'O-2,乙,线索获取,1,2026-01-05',
  'O-3,丙,线索获取',
  'O-4,丁,线索获取,1,2026-13-01',
  'O-5,戊,线索获取,1,2026-01-05,多,余',
];

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

const words = (language: 'zh-CN' | 'en' = 'zh-CN') => fileWords(language).rejects;

async function save(name: string, language: 'zh-CN' | 'en' = 'zh-CN', job?: JobContext) {
  const path = bench.file('o.csv', [HEAD, ...ROWS].join('\n'));
  const plan = await bench.plan(path, 'opportunity');
  const target = path.replace('o.csv', name);
  const input = { plan, target, words: words(language) };
  return { plan, target, rows: await bench.replica.readJob(rejectsJob, input, job) };
}

/** A part of a workbook as it is stored. */
function partOf(path: string, name: string): string {
  const bytes = readFileSync(path);
  let at = bytes.indexOf(Buffer.from('PK\u0001\u0002'));
  while (at >= 0) {
    const [nameLength, extra, comment] = [28, 30, 32].map((from) => bytes.readUInt16LE(at + from));
    const found = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)).toString();
    if (found === name) {
      const local = bytes.readUInt32LE(at + 42);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20))).toString();
    }
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (bytes.readUInt32LE(at) !== 0x02014b50) break;
  }
  return '';
}

describe('rejected rows as a file', () => {
  it('have the columns of the original, the line and the reason of each cell', async () => {
    const { target, rows } = await save('rejected.csv');
    const { notANumber, unknownValue, notADate, wrongColumnCount, line, reason } = {
      ...words().problems,
      ...words(),
    };
    expect(rows).toBe(3);
    expect(readFileSync(target, 'utf8').split('\r\n')).toEqual([
      `\uFEFF${HEAD},${line},${reason}`,
      `O-1,'=甲,第九阶段,x,2026-01-05,2,阶段: ${unknownValue} (第九阶段); 金额: ${notANumber} (x)`,
      `O-4,丁,线索获取,1,2026-13-01,5,创建日期: ${notADate} (2026-13-01)`,
      `O-5,戊,线索获取,1,2026-01-05,6,${wrongColumnCount} (7 / 5),多,余`,
      '',
    ]);
  });

  it.each(['zh-CN', 'en'] as const)(
    'corrected, are imported with the mapping of the original; the added columns are not read (%s)',
    async (language) => {
      const { plan, target } = await save('rejected.csv', language);
      const mapping = { externalId: 0, name: 1, stage: 2, amount: 3, openedDay: 4 };
      await bench.replica.writeJob(runJob, { ...plan, mapping }, undefined, 'import.run');
      const text = readFileSync(target, 'utf8')
        .replace('第九阶段,x', '线索获取,5')
        .replace('2026-13-01', '2026-12-01')
        .replace(',多,余', '');
      writeFileSync(target, text);
      const { format, headers } = await bench.replica.readJob(headJob, {
        path: target,
        format: null,
      });
      const known = bench.replica.read(remembered, {
        headersHash: headersHash(headers),
        kind: null,
      });
      expect(known?.mapping).toEqual(mapping);
      const again = { ...plan, path: target, format, mapping: known?.mapping ?? {} };
      const report = await bench.replica.writeJob(runJob, again, undefined, 'import.run');
      expect(report).toMatchObject({ rows: 3, inserted: 3, rejected: 0 });
      const first = bench.replica.read(
        (tx) =>
          tx.get("SELECT name, amount_minor AS minor FROM opportunity WHERE external_id = 'O-1'"),
        null,
      );
      expect(first).toEqual({ name: '=甲', minor: 500 });
    },
  );

  it('as a workbook have the wrong cells marked, say what to do, and are read like the original', async () => {
    const { plan, target, rows } = await save('rejected.xlsx');
    expect(rows).toBe(3);
    const sheet = partOf(target, 'xl/worksheets/sheet1.xml');
    expect([...sheet.matchAll(/<c r="([A-Z]+\d+)" s="6"/g)].map(([, place]) => place)).toEqual([
      'C2',
      'D2',
      'E3',
    ]);
    expect(partOf(target, 'xl/worksheets/sheet2.xml')).toContain(words().how);
    const { format, headers } = await bench.replica.readJob(headJob, {
      path: target,
      format: null,
    });
    expect(headersHash(headers)).toBe(headersHash(HEAD.split(',')));
    const again = { ...plan, path: target, format };
    const preview = await bench.replica.readJob(previewJob, again);
    expect(preview.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'unknownValue'],
      [2, 'notANumber'],
      [3, 'notADate'],
      [4, 'wrongColumnCount'],
    ]);
  });

  it('are there whole or not at all', async () => {
    const stop = new Error('stop');
    const job: JobContext = {
      progress: () => undefined,
      cancelled: () => true,
      throwIfCancelled: () => {
        throw stop;
      },
    };
    for (const name of ['rejected.csv', 'rejected.xlsx']) {
      await expect(save(name, 'zh-CN', job)).rejects.toBe(stop);
      expect(existsSync(bench.file('o.csv', '').replace('o.csv', name))).toBe(false);
    }
  });
});
