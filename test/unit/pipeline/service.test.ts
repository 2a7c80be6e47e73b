import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pipelineService, type PipelineHandlers } from '#electron/pipeline/index';
import { headJob } from '#electron/pipeline/importing/inspect';
import { registry } from '#electron/replica/registry';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import type { Command, JobContext, Query, ReadJob, WriteJob } from '#electron/replica/transaction';
import { contract } from '#shared/contract';
import { SandtableError } from '#shared/errors';
import { importBench, type ImportBench } from './import-setup';

type Any = Record<string, unknown>;

const STOPPED: JobContext = {
  progress: () => undefined,
  cancelled: () => true,
  throwIfCancelled: () => {
    throw new SandtableError('CANCELLED', 'stopped');
  },
};

let bench: ImportBench;
let service: PipelineHandlers;
let picked: string | null;
let saved: string | null;
let told: string[];
/** Stops the next import as a cancel does. */
let stopped: boolean;
/** Refuses to write as a workspace that is open for reading only does. */
let readOnly: boolean;

/** Both handles over a replica without threads. */
function handles(): { reader: ReadHandle; writer: WriteHandle } {
  const { replica } = bench;
  const { queries, commands, readJobs, writeJobs } = registry as unknown as Record<string, Any>;
  const both = {
    read: async (name: string, input: unknown) =>
      replica.read(queries?.[name] as Query<unknown, unknown>, input),
    readJob: (name: string, input: unknown) =>
      replica.readJob(readJobs?.[name] as ReadJob<unknown, unknown>, input),
    write: async (name: string, input: unknown) => {
      if (readOnly) throw new SandtableError('REPLICA_READ_ONLY', 'reading only');
      return replica.write(commands?.[name] as Command<unknown, unknown>, input, name);
    },
    writeJob: (name: string, input: unknown) =>
      replica.writeJob(
        writeJobs?.[name] as WriteJob<unknown, unknown>,
        input,
        stopped ? STOPPED : undefined,
        name,
      ),
  };
  return { reader: both as unknown as ReadHandle, writer: both as unknown as WriteHandle };
}

beforeEach(() => {
  bench = importBench();
  [picked, saved, told, stopped, readOnly] = [null, null, [], false, false];
  const open = handles();
  service = pipelineService({
    replica: () => open,
    jobs: {
      run: (jobId, kind, work) => {
        told.push(`${jobId} ${kind}`);
        return work({ signal: new AbortController().signal, progress: () => undefined });
      },
    },
    files: {
      register: (path) => `token:${path}`,
      resolve: (token) => token.slice('token:'.length),
    },
    dialogs: { openTable: async () => picked, saveTable: async () => saved },
    inspectFile: (input) => bench.replica.readJob(headJob, input),
    language: () => 'zh-CN',
    clock: () => Date.UTC(2026, 10, 23),
  });
});
afterEach(() => bench.close());

it('does nothing when the person closes a file dialog', async () => {
  expect(await service['import.pickFile']({})).toBeNull();
  const query = { pipelineId: 'p', sort: [], filters: {}, quick: '' };
  const request = { query, only: null, fields: ['name' as const], format: 'csv' as const };
  const answer = await service['pipeline.exportView']({ ...request, jobId: 'j' });
  expect(answer).toBeNull();
  expect(told).toEqual([]);
});

