import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, createPipeline, transition, update } from '#electron/pipeline/commands';
import { detail } from '#electron/pipeline/detail';
import { list } from '#electron/pipeline/queries';
import { approvals, decide, type DecideInput } from '#electron/pipeline/rules/approvals';
import { rulesHistory, saveRules } from '#electron/pipeline/rules/stage-rules';
import { type ApprovalList, approvalListSchema } from '#shared/pipeline/approval';
import { opportunityDetailSchema, type OpportunityRow, type Stage } from '#shared/pipeline/model';
import {
  DEFAULT_RULES,
  rulesHistoryEntrySchema,
  type StageRule,
} from '#shared/pipeline/stage-rules';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
let pipelineId = '';
beforeEach(() => {
  replica = openTestReplica();
  replica.write((tx) => {
    tx.runLocal(
      `INSERT INTO workspace (id, name, kind, user_id, user_name, created_at)
        VALUES ('w', '测试', 'own', 'user-1', '林晓', 1)`,
    );
    tx.insert('owner', { id: 'o-1', name: '张伟' });
    tx.insert('account', { id: 'a-1', name: '远山仪器' });
    return null;
  }, null);
  pipelineId = replica.write(createPipeline, { name: '直销', currency: 'CNY' }).id;
});
afterEach(() => replica.close());

const pipeline = () => {
  const one = replica.read(list, {})[0];
  if (one === undefined) throw new Error('no pipeline');
  return one;
};
function setRule(stage: Stage, part: Partial<StageRule>): void {
  const { rules, version } = pipeline();
  const next = { ...rules, [stage]: { ...rules[stage], ...part } };
  replica.write(saveRules, { pipelineId, version, rules: next }, 'pipeline.saveRules');
}
const deal = (patch = {}) => replica.write(create, { pipelineId, name: '网关项目', patch });
const look = (id: string) => {
  const found = replica.read(detail, { id });
  expect(opportunityDetailSchema.safeParse(found).error).toBeUndefined();
  return found;
};
const move = (id: string, to: { stage: Stage } | { outcome: 'lost' }, patch = {}, reason = '') => {
  const { version } = look(id).opportunity;
  return replica.write(transition, { id, version, to, patch, reason }, 'pipeline.transition');
};
const requests = (): ApprovalList => {
  const found = replica.read(approvals, {});
  expect(approvalListSchema.safeParse(found).error).toBeUndefined();
  return found;
};
function say(decision: DecideInput['decision'], reason: string | null = null): OpportunityRow {
  const [request] = requests().toDecide;
  if (request === undefined) throw new Error('nothing waits');
  const { id, version } = request;
  return replica.write(decide, { id, version, decision, reason }, 'pipeline.decide');
}
const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('rules of a pipeline', () => {
  it('hold in this pipeline and in no other, and are taken back by undo', () => {
    setRule('lead_qualified', { fields: ['needSummary'] });
    const one = deal();
    expect(() => move(one.id, { stage: 'lead_qualified' })).toThrowError(
      expect.objectContaining({ details: { missing: ['needSummary'] } }) as Error,
    );
    const second = replica.write(createPipeline, { name: '渠道', currency: 'CNY' });
    const other = replica.write(create, { pipelineId: second.id, name: '另一个', patch: {} });
    expect(() => move(other.id, { stage: 'lead_qualified' })).toThrowError(
      expect.objectContaining({ details: { missing: ['accountId', 'ownerId'] } }) as Error,
    );

    const moved = move(one.id, { stage: 'lead_qualified' }, { needSummary: '远程诊断' });
    expect(moved.stage).toBe('lead_qualified');
    expect(() =>
      replica.write(update, {
        id: moved.id,
        version: moved.version,
        patch: { needSummary: '' },
        reason: null,
      }),
    ).toThrowError(refused('STAGE_FIELDS_MISSING'));
  });

  it('tell who changed what, and are guarded by their version', () => {
    setRule('negotiation_proposal', { staleDays: 21, wipLimit: 8 });
    replica.undo();
    expect(pipeline().rules).toEqual(DEFAULT_RULES);
    replica.redo();
    expect(pipeline().rules.negotiation_proposal).toMatchObject({ staleDays: 21, wipLimit: 8 });
    const history = replica.read(rulesHistory, { pipelineId });
    for (const entry of history)
      expect(rulesHistoryEntrySchema.safeParse(entry).success).toBe(true);
    expect(history.map(({ kind, changes }) => [kind, changes.length])).toEqual([
      ['redo', 2],
      ['undo', 2],
      ['pipeline.saveRules', 2],
    ]);
    expect(history.at(-1)).toMatchObject({ actorName: '林晓' });
    expect(() =>
      replica.write(saveRules, { pipelineId, version: 1, rules: DEFAULT_RULES }),
    ).toThrowError(refused('CONFLICT_VERSION'));
  });
});

