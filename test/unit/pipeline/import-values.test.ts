import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headersHash } from '#electron/pipeline/importing/headers-hash';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import { remembered } from '#electron/pipeline/queries';
import type { ImportPlan } from '#shared/pipeline/import-model';
import { importBench, type ImportBench } from './import-setup';

const HEAD = '商机编号,商机名称,客户,负责人,阶段,金额（万元）,折扣,预计成交日';

let bench: ImportBench;
beforeEach(async () => {
  bench = importBench();
  await bench.run(bench.file('u.csv', '负责人编号,姓名\nU-1,王芳\nU-2,李娜\n'), 'owner');
});
afterEach(() => bench.close());

const file = (...rows: string[]) => bench.file('o.csv', [HEAD, ...rows].join('\n'));
const look = async (path: string, over: Partial<ImportPlan> = {}) => {
  const plan = { ...(await bench.plan(path, 'opportunity')), createMissing: true, ...over };
  return bench.replica.readJob(previewJob, plan);
};
const stored = () =>
  bench.replica.read(
    (tx) =>
      tx.all(
        `SELECT o.name, o.stage, o.outcome, w.name AS owner FROM opportunity o
          LEFT JOIN owner w ON w.id = o.owner_id ORDER BY o.external_id`,
      ),
    null,
  );

describe('a preview', () => {
  it('shows what each cell becomes, and the text it comes from', async () => {
    const path = file('O-1,甲,重庆长安,U-1,报价,12.5,5%,2026/3/1');
    const { accepted, currency } = await look(path);
    expect(currency).toBe('CNY');
    expect(accepted).toEqual([
      {
        externalId: { value: 'O-1', raw: 'O-1' },
        name: { value: '甲', raw: '甲' },
        accountRef: { value: '重庆长安', raw: '重庆长安' },
        ownerRef: { value: '王芳', raw: 'U-1' },
        stage: { value: 'negotiation_proposal', raw: '报价' },
        outcome: { value: 'open', raw: '' },
        amount: { value: 12_500_000, raw: '12.5' },
        discount: { value: 500, raw: '5%' },
        expectedCloseDay: { value: '2026-03-01', raw: '2026/3/1' },
      },
    ]);
  });

  it('says which deals without a name are called by other cells; they can be rejected instead', async () => {
    const path = file(
      'O-1,,重庆长安,,报价,1,,',
      'O-2,乙,重庆长安,,报价,1,,',
      'O-3,,上海联影,,不明,1,,',
    );
    expect(await look(path)).toMatchObject({
      toInsert: 2,
      noteCount: 1,
      notes: [{ line: 2, code: 'nameDerived', value: '重庆长安' }],
    });
    const rejecting = await look(path, { unnamed: 'reject' });
    expect(rejecting).toMatchObject({ toInsert: 1, rejected: 2, noteCount: 0 });
    expect(rejecting.problems[0]).toMatchObject({ line: 2, field: 'name', code: 'required' });
  });

  it('a deal that is there keeps its name without a word', async () => {
    const first = await bench.runCreating(file('O-1,甲,重庆长安,,报价,1,,'));
    const pipeline = { kind: 'existing', id: first.pipelineId ?? '' } as const;
    const again = bench.file('again.csv', '商机编号,阶段,金额\nO-1,报价,7\n');
    expect(await bench.preview(again, 'opportunity', pipeline)).toMatchObject({
      toUpdate: 1,
      noteCount: 0,
    });
  });
});

describe('words of a file that mean nothing here', () => {
  const rows = ['O-1,甲,,小王,合同签订,1,,', 'O-2,乙,,小王,合同签订,1,,', 'O-3,丙,,小李,输了,1,,'];

  it('are named once each, with what they could mean, nearest first', async () => {
    const { unknown, rejected } = await look(file(...rows), { createMissing: false });
    expect(rejected).toBe(3);
    expect(unknown.map(({ field, word, rows: n }) => [field, word, n])).toEqual([
      ['ownerRef', '小王', 2],
      ['stage', '合同签订', 2],
      ['ownerRef', '小李', 1],
      ['stage', '输了', 1],
    ]);
    expect([unknown[1]?.options[0], unknown[3]?.options[0]]).toEqual([
      'negotiation_contract',
      'lost',
    ]);
    expect(unknown[0]?.options.toSorted()).toEqual(['李娜', '王芳']);
  });

  it('mean what a person says, and go on meaning it for files with the same headers', async () => {
    const path = file(...rows);
    const valueMap = {
      ownerRef: { 小王: '王芳', 小李: 'U-2' },
      stage: { 合同签订: 'negotiation_contract', 输了: 'lost' },
    };
    const plan = { ...(await bench.plan(path, 'opportunity')), valueMap };
    const preview = await bench.replica.readJob(previewJob, plan);
    expect(preview).toMatchObject({ toInsert: 3, rejected: 0, unknown: [] });
    await bench.replica.writeJob(runJob, plan, undefined, 'import.run');
    expect(stored()).toEqual([
      { name: '甲', stage: 'negotiation_contract', outcome: 'open', owner: '王芳' },
      { name: '乙', stage: 'negotiation_contract', outcome: 'open', owner: '王芳' },
      { name: '丙', stage: 'opportunity_discovery', outcome: 'lost', owner: '李娜' },
    ]);
    const known = bench.replica.read(remembered, {
      headersHash: headersHash(HEAD.split(',')),
      kind: 'opportunity',
    });
    expect(known?.valueMap).toEqual(valueMap);
  });

  it('a word that is known but does not fit is not offered a meaning', async () => {
    await bench.runCreating(file('O-1,甲,,,报价,1,,'));
    const events = bench.file('e.csv', '商机编号,阶段,时间\nO-1,输单,2026-01-05\n');
    expect(await bench.preview(events, 'stageEvent', null)).toMatchObject({
      rejected: 1,
      unknown: [],
    });
  });
});
