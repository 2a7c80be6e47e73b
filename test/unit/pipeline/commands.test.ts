import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, createPipeline, transition, update } from '#electron/pipeline/commands';
import { detail } from '#electron/pipeline/detail';
import { sandboxHistory } from '#electron/pipeline/history-input';
import { accounts, owners, products } from '#electron/pipeline/picks';
import { contacts } from '#electron/pipeline/queries';
import { listActions } from '#electron/replica/history';
import type { Command } from '#electron/replica/transaction';
import { opportunityDetailSchema, type OpportunityRow } from '#shared/pipeline/model';
import { importBench, type ImportBench } from './import-setup';

let bench: ImportBench;
let deal: OpportunityRow;
let accountId = '';
let contactId = '';
let ownerId = '';
beforeEach(async () => {
  bench = importBench();
  await bench.run(bench.file('a.csv', '客户编号,客户名称\nA-1,重庆长安汽车\n'), 'account');
  await bench.run(
    bench.file('k.csv', '联系人编号,客户编号,姓名,角色\nK-1,A-1,高工,工程师\n'),
    'contact',
  );
  await bench.run(bench.file('u.csv', '负责人编号,姓名\nU-1,张伟\nU-2,阿强\n'), 'owner');
  ownerId =
    bench.replica.read(owners, { pipelineId: '' }).find((one) => one.name === '张伟')?.id ?? '';
  const [contact] = bench.replica.read(contacts, { accountId: null });
  accountId = contact?.accountId ?? '';
  contactId = contact?.id ?? '';
  const pipeline = bench.replica.write(createPipeline, { name: '我的', currency: 'CNY' });
  deal = bench.replica.write(create, { pipelineId: pipeline.id, name: '网关项目', patch: {} });
});
afterEach(() => bench.close());

const move = (stage: OpportunityRow['stage'], patch = {}, reason: string | null = null) => {
  const { version } = bench.replica.read(detail, { id: deal.id }).opportunity;
  return bench.replica.write(
    transition,
    { id: deal.id, version, to: { stage }, patch, reason },
    'pipeline.transition',
  );
};

describe('an account that is not there yet', () => {
  const named = (name: string) =>
    bench.replica.read(accounts, { pipelineId: deal.pipelineId, search: name, limit: 10 });

  it('is made with the opportunity, and both go and come back as one', () => {
    const made = bench.replica.write(
      create,
      {
        pipelineId: deal.pipelineId,
        name: '新客项目',
        patch: { accountId: { newName: '北川药业' } },
      },
      'pipeline.create',
    );
    expect(made.accountName).toBe('北川药业');
    expect(named('bcyy')).toMatchObject([{ id: made.accountId, elsewhere: false }]);
    bench.replica.undo();
    expect(named('北川药业')).toEqual([]);
    expect(() => bench.replica.read(detail, { id: made.id })).toThrowError(
      expect.objectContaining({ code: 'NOT_FOUND' }) as Error,
    );
    bench.replica.redo();
    expect(bench.replica.read(detail, { id: made.id }).account?.name).toBe('北川药业');
  });

  it('is not made a second time under the same name, whatever its case and width', () => {
    const patch = { accountId: { newName: ' ＡＢＢ 重庆 ' } };
    const first = bench.replica.write(create, { pipelineId: deal.pipelineId, name: '一', patch });
    const again = bench.replica.write(update, {
      id: deal.id,
      version: deal.version,
      patch: { accountId: { newName: 'abb 重庆' } },
      reason: null,
    });
    expect(again.accountId).toBe(first.accountId);
    expect(bench.count('account')).toBe(2);
    const known = bench.replica.write(create, {
      pipelineId: deal.pipelineId,
      name: '二',
      patch: { accountId: { newName: '重庆长安汽车' } },
    });
    expect(known.accountId).toBe(accountId);
  });

  it('fills the field that a stage asks for', () => {
    const moved = move('lead_qualified', { accountId: { newName: '北川药业' }, ownerId });
    expect(moved).toMatchObject({ stage: 'lead_qualified', accountName: '北川药业' });
  });

  it('is not left behind when the action is refused', () => {
    expect(() => move('lead_qualified', { accountId: { newName: '北川药业' } })).toThrowError(
      expect.objectContaining({ code: 'STAGE_FIELDS_MISSING' }) as Error,
    );
    expect(named('北川药业')).toEqual([]);
  });
});