it('walks from picked file to report to exported view, as the contract says', async () => {
  picked = bench.file(
    'deals.csv',
    '商机编号,商机名称,阶段,金额\nO-1,网关,线索获取,120万\nO-2,,未知,1\n',
  );
  const seen = await service['import.pickFile']({});
  expect(contract['import.pickFile'].output.parse(seen)).toEqual(seen);
  expect(seen).toMatchObject({
    fileName: 'deals.csv',
    kind: 'opportunity',
    mappingFrom: 'guessed',
  });
  const { fileToken = '', kind = 'owner', format, mapping = {} } = seen ?? {};
  const pipeline = {
    kind: 'new' as const,
    name: '我的',
    currency: 'CNY',
    origin: 'imported' as const,
    sourceNote: '',
    asOfDay: null,
  };
  const plan = {
    fileToken,
    kind,
    format: format ?? { encoding: 'utf-8', delimiter: ',' },
    mapping,
    pipeline,
  } as const;
  const preview = await service['import.preview']({ ...plan, jobId: 'j1' });
  expect(contract['import.preview'].output.parse(preview)).toMatchObject({
    toInsert: 1,
    rejected: 1,
  });
  const report = await service['import.run']({ ...plan, jobId: 'j2' });
  expect(contract['import.run'].output.parse(report)).toMatchObject({ inserted: 1, rejected: 1 });
  const again = await service['import.inspect']({ fileToken, kind: null, format: null });
  expect(again.mappingFrom).toBe('remembered');
  const query = { pipelineId: report.pipelineId ?? '', sort: [], filters: {}, quick: '' };
  const page = await service['pipeline.page']({ query, offset: 0, limit: 10 });
  expect(contract['pipeline.page'].output.parse(page)).toMatchObject({ total: 1 });
  saved = bench.file('out.csv', '');
  const request = { query, only: null, fields: ['name' as const], format: 'csv' as const };
  const written = await service['pipeline.exportView']({ ...request, jobId: 'j3' });
  expect(contract['pipeline.exportView'].output.parse(written)).toMatchObject({
    fileName: 'out.csv',
    rows: 1,
  });
  const registered = bench.replica.read(
    (tx) => tx.all('SELECT trace_id, row_count, file_name, chosen FROM table_export'),
    null,
  );
  expect(registered).toEqual([
    { trace_id: written?.traceId, row_count: 1, file_name: 'out.csv', chosen: null },
  ]);
  expect(await service['import.saveRejects']({ ...plan, jobId: 'j4' })).toMatchObject({ rows: 1 });
  expect(told).toEqual(['j1 preview', 'j2 import', 'j3 export', 'j4 export']);
});

it('takes a view out of a workspace that is open for reading only, without an entry in its register', async () => {
  const { pipelineId } = await bench.run(
    bench.file('o.csv', '商机名称,阶段\n网关,线索获取\n'),
    'opportunity',
  );
  saved = bench.file('out.csv', '');
  readOnly = true;
  const query = { pipelineId: pipelineId ?? '', sort: [], filters: {}, quick: '' };
  const request = { query, only: null, fields: ['name' as const], format: 'csv' as const };
  const written = await service['pipeline.exportView']({ ...request, jobId: 'j' });
  expect(written).toMatchObject({ fileName: 'out.csv', rows: 1 });
  expect(readFileSync(saved, 'utf8')).toContain('网关');
  expect(bench.replica.read((tx) => tx.all('SELECT 1 FROM table_export'), null)).toEqual([]);
});

it('keeps how an import is made until it is written, and notices a file that was changed meanwhile', async () => {
  const path = bench.file('客户.csv', '编号,名字,城市\nA-1,长安,重庆\n');
  picked = path;
  const seen = await service['import.pickFile']({});
  const { fileToken = '', format } = seen ?? {};
  const plan = {
    fileToken,
    kind: 'account' as const,
    format: format ?? { encoding: 'utf-8' as const, delimiter: ',' as const },
    mapping: { externalId: 0, name: 1 },
    pipeline: null,
    write: 'insert' as const,
    valueMap: {},
  };
  expect(await service['import.pending']({})).toBeNull();
  stopped = true;
  await expect(service['import.run']({ ...plan, jobId: 'j1' })).rejects.toThrow('stopped');
  stopped = false;
  expect(bench.count('account')).toBe(0);
  const pending = await service['import.pending']({});
  expect(contract['import.pending'].output.parse(pending)).toMatchObject({ fileName: '客户.csv' });

  const same = await service['import.resume']({});
  expect(contract['import.resume'].output.parse(same)).toMatchObject({
    changed: false,
    plan: { write: 'insert', kind: 'account' },
    inspection: { mapping: { externalId: 0, name: 1 }, mappingFrom: 'given' },
  });
  writeFileSync(path, '客户名称,城市,客户编号\n长安,重庆,A-1\n');
  expect(await service['import.resume']({})).toMatchObject({
    changed: true,
    inspection: { mapping: { externalId: 2, name: 0 }, mappingFrom: 'guessed' },
  });
  const token = same.inspection.fileToken;
  const mapping = { externalId: 2, name: 0 };
  const report = await service['import.run']({ ...plan, fileToken: token, mapping, jobId: 'j2' });
  expect(report).toMatchObject({ inserted: 1 });
  expect(await service['import.pending']({})).toBeNull();
  await expect(service['import.resume']({})).rejects.toMatchObject({ code: 'NOT_FOUND' });

  stopped = true;
  await expect(service['import.run']({ ...plan, jobId: 'j3' })).rejects.toThrow('stopped');
  await service['import.forget']({});
  expect(await service['import.pending']({})).toBeNull();
});
