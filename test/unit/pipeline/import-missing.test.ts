import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countsText } from '#electron/cli/row-counts';
import { headJob } from '#electron/pipeline/importing/inspect';
import { revertJob } from '#electron/pipeline/importing/revert/apply';
import { imports } from '#electron/pipeline/importing/revert/list';
import { planRevertJob } from '#electron/pipeline/importing/revert/plan';
import { accounts, owners, products } from '#electron/pipeline/picks';
import { listActions } from '#electron/replica/history';
import type { JobContext } from '#electron/replica/transaction';
import { importBench, type ImportBench } from './import-setup';

const HEAD = '商机编号,商机名称,客户,负责人,产品,阶段,金额';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

const deals = (...rows: string[]) => bench.file('o.csv', [HEAD, ...rows].join('\n'));
const counts = () => ['account', 'owner', 'product', 'opportunity'].map(bench.count);

describe('an import that names accounts, owners and products which are not there', () => {
  it('makes each of them once, in the one action that undo takes back', async () => {
    const path = deals(
      'O-1,甲,重庆长安,张伟,边缘网关,线索获取,1',
      'O-2,乙,重庆 长安,张伟,GTX Pro,线索获取,2',
      'O-3,,上海联影,王芳,GTXPro,线索获取,3',
    );
    const created = { account: 2, owner: 2, product: 2 };
    expect(await bench.previewCreating(path)).toMatchObject({ toInsert: 3, rejected: 0, created });
    expect(counts()).toEqual([0, 0, 0, 0]);
    expect(await bench.runCreating(path)).toMatchObject({ inserted: 3, rejected: 0, created });
    expect(counts()).toEqual([2, 2, 2, 3]);
    const named = bench.replica.read(
      (tx) =>
        tx.get(
          `SELECT o.name, a.pinyin <> '' AS sorts FROM opportunity o JOIN account a ON a.id = o.account_id
            WHERE o.external_id = 'O-3'`,
        ),
      null,
    );
    expect(named).toEqual({ name: '上海联影 · GTX Pro', sorts: 1 });
    bench.replica.undo();
    expect(counts()).toEqual([0, 0, 0, 0]);
  });

  it('is told with one count everywhere: preview, report, history, list and what a revert would do', async () => {
    const path = deals(
      'O-1,甲,重庆长安,张伟,,线索获取,1',
      'O-2,乙,上海联影,张伟,,线索获取,2',
      'O-3,丙,上海联影,张伟,,线索获取,3',
    );
    const sentence = '新增 3 个商机、1 个管道；随之新建 2 个客户、1 个负责人';
    expect(countsText('zh-CN', (await bench.previewCreating(path)).counts)).toBe(sentence);
    const report = await bench.runCreating(path);
    expect(countsText('zh-CN', report.counts)).toBe(sentence);
    const [action] = bench.replica.read(listActions, { limit: 1 });
    expect(action).toMatchObject({ kind: 'import.run', rows: 7 });
    expect(countsText('zh-CN', action?.counts ?? [])).toBe(sentence);
    const [run] = bench.replica.read(imports, {});
    expect(countsText('zh-CN', run?.counts ?? [])).toBe(sentence);

    const order = { actionId: report.actionId, also: [] };
    const plan = await bench.replica.readJob(planRevertJob, order);
    expect(plan).toMatchObject({ removed: 7 });
    const back = '删除 3 个商机、2 个客户、1 个负责人、1 个管道';
    expect(countsText('zh-CN', plan.counts, true)).toBe(back);
    const write = { ...order, fingerprint: plan.fingerprint };
    const done = await bench.replica.writeJob(revertJob, write, undefined, 'import.revert');
    expect(countsText('zh-CN', done.counts, true)).toBe(back);
    const [later] = bench.replica.read(listActions, { limit: 1 });
    expect(countsText('zh-CN', later?.counts ?? [], true)).toBe(back);
  });

  it('makes numbered ones where none of their kind is there; their own file names them later', async () => {
    const path = deals(
      'O-1,甲,A-9,U-1,,线索获取,1',
      'O-2,乙,A-9,U-2,,线索获取,2',
      'O-3,丙,A9,U-1,,线索获取,3',
    );
    const created = { account: 2, owner: 2, product: 0 };
    expect(await bench.previewCreating(path)).toMatchObject({ rejected: 0, created, unknown: [] });
    expect(await bench.runCreating(path)).toMatchObject({ inserted: 3, created });
    const known = bench.file('a.csv', '客户编号,客户名称\nA-9,重庆长安\n');
    expect(await bench.run(known, 'account')).toMatchObject({ inserted: 0, updated: 1 });
    const named = bench.replica.read(
      (tx) => tx.all('SELECT external_id AS number, name FROM account ORDER BY external_id'),
      null,
    );
    expect(named).toEqual([
      { number: 'A-9', name: '重庆长安' },
      { number: 'A9', name: 'A9' },
    ]);
  });

  it('asks nothing about references that could mean nothing', async () => {
    const preview = await bench.preview(deals('O-1,甲,A-9,U-1,,线索获取,1'), 'opportunity');
    expect(preview).toMatchObject({ rejected: 1, unknown: [] });
  });

  it('makes nothing for unknown numbers among known ones, for rows that are refused, or for a name that two rows share', async () => {
    await bench.run(bench.file('u.csv', '负责人编号,姓名\nU-1,李娜\nU-2,李娜\n'), 'owner');
    await bench.run(bench.file('a.csv', '客户编号,客户名称\nA-1,上海联影\n'), 'account');
    const path = deals(
      'O-1,甲,A-9,,,线索获取,1',
      'O-2,乙,重庆长安,,,线索获取,一些',
      'O-3,丙,,李娜,,线索获取,3',
      'O-4,丁,10023,,,线索获取,4',
    );
    const report = await bench.runCreating(path);
    expect(report).toMatchObject({ rejected: 4, created: { account: 0, owner: 0, product: 0 } });
    expect(report.problems.map(({ code, refersTo }) => [code, refersTo])).toEqual([
      ['unknownReference', 'account'],
      ['notANumber', undefined],
      ['unknownReference', 'owner'],
      ['unknownReference', 'account'],
    ]);
    expect(counts()).toEqual([1, 2, 0, 0]);
  });

  it('refuses the rows as before when it was not asked to', async () => {
    const path = deals('O-1,甲,重庆长安,,,线索获取,1');
    expect(await bench.run(path, 'opportunity')).toMatchObject({ inserted: 0, rejected: 1 });
    expect(bench.count('account')).toBe(0);
  });
});