describe('changing an opportunity', () => {
  it('records the true time of an act on data that end on a fixed day, whose rules live on that day', async () => {
    const ended = await bench.run(
      bench.file('e.csv', '商机编号,商机名称,阶段\nE-1,旧,线索获取\n'),
      'opportunity',
      {
        kind: 'new',
        name: '旧数据',
        currency: 'CNY',
        origin: 'imported',
        sourceNote: '',
        asOfDay: '2017-12-30',
      },
    );
    const pipelineId = ended.pipelineId ?? '';
    const made = bench.replica.write(create, { pipelineId, name: '新', patch: {} });
    const lost = bench.replica.write(transition, {
      id: made.id,
      version: made.version,
      to: { outcome: 'lost' },
      patch: { lossReason: '预算取消' },
      reason: null,
    });
    expect(lost).toMatchObject({ openedDay: '2017-12-30', closedDay: '2017-12-30' });
    const { stageEvents } = bench.replica.read(detail, { id: made.id });
    expect(stageEvents.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-11-23',
    ]);
    const history = bench.replica.read(sandboxHistory, { pipelineId, asOfDay: '2017-12-30' });
    expect(Math.max(...history.stageEvents.at)).toBe(Date.parse('2017-12-30T15:59:59.999Z'));
  });

  it('refuses a stage with its missing fields, and takes them in the same action', () => {
    expect(() => move('lead_qualified')).toThrowError(
      expect.objectContaining({
        code: 'STAGE_FIELDS_MISSING',
        details: { missing: ['accountId', 'ownerId'] },
      }) as Error,
    );
    const moved = move('lead_qualified', { accountId, ownerId });
    expect(moved).toMatchObject({
      stage: 'lead_qualified',
      accountName: '重庆长安汽车',
      ownerName: '张伟',
      version: 2,
    });
    bench.replica.undo();
    const { opportunity, stageEvents } = bench.replica.read(detail, { id: deal.id });
    expect(opportunity).toMatchObject({ stage: 'lead_captured', accountId: null });
    expect(stageEvents).toHaveLength(1);
  });

  it('tells who, when, why, before and after, with names instead of ids', () => {
    move('lead_qualified', { accountId, ownerId });
    const other =
      bench.replica.read(owners, { pipelineId: '' }).find((one) => one.name === '阿强')?.id ?? '';
    const patch = { amountMinor: 100, ownerId: other };
    const edit = { id: deal.id, version: 2, patch, reason: '改派' };
    bench.replica.write(update, edit, 'pipeline.update');
    const { history } = bench.replica.read(detail, { id: deal.id });
    expect(history.map((entry) => entry.op)).toEqual(['update', 'update', 'insert']);
    expect(history[0]).toMatchObject({
      kind: 'pipeline.update',
      actorName: '林晓',
      reason: '改派',
    });
    expect(history[0]?.fields).toEqual([
      { field: 'ownerName', was: '张伟', now: '阿强' },
      { field: 'amountMinor', was: null, now: 100 },
    ]);
  });

  it('is told in the history of actions with field, values and names, also when it is undone', () => {
    move('lead_qualified', { accountId, ownerId });
    const edit = { id: deal.id, version: 2, patch: { amountMinor: 80_000_00 }, reason: null };
    bench.replica.write(update, edit, 'pipeline.update');
    bench.replica.write(
      update,
      { ...edit, version: 3, patch: { amountMinor: 120_000_00 } },
      'pipeline.update',
    );
    const change = {
      entity: 'opportunity',
      records: 1,
      fields: [{ field: 'amount_minor', was: 80_000_00, now: 120_000_00 }],
      currency: 'CNY',
    };
    const [newest, , moved] = bench.replica.read(listActions, { limit: 9 });
    expect(newest).toMatchObject({ subject: '网关项目', change });
    expect(moved?.change?.fields).toContainEqual({ field: 'owner_id', was: null, now: '张伟' });
    expect(moved?.change?.fields).toContainEqual({
      field: 'stage',
      was: 'lead_captured',
      now: 'lead_qualified',
    });
    expect(bench.replica.undo()).toMatchObject({ state: 'undone', change });
    expect(bench.replica.redo()).toMatchObject({ state: 'done', change });
  });

  it('is told with the number of records, and the values that all of them share', () => {
    const { pipelineId } = deal;
    const more = ['二', '三'].map((name) =>
      bench.replica.write(create, { pipelineId, name, patch: { region: '华东' } }),
    );
    const assign: Command<null, null> = (tx) => {
      for (const { id } of [deal, ...more]) {
        tx.update('opportunity', id, { owner_id: ownerId, region: '西南' });
      }
      tx.describe('三条');
      return null;
    };
    bench.replica.write(assign, null, 'test.assign');
    expect(bench.replica.read(listActions, { limit: 1 })[0]?.change).toEqual({
      entity: 'opportunity',
      records: 3,
      fields: [
        { field: 'owner_id', was: null, now: '张伟' },
        { field: 'region', was: undefined, now: '西南' },
      ],
      currency: 'CNY',
    });
  });

  it('will not empty what the present stage asks for', () => {
    move('lead_qualified', { accountId, ownerId });
    expect(() =>
      bench.replica.write(update, {
        id: deal.id,
        version: 2,
        patch: { ownerId: null },
        reason: null,
      }),
    ).toThrowError(expect.objectContaining({ code: 'STAGE_FIELDS_MISSING' }) as Error);
  });

  it('refuses a version that is not the present one, and rows that do not exist', () => {
    const edit = { id: deal.id, version: 7, patch: { amountMinor: 1 }, reason: null };
    expect(() => bench.replica.write(update, edit)).toThrowError(
      expect.objectContaining({ code: 'CONFLICT_VERSION' }) as Error,
    );
    expect(() => bench.replica.write(update, { ...edit, id: 'nobody' })).toThrowError(
      expect.objectContaining({ code: 'NOT_FOUND' }) as Error,
    );
    expect(() =>
      bench.replica.write(update, { ...edit, version: 1, patch: { ownerId: 'nobody' } }),
    ).toThrowError(expect.objectContaining({ code: 'NOT_FOUND' }) as Error);
  });

  it('wins with a reason for the skipped stages; the panel shows the signature', async () => {
    await bench.run(bench.file('p.csv', '产品编号,产品名称\nP-1,边缘网关\n'), 'product');
    const productId = bench.replica.read(products, { pipelineId: '' })[0]?.id ?? '';
    const needed = { accountId, ownerId, contactId, productId, needSummary: '接入 MES' };
    const rest = { amountMinor: 5, expectedCloseDay: '2026-12-01', contractNo: 'HT-1' };
    expect(() => move('delivery_implementation', { ...needed, ...rest })).toThrowError(
      expect.objectContaining({ code: 'STAGE_REASON_REQUIRED' }) as Error,
    );
    const won = move('delivery_implementation', { ...needed, ...rest }, '老客户直接签约');
    expect(won).toMatchObject({ outcome: 'won', closedDay: '2026-11-23', version: 2 });
    const panel = bench.replica.read(detail, { id: deal.id });
    expect(opportunityDetailSchema.parse(panel)).toEqual(panel);
    expect(panel.contacts).toMatchObject([{ name: '高工', role: 'engineer' }]);
    expect(panel.stageEvents.map(({ stage, outcome, reason }) => [stage, outcome, reason])).toEqual(
      [
        ['lead_captured', null, null],
        ['lead_captured', 'won', '老客户直接签约'],
        ['delivery_implementation', null, '老客户直接签约'],
      ],
    );
  });
});
