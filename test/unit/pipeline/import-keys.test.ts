import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detail } from '#electron/pipeline/detail';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import {
  type ImportPlan,
  type ImportPreview,
  type ImportReport,
  KEYS_OF,
  type MatchKey,
} from '#shared/pipeline/import-model';
import { usableKey } from '#shared/pipeline/match-key';
import { importBench, type ImportBench } from './import-setup';

const HEAD = '商机编号,商机名称,客户,负责人,阶段,金额,合同编号';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

type Over = Partial<ImportPlan>;
const write = (name: string, rows: readonly string[], head = HEAD) =>
  bench.file(name, [head, ...rows].join('\n'));
const planOf = async (path: string, over: Over) => ({
  ...(await bench.plan(path, 'opportunity')),
  createMissing: true,
  ...over,
});
const look = async (path: string, over: Over = {}): Promise<ImportPreview> =>
  bench.replica.readJob(previewJob, await planOf(path, over));
const run = async (path: string, over: Over = {}): Promise<ImportReport> =>
  bench.replica.writeJob(runJob, await planOf(path, over), undefined, 'import.run');
const into = (report: ImportReport): Over => ({
  pipeline: { kind: 'existing', id: report.pipelineId ?? '' },
});

describe('the key when nobody chose one', () => {
  const mapped = (...fields: readonly string[]) =>
    Object.fromEntries(fields.map((field, at) => [field, at]));

  it('is one that the file has, the wanted one first', () => {
    const known = { kind: 'existing', id: 'p' } as const;
    const key = (mapping: Record<string, number>, wanted: MatchKey = 'externalId') =>
      usableKey({ kind: 'opportunity', mapping, pipeline: known }, wanted);
    const plain = mapped('name', 'accountRef', 'stage');
    expect(key(plain)).toBe('nameAccount');
    expect(key(mapped('contractNo', 'stage'))).toBe('contractNo');
    expect(key(mapped('name', 'stage'))).toBe('externalId');
    const all = mapped('externalId', 'name', 'accountRef', 'contractNo');
    expect(key(all)).toBe('externalId');
    expect(key(all, 'contractNo')).toBe('contractNo');
  });

  it('is none for a new pipeline, and accounts without a number go by name in any case', async () => {
    const mapping = mapped('name', 'accountRef', 'stage');
    const { pipeline } = await bench.plan(write('a.csv', ['O-1,甲,长安,,报价,1,']), 'opportunity');
    expect(usableKey({ kind: 'opportunity', mapping, pipeline }, 'externalId')).toBe('externalId');
    const accounts = { kind: 'account', mapping: mapped('name'), pipeline: null } as const;
    expect(usableKey(accounts, 'externalId')).toBe('externalId');
  });
});

