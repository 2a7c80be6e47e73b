import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPipeline, create, update } from '#electron/pipeline/commands';
import { accounts } from '#electron/pipeline/picks';
import { locate } from '#electron/pipeline/group-page';
import { choices, page, summary, prepare } from '#electron/pipeline/queries';
import type { GridQuery } from '#shared/pipeline/model';
import { importBench, type ImportBench } from './import-setup';

const ROWS = [
  '商机编号,商机名称,客户编号,负责人编号,产品编号,区域,阶段,结果,金额,创建日期,预计成交日,关闭日期,需求摘要',
  'O-1,网关项目,A-1,U-1,P-1,华东,需求挖掘,,120万,2026-01-05,2026-12-01,,接入 ＭＥＳ 系统',
  'O-2,Aachen pilot,A-2,U-2,,华北,线索获取,,80,2026-02-05,,,',
  'O-3,=SUM(A1),A-1,U-2,P-1,,交付实施,,50000.5,2026-03-05,2026-06-01,2026-05-30,',
  'O-4,安防项目,,,P-1,华东,报价谈判,lost,,2026-04-05,2027-01-31,2026-08-01,',
].join('\n');

let bench: ImportBench;
let pipelineId = '';
beforeEach(async () => {
  bench = importBench();
  await bench.run(
    bench.file('a.csv', '客户编号,客户名称\nA-1,重庆长安汽车\nA-2,上海联影医疗\n'),
    'account',
  );
  await bench.run(bench.file('u.csv', '负责人编号,姓名\nU-1,张伟\nU-2,阿强\n'), 'owner');
  await bench.run(bench.file('p.csv', '产品编号,产品名称\nP-1,边缘网关\n'), 'product');
  pipelineId = (await bench.run(bench.file('o.csv', ROWS), 'opportunity')).pipelineId ?? '';
});
afterEach(() => bench.close());

const query = (more: Partial<GridQuery> = {}): GridQuery => ({
  pipelineId,
  sort: [],
  filters: {},
  quick: '',
  ...more,
});
const ids = (more: Partial<GridQuery> = {}) =>
  bench.replica
    .read(page, { query: query(more), offset: 0, limit: 500 })
    .rows.map((row) => row.externalId);

describe('the order', () => {
  it.each([
    ['name', false, ['O-3', 'O-2', 'O-4', 'O-1']],
    ['accountName', false, ['O-1', 'O-3', 'O-2', 'O-4']],
    ['ownerName', true, ['O-1', 'O-2', 'O-3', 'O-4']],
    ['amountMinor', false, ['O-2', 'O-3', 'O-1', 'O-4']],
    ['amountMinor', true, ['O-1', 'O-3', 'O-2', 'O-4']],
    ['expectedCloseDay', true, ['O-4', 'O-1', 'O-3', 'O-2']],
    ['stage', false, ['O-2', 'O-1', 'O-4', 'O-3']],
  ] as const)('by %s, descending %s, blanks last', (field, desc, expected) => {
    expect(ids({ sort: [{ field, desc }] })).toEqual(expected);
  });

  it('uses the second column where the first is equal', () => {
    const sort = [
      { field: 'region', desc: false },
      { field: 'openedDay', desc: true },
    ] as const;
    expect(ids({ sort: [...sort] })).toEqual(['O-2', 'O-4', 'O-1', 'O-3']);
  });
});