describe('a gated stage', () => {
  beforeEach(() => setRule('lead_qualified', { gated: true }));

  it('is asked for instead of entered: with a reason, and with what is missing', () => {
    const one = deal();
    expect(() => move(one.id, { stage: 'lead_qualified' })).toThrowError(
      refused('STAGE_REASON_REQUIRED'),
    );
    const asked = move(one.id, { stage: 'lead_qualified' }, { ownerId: 'o-1' }, '客户已立项');
    expect(asked).toMatchObject({
      stage: 'lead_captured',
      pendingStage: 'lead_qualified',
      ownerId: 'o-1',
    });
    const { toDecide, mine } = requests();
    expect(toDecide).toEqual(mine);
    expect(toDecide).toMatchObject([
      {
        opportunityName: '网关项目',
        pipelineName: '直销',
        fromStage: 'lead_captured',
        toStage: 'lead_qualified',
        reason: '客户已立项',
        missingThen: ['accountId'],
        missingNow: ['accountId'],
        requestedByName: '林晓',
        state: 'pending',
      },
    ]);
    replica.undo();
    expect(look(one.id).opportunity).toMatchObject({ pendingStage: null, ownerId: null });
    expect(requests().mine).toEqual([]);
  });

  it('cannot be jumped over', () => {
    const one = deal({ accountId: 'a-1', ownerId: 'o-1' });
    const asked = move(one.id, { stage: 'negotiation_contract' }, {}, '老客户续约');
    expect(asked).toMatchObject({
      stage: 'lead_captured',
      pendingStage: 'negotiation_contract',
    });
  });

  it('opens by approval, with both names, and closes again by undo', () => {
    const one = deal({ ownerId: 'o-1' });
    move(one.id, { stage: 'lead_qualified' }, {}, '客户已立项');
    expect(() => say('approve')).toThrowError(refused('STAGE_FIELDS_MISSING'));
    expect(requests().toDecide).toHaveLength(1);

    const { version } = look(one.id).opportunity;
    replica.write(update, { id: one.id, version, patch: { accountId: 'a-1' }, reason: null });
    expect(requests().toDecide[0]).toMatchObject({ missingThen: ['accountId'], missingNow: [] });
    expect(say('approve')).toMatchObject({ stage: 'lead_qualified', pendingStage: null });
    const { stageEvents, history } = look(one.id);
    expect(stageEvents.at(-1)).toMatchObject({
      stage: 'lead_qualified',
      actorName: '林晓',
      requestedBy: '林晓',
      reason: '客户已立项',
    });
    expect(history[0]).toMatchObject({ kind: 'pipeline.decide', requestedBy: '林晓' });
    expect(requests()).toMatchObject({ toDecide: [], mine: [{ state: 'approved' }] });

    replica.undo();
    expect(look(one.id).opportunity).toMatchObject({
      stage: 'lead_captured',
      pendingStage: 'lead_qualified',
    });
    replica.redo();
    expect(look(one.id).opportunity.stage).toBe('lead_qualified');
  });

  it('stays closed when returned, which needs a reason, or withdrawn', () => {
    const one = deal({ accountId: 'a-1', ownerId: 'o-1' });
    const ask = () => move(one.id, { stage: 'lead_qualified' }, {}, '客户已立项');
    ask();
    expect(() => say('return', '  ')).toThrowError(refused('STAGE_REASON_REQUIRED'));
    expect(say('return', '预算没有确认')).toMatchObject({
      stage: 'lead_captured',
      pendingStage: null,
    });
    ask();
    say('withdraw');
    expect(requests().mine.map(({ state, decisionReason }) => [state, decisionReason])).toEqual([
      ['withdrawn', null],
      ['returned', '预算没有确认'],
    ]);
    const [, returned] = requests().mine;
    expect(() =>
      replica.write(decide, {
        id: returned?.id ?? '',
        version: returned?.version ?? 0,
        decision: 'approve',
        reason: null,
      }),
    ).toThrowError(refused('APPROVAL_DECIDED'));
  });

  it('is no longer asked for when the deal goes another way or is asked for anew', () => {
    const one = deal({ accountId: 'a-1', ownerId: 'o-1' });
    move(one.id, { stage: 'lead_qualified' }, {}, '第一次');
    move(one.id, { stage: 'opportunity_discovery' }, {}, '第二次');
    expect(requests().toDecide.map(({ reason }) => reason)).toEqual(['第二次']);
    move(one.id, { outcome: 'lost' }, { lossReason: '预算取消' });
    expect(requests().toDecide).toEqual([]);
    expect(requests().mine.map(({ state }) => state)).toEqual(['overtaken', 'overtaken']);
    replica.undo();
    expect(look(one.id).opportunity).toMatchObject({
      outcome: 'open',
      pendingStage: 'opportunity_discovery',
    });
  });

  it('is free on the way back', () => {
    setRule('lead_qualified', { gated: false });
    const one = deal({ accountId: 'a-1', ownerId: 'o-1', contactId: null });
    move(one.id, { stage: 'lead_qualified' });
    setRule('lead_captured', { gated: true });
    expect(move(one.id, { stage: 'lead_captured' }, {}, '客户换人')).toMatchObject({
      stage: 'lead_captured',
      pendingStage: null,
    });
  });
});