it('offers what a pipeline uses and what nobody uses yet before what others use', async () => {
  await bench.run(bench.file('u.csv', '姓名\n闲人\n'), 'owner');
  const first = await bench.runCreating(deals('O-1,甲,中山汽车,张伟,乙机,线索获取,1'));
  const second = await bench.runCreating(deals('O-1,甲,安康医院,安宁,丙机,线索获取,1'));
  const placed = (list: readonly { name: string; elsewhere: boolean }[]) =>
    list.map(({ name, elsewhere }) => (elsewhere ? `(${name})` : name));
  const offers = (pipelineId: string | null) => {
    const input = { pipelineId: pipelineId ?? '' };
    return {
      owners: placed(bench.replica.read(owners, input)),
      products: placed(bench.replica.read(products, input)),
      accounts: placed(bench.replica.read(accounts, { ...input, search: '', limit: 10 })),
    };
  };
  expect(offers(first.pipelineId)).toEqual({
    owners: ['闲人', '张伟', '(安宁)'],
    products: ['乙机', '(丙机)'],
    accounts: ['中山汽车', '(安康医院)'],
  });
  expect(offers(second.pipelineId)).toEqual({
    owners: ['安宁', '闲人', '(张伟)'],
    products: ['丙机', '(乙机)'],
    accounts: ['安康医院', '(中山汽车)'],
  });
});

it('offers by use as it is after an owner was changed, an amount edited, and both taken back', async () => {
  const first = await bench.runCreating(deals('O-1,甲,中山汽车,张伟,乙机,线索获取,1'));
  const second = await bench.runCreating(deals('O-1,甲,安康医院,安宁,丙机,线索获取,1'));
  const offered = () => {
    const list = bench.replica.read(owners, { pipelineId: first.pipelineId ?? '' });
    return list.filter(({ elsewhere }) => elsewhere).map(({ name }) => name);
  };
  const set = (pipelineId: string | null, change: Record<string, number | string | null>) =>
    bench.replica.write((tx) => {
      const id = tx.get<{ id: string }>('SELECT id FROM opportunity WHERE pipeline_id = ?', [
        pipelineId,
      ]);
      tx.update('opportunity', id?.id ?? '', change);
    }, null);
  expect(offered()).toEqual(['安宁']);
  set(second.pipelineId, { amount_minor: 700 });
  expect(offered()).toEqual(['安宁']);
  set(second.pipelineId, { owner_id: null });
  expect(offered()).toEqual([]);
  bench.replica.undo();
  expect(offered()).toEqual(['安宁']);
  bench.replica.undo();
  // The second import goes as one bulk entry.
  bench.replica.undo();
  expect(offered()).toEqual([]);
});

it('tells progress in lines of the file', async () => {
  const told: (readonly [number, number])[] = [];
  const job: JobContext = {
    progress: (done, total, phase) => {
      if (phase === 'checking') told.push([done, total]);
    },
    cancelled: () => false,
    throwIfCancelled: () => undefined,
  };
  const path = deals('O-1,甲,,,,线索获取,1', 'O-2,乙,,,,线索获取,1\n');
  await bench.run(path, 'opportunity', undefined, job);
  expect(told.at(-1)).toEqual([3, 3]);
});

describe('the look at a file', () => {
  it('finds the latest day of each column of days, up to today', async () => {
    const path = bench.file(
      'd.csv',
      '商机编号,创建日期,关闭日期,预计成交日\n1,2017/3/1,,2030-01-01\n2,2016-05-05,2017-12-30,2018-02-01\n',
    );
    const head = await bench.replica.readJob(headJob, { path, format: null, today: '2026-11-23' });
    expect(head.lastDays).toEqual({ 1: '2017-03-01', 2: '2017-12-30', 3: '2018-02-01' });
  });

  it('says that a file with nothing but a header has no rows', async () => {
    const path = bench.file('h.csv', '客户编号,客户名称\n');
    const look = bench.replica.readJob(headJob, { path, format: null });
    await expect(look).rejects.toMatchObject({ code: 'IMPORT_FILE_EMPTY' });
  });
});