describe('what is shown', () => {
  it.each([
    ['cqca', ['O-1', 'O-3']],
    ['长安', ['O-1', 'O-3']],
    ['mes', ['O-1']],
    ['张伟 网关', ['O-1']],
    ['wg', ['O-1', 'O-3', 'O-4']],
    ['AACHEN', ['O-2']],
    ['%', []],
    ['_', []],
  ])('quick search %s', (quick, expected) => expect(ids({ quick })).toEqual(expected));

  it.each([
    [{ region: { kind: 'in', values: ['华东', null] } }, ['O-1', 'O-3', 'O-4']],
    [{ outcome: { kind: 'in', values: ['open'] } }, ['O-1', 'O-2']],
    [{ accountName: { kind: 'contains', text: '联影' } }, ['O-2']],
    [{ amountMinor: { kind: 'numberRange', from: 5_000_050, to: null } }, ['O-1', 'O-3']],
    [{ openedDay: { kind: 'dayRange', from: '2026-02-05', to: '2026-03-05' } }, ['O-2', 'O-3']],
    [{ closedDay: { kind: 'in', values: [null] } }, ['O-1', 'O-2']],
    [
      {
        name: { kind: 'contains', text: 'AF' },
        stage: { kind: 'in', values: ['negotiation_proposal'] },
      },
      ['O-4'],
    ],
  ] as const)('filter %j', (filters, expected) => {
    expect(ids({ filters: filters as unknown as GridQuery['filters'] })).toEqual(expected);
  });

  it('counts, sums, finds places and offers choices', () => {
    expect(bench.replica.read(summary, query({ quick: 'wg' }))).toMatchObject({
      matching: 3,
      all: 4,
      amountMinor: 125_000_050,
    });
    const sort = [{ field: 'amountMinor', desc: true } as const];
    const rows = bench.replica.read(page, { query: query({ sort }), offset: 1, limit: 1 });
    expect(rows).toMatchObject({
      total: 4,
      rows: [{ externalId: 'O-3', accountName: '重庆长安汽车' }],
    });
    const id = rows.rows[0]?.id ?? '';
    expect(bench.replica.read(locate, { query: query({ sort }), id, groups: null })).toEqual({
      offset: 1,
    });
    expect(
      bench.replica.read(locate, { query: query({ quick: 'aachen' }), id, groups: null }),
    ).toEqual({
      offset: null,
    });
    expect(bench.replica.read(choices, { pipelineId, field: 'region' })).toEqual([
      { value: '华北', label: '华北', count: 1 },
      { value: '华东', label: '华东', count: 2 },
      { value: null, label: '', count: 1 },
    ]);
    expect(
      bench.replica.read(accounts, { pipelineId: 'x', search: 'lianying', limit: 5 }),
    ).toMatchObject([{ name: '上海联影医疗' }]);
  });
});

describe('after a change', () => {
  it('shows a new row, an edit, an undo and a renamed account without reading all again', async () => {
    expect(bench.replica.read(prepare, { pipelineId, upTo: 'names' })).toBe(true);
    const sort = [{ field: 'name', desc: false } as const];
    const made = bench.replica.write(create, { pipelineId, name: '北斗', patch: {} });
    const names = () =>
      bench.replica
        .read(page, { query: query({ sort }), offset: 0, limit: 9 })
        .rows.map((row) => row.name);
    expect(names()).toEqual(['=SUM(A1)', 'Aachen pilot', '安防项目', '北斗', '网关项目']);
    bench.replica.write(update, { id: made.id, version: 1, patch: { name: '卓越' }, reason: null });
    expect(names().at(-1)).toBe('卓越');
    expect(ids({ quick: 'zhuoyue' })).toEqual([null]);
    expect(ids({ quick: 'beidou' })).toEqual([]);
    bench.replica.undo();
    expect(names()).toContain('北斗');
    bench.replica.undo();
    expect(names()).toHaveLength(4);
    await bench.run(bench.file('a2.csv', '客户编号,客户名称\nA-1,吉利汽车\n'), 'account');
    expect(ids({ quick: 'jlqc' })).toEqual(['O-1', 'O-3']);
    expect(ids({ quick: 'cqca' })).toEqual([]);
  });

  it('keeps pipelines apart', () => {
    const other = bench.replica.write(createPipeline, { name: '另一个', currency: 'USD' });
    bench.replica.write(create, { pipelineId: other.id, name: 'x', patch: {} });
    expect(ids()).toHaveLength(4);
    expect(ids({ pipelineId: other.id })).toHaveLength(1);
  });
});