describe('a second import without ids', () => {
  const PLAIN = '商机名称,客户,阶段,金额,合同编号';

  it('is told before: rows that look like deals that are here; by name and account they are these', async () => {
    const first = await run(
      write('a.csv', ['甲,长安,报价,1,K-1', '乙,长安,报价,2,', '乙,联影,报价,3,'], PLAIN),
    );
    const again = write(
      'b.csv',
      ['甲,长安,报价,1,K-1', '乙,长 安,报价,9,', '丙,联影,报价,3,'],
      PLAIN,
    );
    const plain = await look(again, into(first));
    expect(plain).toMatchObject({ toInsert: 3, toUpdate: 0, doubles: 2 });
    expect(plain.notes).toEqual([
      { line: 2, code: 'double', value: '甲' },
      { line: 3, code: 'double', value: '乙' },
    ]);
    // The import itself says it, too.
    const report = await run(again, into(first));
    expect(report).toMatchObject({ inserted: 3, doubles: 2, twins: 0 });
    bench.replica.undo();
    const byName = { ...into(first), key: 'nameAccount' } as const;
    expect(await look(again, byName)).toMatchObject({
      toInsert: 1,
      toUpdate: 1,
      unchanged: 1,
      doubles: 0,
      changes: [{ line: 3, name: '乙', fields: [{ field: 'amount', was: 200, now: 900 }] }],
    });
    expect(await look(again, { ...byName, write: 'insert' })).toMatchObject({
      toInsert: 1,
      toUpdate: 0,
      skipped: 2,
    });
    expect(await run(again, byName)).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
    expect(bench.count('opportunity')).toBe(4);
  });

  it('the same row twice in one file is told, whichever key; with one it is refused', async () => {
    const path = write('a.csv', ['甲,长安,报价,1,', '乙,长安,报价,2,', '甲,长安,报价,1,'], PLAIN);
    const preview = await look(path);
    expect(preview).toMatchObject({ toInsert: 3, doubles: 0, twins: 1 });
    expect(preview.notes).toEqual([{ line: 4, code: 'twin', value: '2' }]);
    expect(preview.acceptedLines).toEqual([2, 3, 4]);
    const byName = await look(path, { key: 'nameAccount' });
    expect(byName).toMatchObject({ toInsert: 2, rejected: 1, twins: 0 });
    expect(byName.problems).toMatchObject([{ line: 4, code: 'duplicateInFile', firstLine: 2 }]);
    expect(await run(path)).toMatchObject({ inserted: 3, doubles: 0, twins: 1 });
  });

  it('more rows than are written at once do not look like each other', async () => {
    const rows = Array.from({ length: 450 }, (_none, i) => `甲${i % 300},长安,报价,${i},K-${i}`);
    expect(await run(write('a.csv', rows, PLAIN))).toMatchObject({ inserted: 450, doubles: 0 });
  });

  it('by contract number: a new name and owner are changes, told with names', async () => {
    const first = await run(
      write('a.csv', ['O-1,甲,长安,张伟,报价,1,K-1', 'O-2,乙,长安,张伟,报价,2,']),
    );
    const again = write('b.csv', ['甲二期,王芳,报价,K-1'], '商机名称,负责人,阶段,合同编号');
    expect(await look(again, { ...into(first), key: 'contractNo' })).toMatchObject({
      toInsert: 0,
      toUpdate: 1,
      created: { owner: 1 },
      changes: [
        {
          line: 2,
          name: '甲',
          fields: [
            { field: 'name', was: '甲', now: '甲二期' },
            { field: 'ownerRef', was: '张伟', now: '王芳' },
          ],
        },
      ],
    });
  });

  it('is refused where several deals have the key: none of them can be meant', async () => {
    const first = await run(write('a.csv', ['O-1,甲,长安,,报价,1,', 'O-2,甲,长安,,报价,2,']));
    const again = write('b.csv', ['甲,长安,报价,9'], '商机名称,客户,阶段,金额');
    const preview = await look(again, { ...into(first), key: 'nameAccount' });
    expect(preview).toMatchObject({ toInsert: 0, toUpdate: 0, rejected: 1 });
    expect(preview.problems).toMatchObject([{ line: 2, field: 'name', code: 'ambiguousKey' }]);
  });
});

it('history says which file an import changed a deal from, and by whom', async () => {
  const first = await run(write('a.csv', ['O-1,甲,长安,,报价,1,']));
  await run(write('b.csv', ['O-1,甲,长安,,报价,9,']), into(first));
  const id = bench.replica.read(
    (tx) => tx.get<{ id: string }>('SELECT id FROM opportunity')?.id ?? '',
    null,
  );
  const { history } = bench.replica.read(detail, { id });
  expect(history.map(({ op, kind, subject, actorName }) => [op, kind, subject, actorName])).toEqual(
    [
      ['update', 'import.run', 'b.csv', '林晓'],
      ['insert', 'import.run', 'a.csv', '林晓'],
    ],
  );
});

describe('whatever the key', () => {
  const row = fc.record({
    number: fc.integer({ min: 1, max: 6 }),
    name: fc.constantFrom('甲', '乙', '丙'),
    account: fc.constantFrom('长安', '联影'),
    amount: fc.integer({ min: 1, max: 9 }),
  });

  it('the check counts what the import does, and the same file once more changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KEYS_OF.opportunity),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        async (key, before, rows) => {
          const lines = (all: typeof rows) =>
            all.map(
              (one) =>
                `O-${one.number},${one.name},${one.account},,报价,${one.amount},K-${one.number}`,
            );
          const first = await run(write('a.csv', lines(before)), { key });
          const over = { ...into(first), key };
          const path = write('b.csv', lines(rows));
          const preview = await look(path, over);
          const report = await run(path, over);
          expect({
            toInsert: report.inserted,
            toUpdate: report.updated,
            unchanged: report.unchanged,
            rejected: report.rejected,
          }).toEqual({
            toInsert: preview.toInsert,
            toUpdate: preview.toUpdate,
            unchanged: preview.unchanged,
            rejected: preview.rejected,
          });
          const again = await look(path, over);
          expect(again).toMatchObject({ toInsert: 0, toUpdate: 0, doubles: 0 });
          expect(again.rejected).toBe(preview.rejected);
        },
      ),
      { numRuns: 12 },
    );
  });
});
